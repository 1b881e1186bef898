#include "formats/narrow/narrow_layout.h"

#include "base/checked.h"
#include "formats/integer/bit_packing.h"

#include <algorithm>

namespace mantissa::narrow {

std::int64_t Layout::groupElements(std::int64_t columns) const {
    return group <= 0 ? columns : std::min(group, columns);
}

std::int64_t Layout::groups(std::int64_t columns) const {
    return perTensor() || columns == 0 ? 0 : ceilDivide(columns, groupElements(columns));
}

std::int64_t Layout::rowBytes(std::int64_t columns) const {
    return groups(columns) * store.bytes() + packedBytes(columns, kind.bits());
}

void Layout::writeRow(std::span<const std::uint8_t> codes, std::span<const float> scales,
                      std::byte* out) const {
    for (const float scale : scales) {
        store.write(scale, out);
        out += store.bytes();
    }
    packBits(codes, kind.bits(), out);
}

void Layout::readRow(const std::byte* in, std::span<std::uint8_t> codes, std::span<float> scales) const {
    for (float& scale : scales) {
        scale = store.read(in);
        in += store.bytes();
    }
    unpackBits(in, kind.bits(), codes);
}

} // namespace mantissa::narrow
