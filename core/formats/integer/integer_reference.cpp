// Integer grids, element by element: the specification that the vector kernels are held against.
#include "formats/integer/integer_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mantissa::integer::reference {

namespace {

float codeOf(float value, float zero, float maxCode) {
    return std::min(std::max(std::nearbyint(value) + zero, 0.0F), maxCode);
}

double inHalves(std::array<float, sumLanes> lanes) {
    for (std::size_t half = sumLanes / 2; half > 0; half /= 2) {
        for (std::size_t i = 0; i < half; ++i)
            lanes[i] += lanes[i + half];
    }
    return lanes[0];
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

Sums measure(std::span<const float> values, std::span<const float> importance, const Step& step,
             int maxCode) {
    Sums sums;
    const float inverse = 1.0F / step.scale;
    const auto zero = static_cast<float>(step.zero);
    for (std::size_t begin = 0; begin < values.size(); begin += sumRun) {
        std::array<float, sumLanes> xq{};
        std::array<float, sumLanes> qq{};
        std::array<float, sumLanes> error{};
        for (std::size_t i = begin; i < std::min(values.size(), begin + sumRun); ++i) {
            const float weight = importance.empty() ? 1.0F : importance[i];
            const float q = codeOf(values[i] * inverse, zero, static_cast<float>(maxCode)) - zero;
            const float difference = values[i] - q * step.scale;
            const float weighted = weight * q;
            xq[i % sumLanes] += weighted * values[i];
            qq[i % sumLanes] += weighted * q;
            error[i % sumLanes] += weight * difference * difference;
        }
        sums.xq += inHalves(xq);
        sums.qq += inHalves(qq);
        sums.error += inHalves(error);
    }
    return sums;
}

} // namespace mantissa::integer::reference
