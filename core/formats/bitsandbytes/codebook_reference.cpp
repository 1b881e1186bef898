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
    return fitSums(values, importance, scale, [&](float ratio) { return book.levels[rankOf(book, ratio)]; });
}

} // namespace mantissa::bitsandbytes::reference
