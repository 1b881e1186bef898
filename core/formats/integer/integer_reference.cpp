// Integer grids, element by element: the specification that the vector kernels are held against.
#include "formats/integer/integer_kernels.h"

#include <algorithm>
#include <cmath>

namespace mantissa::integer::reference {

namespace {

float codeOf(float value, float zero, float maxCode) {
    return std::min(std::max(std::nearbyint(value) + zero, 0.0F), maxCode);
}

} // namespace

Range range(std::span<const float> values) {
    Range result;
    for (const float value : values) {
        result.low = std::min(result.low, value);
        result.high = std::max(result.high, value);
    }
    return result;
}

void quantize(std::span<const float> values, const Step& step, int maxCode, std::span<std::uint8_t> codes) {
    const float divisor = step.scale == 0 ? 1.0F : step.scale;
    for (std::size_t i = 0; i < values.size(); ++i)
        codes[i] = static_cast<std::uint8_t>(
            codeOf(values[i] / divisor, static_cast<float>(step.zero), static_cast<float>(maxCode)));
}

void dequantize(std::span<const std::uint8_t> codes, const Step& step, std::span<float> values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(codes[i] - step.zero) * step.scale;
}

FitSums measure(std::span<const float> values, std::span<const float> importance, const Step& step,
                int maxCode) {
    const auto zero = static_cast<float>(step.zero);
    return fitSums(values, importance, step.scale,
                   [&](float ratio) { return codeOf(ratio, zero, static_cast<float>(maxCode)) - zero; });
}

} // namespace mantissa::integer::reference
