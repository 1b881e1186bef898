// Codebooks, element by element: the specification that the vector kernels are held against.
#include "formats/bitsandbytes/codebook_kernels.h"

#include <algorithm>
#include <cmath>

namespace mantissa::bitsandbytes::reference {

namespace {

std::size_t rankOf(const Codebook& book, float value) {
    std::size_t rank = 0;
    for (const float pivot : book.pivots)
        rank += value > pivot ? 1 : 0;
    return rank;
}

} // namespace

float absmax(std::span<const float> values) {
    float result = 0;
    for (const float value : values)
        result = std::max(result, std::abs(value));
    return result;
}

void ranks(const Codebook& book, std::span<const float> values, float scale, std::span<std::uint8_t> out) {
    const float divisor = scale == 0 ? 1.0F : scale;
    for (std::size_t i = 0; i < values.size(); ++i)
        out[i] = static_cast<std::uint8_t>(rankOf(book, values[i] / divisor));
}

FitSums measure(const Codebook& book, std::span<const float> values, std::span<const float> importance,
                float scale) {
    FitSums sums;
    const float inverse = 1.0F / scale;
    for (std::size_t begin = 0; begin < values.size(); begin += fitRun) {
        float xl[fitLanes] = {};
        float ll[fitLanes] = {};
        float error[fitLanes] = {};
        for (std::size_t i = begin; i < std::min(values.size(), begin + fitRun); ++i) {
            const float weight = importance.empty() ? 1.0F : importance[i];
            const float level = book.levels[rankOf(book, values[i] * inverse)];
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

} // namespace mantissa::bitsandbytes::reference
