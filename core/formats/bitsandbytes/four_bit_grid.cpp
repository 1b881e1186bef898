#include "formats/bitsandbytes/four_bit_grid.h"

#include "formats/bitsandbytes/scale_search.h"

#include <cstring>

namespace mantissa::bitsandbytes {

void FourBitGrid::fit(std::span<const float> values, std::span<const float> importance,
                      std::span<Affine> out) const {
    const float most = absmax(values);
    // Without importance the caller wants the textbook's scale; with it, the least weighted error.
    out[0] = {importance.empty() ? most : searchScale(book_, values, importance, most), 0.0F};
}

int FourBitGrid::round(const Affine& affine, float value) const {
    std::uint8_t rank = 0;
    reference::ranks(book_, {&value, 1}, affine.scale, {&rank, 1});
    return rank;
}

float FourBitGrid::value(const Affine& affine, int code) const {
    return book_.levels[static_cast<std::size_t>(code)] * affine.scale;
}

void FourBitGrid::pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
                       std::span<std::byte> out) const {
    std::memcpy(out.data(), &scales[0].scale, sizeof(float));
    packNibbles(book_, codes, out.data() + sizeof(float));
}

} // namespace mantissa::bitsandbytes
