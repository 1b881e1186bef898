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
    return fitSums(values, importance, scale,
                   [&](float ratio) { return numberOf(kind, nearestCode(kind, ratio)); });
}

} // namespace mantissa::narrow::reference
