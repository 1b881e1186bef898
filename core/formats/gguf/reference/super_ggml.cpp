#include "formats/gguf/reference/rounding.h"
#include "formats/gguf/reference/super_coder.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf::reference {

namespace {

float sumOfSquares(const float* x, int count) {
    float sum = 0;
    for (int i = 0; i < count; ++i)
        sum += x[i] * x[i];
    return sum;
}

/// All values again, to the nearest code under the scales as stored. A sub-block whose scale came out as zero
/// keeps the codes that the search gave it: they decode to the same values, but the bytes are ggml's.
void roundUnderStoredScales(const SuperLayout& layout, const float* x, SuperBlock& block) {
    const float d = floatFromHalf(block.d);
    const float dmin = floatFromHalf(block.dmin);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const float scale = d * static_cast<float>(block.scales[j]);
        if (scale == 0)
            continue;
        const float min = layout.hasMin ? dmin * static_cast<float>(block.mins[j]) : 0.0F;
        for (int i = j * layout.subElements; i < (j + 1) * layout.subElements; ++i) {
            const float steps = (layout.hasMin ? x[i] + min : x[i]) / scale;
            const int code = nearestByMantissa(steps) + layout.levels();
            block.codes[i] = static_cast<std::uint8_t>(std::clamp(code, 0, layout.highest()));
        }
    }
}

// ---- with mins: Q2_K, Q4_K, Q5_K

struct Fits {
    float scales[16];
    float mins[16];
    float weights[16]; ///< of each sub-block, summed
};

/// Without a matrix, Q2_K weighs by |x|, the others by |x| + the sub-block's root mean square.
void plainWeights(const SuperLayout& layout, const float* x, float* weights) {
    const float base =
        layout.bits == 2
            ? 0.0F
            : std::sqrt(sumOfSquares(x, layout.subElements) / static_cast<float>(layout.subElements));
    for (int i = 0; i < layout.subElements; ++i)
        weights[i] = base + std::abs(x[i]);
}

ScaleMinTries plainTries(const SuperLayout& layout) {
    if (layout.bits == 4)
        return {-1.0F, 0.1F, 20, false};
    return {-0.5F, 0.1F, 15, layout.bits == 2};
}

/// The importance times sqrt(sigma2 + x^2), sigma2 being the block's mean square (twice that for Q4_K, Q5_K).
Fits fitWithMins(const SuperLayout& layout, const float* x, const float* importance, std::uint8_t* codes) {
    const float square = sumOfSquares(x, superElements);
    const float sigma2 = (layout.bits == 2 ? square : 2 * square) / superElements;
    Fits fits{};
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const int first = j * layout.subElements;
        float weights[32];
        if (importance == nullptr)
            plainWeights(layout, x + first, weights);
        for (int i = 0; i < layout.subElements && importance != nullptr; ++i) {
            weights[i] = importance[first + i] * std::sqrt(sigma2 + x[first + i] * x[first + i]);
            fits.weights[j] += weights[i];
        }
        const ScaleMin fit =
            fitScaleMin({x + first, static_cast<std::size_t>(layout.subElements)}, weights, layout.highest(),
                        importance == nullptr ? plainTries(layout) : triesWithMatrix, codes + first);
        fits.scales[j] = fit.scale;
        fits.mins[j] = fit.min;
    }
    return fits;
}

/// Without a matrix the largest scale gets the highest code. Returns the unit.
float codePlainly(const SuperLayout& layout, const float* values, std::array<std::int8_t, 16>& codes) {
    const int count = layout.subBlocks();
    const auto steps = static_cast<float>(layout.highestScale);
    const float max = std::max(0.0F, *std::max_element(values, values + count));
    const float inverse = max > 0 ? steps / max : 0.0F;
    for (int j = 0; j < count; ++j) {
        const int code = static_cast<std::uint8_t>(nearestByMantissa(inverse * values[j]));
        codes[j] = static_cast<std::int8_t>(std::min(layout.highestScale, code));
    }
    return max / steps;
}

