#include "formats/gguf/reference/small_blocks.h"

#include "formats/gguf/reference/half_bytes.h"

namespace mantissa::gguf {

float SmallBlock::scale() const {
    return floatFromHalf(d);
}

float SmallBlock::offset(const SmallLayout& layout) const {
    return layout.hasMin ? floatFromHalf(m) : -static_cast<float>(layout.levels) * scale();
}

SmallBlock readBlock(const SmallLayout& layout, const std::uint8_t* bytes) {
    SmallBlock block;
    block.d = loadHalf(bytes);
    if (layout.hasMin)
        block.m = loadHalf(bytes + 2);
    for (int j = 0; j < smallElements; ++j) {
        if (layout.bits == 8) {
            block.codes[j] = bytes[layout.codes + j] ^ 0x80;
            continue;
        }
        const int nibble = bytes[layout.codes + j % 16] >> j / 16 * 4 & 15;
        const int high = layout.bits == 5 ? bytes[layout.highBits + j / 8] >> j % 8 & 1 : 0;
        block.codes[j] = static_cast<std::uint8_t>(nibble | high << 4);
    }
    return block;
}

void writeBlock(const SmallLayout& layout, const SmallBlock& block, std::uint8_t* bytes) {
    storeHalf(block.d, bytes);
    if (layout.hasMin)
        storeHalf(block.m, bytes + 2);
    if (layout.bits == 8) {
        for (int j = 0; j < smallElements; ++j)
            bytes[layout.codes + j] = block.codes[j] ^ 0x80;
        return;
    }
    for (int j = 0; j < 16; ++j)
        bytes[layout.codes + j] =
            static_cast<std::uint8_t>((block.codes[j] & 15) | (block.codes[j + 16] & 15) << 4);
    if (layout.bits != 5)
        return;
    for (int i = 0; i < 4; ++i) {
        int high = 0;
        for (int j = 0; j < 8; ++j)
            high |= (block.codes[8 * i + j] >> 4 & 1) << j;
        bytes[layout.highBits + i] = static_cast<std::uint8_t>(high);
    }
}

} // namespace mantissa::gguf
