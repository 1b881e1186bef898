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
    FitSums sums;
    const float inverse = 1.0F / step.scale;
    const auto zero = static_cast<float>(step.zero);
    for (std::size_t begin = 0; begin < values.size(); begin += fitRun) {
        float xq[fitLanes] = {};
        float qq[fitLanes] = {};
        float error[fitLanes] = {};
        for (std::size_t i = begin; i < std::min(values.size(), begin + fitRun); ++i) {
            const float weight = importance.empty() ? 1.0F : importance[i];
            const float q = codeOf(values[i] * inverse, zero, static_cast<float>(maxCode)) - zero;
            const float difference = values[i] - q * step.scale;
            const float weighted = weight * q;
            xq[i % fitLanes] += weighted * values[i];
            qq[i % fitLanes] += weighted * q;
            error[i % fitLanes] += weight * difference * difference;
        }
        sums.xl += inHalves(xq);
        sums.ll += inHalves(qq);
        sums.error += inHalves(error);
    }
    return sums;
}

} // namespace mantissa::integer::reference
