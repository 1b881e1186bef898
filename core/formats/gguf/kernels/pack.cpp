#include "formats/gguf/kernels/pack.h"

#include "formats/gguf/reference/half_bytes.h"

namespace mantissa::gguf::kernels {

void packSuperBlock(const SuperLayout& layout, const SuperBlock& block, std::uint8_t* out) {
    const std::uint8_t* codes = block.codes.data();
    layout.writeScales(block, out);
    switch (layout.bits) {
    case 2:
        packQuarters(codes, 0, out + 16);
        break;
    case 3:
        packBits(codes, 2, out);
        packQuarters(codes, 0, out + 32);
        break;
    case 4:
        packNibbles(codes, superElements, 32, out + 16);
        break;
    case 5:
        packBits(codes, 4, out + 16);
        packNibbles(codes, superElements, 32, out + 48);
        break;
    default:
        packNibbles(codes, superElements, 64, out);
        packQuarters(codes, 4, out + 128);
        break;
    }
}

} // namespace mantissa::gguf::kernels
