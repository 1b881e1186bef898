// Narrow floats under a scale, element by element: the specification that the vector kernels are held
// against.
#include "formats/narrow/narrow_kernels.h"

#include <algorithm>

namespace mantissa::narrow::reference {

void encode(const NarrowFloat& kind, std::span<const float> values, float scale,
            std::span<std::uint8_t> codes) {
    for (std::size_t i = 0; i < values.size(); ++i)
        codes[i] =
            scale == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(nearestCode(kind, values[i] / scale));
}

FitSums measure(const NarrowFloat& kind, std::span<const float> values, std::span<const float> importance,
                float scale) {
    FitSums sums;
    const float inverse = 1.0F / scale;
    for (std::size_t begin = 0; begin < values.size(); begin += fitRun) {
        float xl[fitLanes] = {};
        float ll[fitLanes] = {};
        float error[fitLanes] = {};
        for (std::size_t i = begin; i < std::min(values.size(), begin + fitRun); ++i) {
            const float weight = importance.empty() ? 1.0F : importance[i];
            const float level = numberOf(kind, nearestCode(kind, values[i] * inverse));
            const float difference = values[i] - level * scale;
            const float weighted = weight * level;
            xl[i % fitLanes] += weighted * values[i];
            ll[i % fitLanes] += weighted * level;
            error[i % fitLanes] += weight * difference * difference;
        }
        sums.xl += inHalves(xl);
        sums.ll += inHalves(ll);
        sums.error += inHalves(error);
    }
    return sums;
}

} // namespace mantissa::narrow::reference