float codeWeighted(const SuperLayout& layout, const float* values, const float* weights,
                   std::array<std::int8_t, 16>& codes) {
    std::uint8_t found[16];
    const auto count = static_cast<std::size_t>(layout.subBlocks());
    const float unit = fitPositive({values, count}, weights, layout.highestScale, found);
    for (std::size_t j = 0; j < count; ++j)
        codes[j] = static_cast<std::int8_t>(std::min<int>(layout.highestScale, found[j]));
    return unit;
}

SuperBlock ggmlWithMins(const SuperLayout& layout, const float* x, const float* importance) {
    SuperBlock block;
    const Fits fits = fitWithMins(layout, x, importance, block.codes.data());
    if (importance != nullptr) {
        block.d = halfFromFloat(codeWeighted(layout, fits.scales, fits.weights, block.scales));
        block.dmin = halfFromFloat(codeWeighted(layout, fits.mins, fits.weights, block.mins));
    } else {
        block.d = halfFromFloat(codePlainly(layout, fits.scales, block.scales));
        block.dmin = halfFromFloat(codePlainly(layout, fits.mins, block.mins));
    }
    roundUnderStoredScales(layout, x, block);
    return block;
}

// ---- centred: Q3_K, Q6_K

float largestMagnitude(const float* values, int count) {
    float found = 0;
    for (int j = 0; j < count; ++j) {
        if (std::abs(values[j]) > std::abs(found))
            found = values[j];
    }
    return found;
}

SuperBlock ggmlQ6K(const float* x, const float* importance) {
    SuperBlock block;
    float scales[16];
    for (int j = 0; j < 16; ++j)
        scales[j] = fitSymmetric({x + 16 * j, 16}, importance == nullptr ? nullptr : importance + 16 * j, 32,
                                 block.codes.data() + 16 * j);
    const float largest = largestMagnitude(scales, 16);
    if (std::abs(largest) < zeroBelow)
        return {};
    const float inverse = -128.0F / largest;
    block.d = halfFromFloat(1 / inverse);
    for (int j = 0; j < 16; ++j)
        block.scales[j] = static_cast<std::int8_t>(std::min(127, nearestByMantissa(inverse * scales[j])));
    roundUnderStoredScales(q6K, x, block);
    return block;
}

SuperBlock ggmlQ3K(const float* x) {
    SuperBlock block;
    float scales[16];
    for (int j = 0; j < 16; ++j)
        scales[j] = fitByMoves({x + 16 * j, 16}, 4, block.codes.data() + 16 * j);
    block.scales.fill(-32);
    const float largest = largestMagnitude(scales, 16);
    if (largest != 0) {
        const float inverse = -32.0F / largest;
        block.d = halfFromFloat(1 / inverse);
        for (int j = 0; j < 16; ++j) {
            const int code = static_cast<std::int8_t>(nearestByMantissa(inverse * scales[j]));
            block.scales[j] = static_cast<std::int8_t>(std::clamp(code, -32, 31));
        }
    }
    roundUnderStoredScales(q3K, x, block);
    return block;
}

SuperBlock ggmlQ3K(const float* x, const float* importance) {
    SuperBlock block;
    const float sigma2 = 2 * sumOfSquares(x, superElements) / superElements;
    float scales[16];
    float sums[16] = {};
    for (int j = 0; j < 16; ++j) {
        float weights[16];
        for (int i = 0; i < 16; ++i) {
            const float value = x[16 * j + i];
            weights[i] = importance[16 * j + i] * std::sqrt(sigma2 + value * value);
            sums[j] += weights[i];
        }
        scales[j] = fitSymmetric({x + 16 * j, 16}, weights, 4, block.codes.data() + 16 * j);
    }
    std::uint8_t codes[16];
    block.d = halfFromFloat(fitSymmetric(scales, sums, 32, codes));
    for (int j = 0; j < 16; ++j)
        block.scales[j] = static_cast<std::int8_t>(codes[j] - 32);
    roundUnderStoredScales(q3K, x, block);
    return block;
}

} // namespace

SuperBlock ggmlBlock(const SuperLayout& layout, const float* x, const float* importance) {
    if (layout.hasMin)
        return ggmlWithMins(layout, x, importance);
    if (layout.bits == 6)
        return ggmlQ6K(x, importance);
    return importance == nullptr ? ggmlQ3K(x) : ggmlQ3K(x, importance);
}

} // namespace mantissa::gguf::reference
