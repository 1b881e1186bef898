#include "formats/integer/integer_layout.h"

#include "base/checked.h"

#include <algorithm>

namespace mantissa::integer {

std::int64_t Layout::groupElements(std::int64_t columns) const {
    return group <= 0 ? columns : std::min(group, columns);
}

std::int64_t Layout::groups(std::int64_t columns) const {
    return perTensor() || columns == 0 ? 0 : ceilDivide(columns, groupElements(columns));
}

std::int64_t Layout::zeroBytes(std::int64_t columns) const {
    return grid.symmetric ? 0 : packedBytes(groups(columns), grid.bits);
}

std::int64_t Layout::rowBytes(std::int64_t columns) const {
    return groups(columns) * scaleBytes(grid.scaleType) + zeroBytes(columns) +
           packedBytes(columns, grid.bits);
}

std::int64_t Layout::parameterBytes() const {
    return perTensor() ? scaleBytes(grid.scaleType) + (grid.symmetric ? 0 : 1) : 0;
}

void Layout::writeRow(std::span<const std::uint8_t> codes, std::span<const Step> steps,
                      std::byte* out) const {
    for (const Step& step : steps) {
        writeScale(grid.scaleType, step.scale, out);
        out += scaleBytes(grid.scaleType);
    }
    if (!grid.symmetric && !steps.empty()) {
        std::vector<std::uint8_t> zeros(steps.size());
        std::transform(steps.begin(), steps.end(), zeros.begin(),
                       [](const Step& step) { return static_cast<std::uint8_t>(step.zero); });
        packBits(zeros, grid.bits, out);
        out += packedBytes(static_cast<std::int64_t>(zeros.size()), grid.bits);
    }
    packBits(codes, grid.bits, out);
}

void Layout::readRow(const std::byte* in, std::span<std::uint8_t> codes, std::span<Step> steps) const {
    for (Step& step : steps) {
        step = {readScale(grid.scaleType, in), grid.middle()};
        in += scaleBytes(grid.scaleType);
    }
    if (!grid.symmetric && !steps.empty()) {
        std::vector<std::uint8_t> zeros(steps.size());
        unpackBits(in, grid.bits, zeros);
        for (std::size_t i = 0; i < steps.size(); ++i)
            steps[i].zero = zeros[i];
        in += packedBytes(static_cast<std::int64_t>(zeros.size()), grid.bits);
    }
    unpackBits(in, grid.bits, codes);
}

} // namespace mantissa::integer
