#include "formats/gguf/reference/fits.h"
#include "formats/gguf/reference/level_coder.h"
#include "formats/gguf/reference/rounding.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf::reference {

namespace {

float largestMagnitude(const float* x, int count) {
    float found = 0;
    for (int i = 0; i < count; ++i)
        found = std::max(found, std::abs(x[i]));
    return found;
}

float inverseOf(float d) {
    return d != 0 ? 1.0F / d : 0.0F;
}

// ---- IQ4

/// The nearest of the sixteen levels; halfway goes up. NaN gives 15.
int nearestBell(float value) {
    const std::span<const float> levels = iq4NL.levels;
    if (value <= levels.front())
        return 0;
    if (value >= levels.back())
        return 15;
    int low = 0;
    int high = 15;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        (value < levels[middle] ? high : low) = middle;
    }
    return value - levels[high - 1] < levels[high] - value ? high - 1 : high;
}

struct BellSums {
    float qx = 0;
    float qq = 0;
};

BellSums bellSums(const float* x, const float* weights, float inverse) {
    BellSums sums;
    for (int i = 0; i < 32; ++i) {
        const float q = iq4NL.levels[nearestBell(inverse * x[i])];
        sums.qx += weights[i] * q * x[i];
        sums.qq += weights[i] * q * q;
    }
    return sums;
}

/// The scale of 32 elements: 16 tries around the one that puts the largest magnitude on the lowest level.
float fitBell(const float* x, const float* weights) {
    float extreme = 0;
    for (int i = 0; i < 32; ++i) {
        if (std::abs(x[i]) > std::abs(extreme))
            extreme = x[i];
    }
    if (std::abs(extreme) < zeroBelow)
        return 0;
    const float outermost = iq4NL.levels[0];
    BellSums sums = bellSums(x, weights, 1 / (-extreme / outermost));
    float scale = sums.qq > 0 ? sums.qx / sums.qq : 0.0F;
    float best = scale * sums.qx;
    for (int attempt = -7; attempt <= 7; ++attempt) {
        sums = bellSums(x, weights, (static_cast<float>(attempt) + outermost) / extreme);
        if (sums.qq > 0 && sums.qx * sums.qx > best * sums.qq) {
            scale = sums.qx / sums.qq;
            best = scale * sums.qx;
        }
    }
    return scale;
}

/// Weights x^2, or importance * sqrt(sigma2 + x^2) with sigma2 twice the block's mean square.
void bellWeights(const LevelLayout& layout, const float* x, const float* importance, float* weights) {
    float sigma2 = 0;
    for (int i = 0; i < layout.elements; ++i)
        sigma2 += x[i] * x[i];
    sigma2 *= 2.0F / static_cast<float>(layout.elements);
    for (int i = 0; i < layout.elements; ++i)
        weights[i] = importance == nullptr ? x[i] * x[i] : importance[i] * std::sqrt(sigma2 + x[i] * x[i]);
}

LevelBlock ggmlBell(const LevelLayout& layout, const float* x, const float* importance) {
    float weights[256];
    bellWeights(layout, x, importance, weights);
    LevelBlock block;
    float scales[8];
    float largest = 0;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        scales[j] = fitBell(x + 32 * j, weights + 32 * j);
        if (std::abs(scales[j]) > std::abs(largest))
            largest = scales[j];
    }
    const float d = layout.elements == 32 ? scales[0] : -largest / 32;
    block.d = halfFromFloat(d);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        float inverse = inverseOf(d);
        if (layout.elements != 32) { // rounds under d before it became a binary16
            const int integer = std::clamp(nearestByMantissa(inverse * scales[j]), -32, 31);
            block.scales[j] = static_cast<std::uint8_t>(integer + 32);
            inverse = inverseOf(d * static_cast<float>(integer));
        }
        for (int i = 32 * j; i < 32 * (j + 1); ++i)
            block.codes[i] = static_cast<std::uint8_t>(nearestBell(inverse * x[i]));
    }
    return block;
}

// ---- E2M1

/// The first code of least distance: positive zero, never the negative one.
std::uint8_t nearestFp4(float value, float scale) {
    int best = 0;
    float least = std::abs(mxfp4.levels[0] * scale - value);
    for (int code = 1; code < 16; ++code) {
        const float distance = std::abs(mxfp4.levels[code] * scale - value);
        if (distance < least) {
            best = code;
            least = distance;
        }
    }
    return static_cast<std::uint8_t>(best);
}

LevelBlock ggmlFp4(const LevelLayout& layout, const float* x) {
    LevelBlock block;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const int first = j * layout.subElements;
        const float largest = largestMagnitude(x + first, layout.subElements);
        if (layout.dtype == DType::NVFP4)
            block.scales[j] = ue4m3FromFloat(largest / 6.0F);
        else if (largest > 0) // the exponent from log2f: just below a power of two it may round up to it
            block.scales[j] = static_cast<std::uint8_t>(truncated(std::floor(std::log2(largest)) - 2 + 127));
        const float scale = layout.scale(block, j);
        for (int i = first; i < first + layout.subElements; ++i)
            block.codes[i] = nearestFp4(x[i], scale);
    }
    return block;
}

// ---- ternary, two bits, signs

/// lroundf and a cast to int: half away from zero; what is out of range ends as 0.
int roundedLong(float value) {
    const float rounded = std::round(value);
    return std::abs(rounded) < 9.2e18F ? static_cast<int>(static_cast<std::int64_t>(rounded)) : 0;
}

LevelBlock ggmlFew(const LevelLayout& layout, const float* x) {
    const float d = largestMagnitude(x, layout.elements);
    const float inverse = inverseOf(d);
    LevelBlock block;
    block.d = halfFromFloat(d);
    for (int i = 0; i < layout.elements; ++i) {
        const int code =
            layout.dtype == DType::Q2_0
                ? std::clamp(
                      static_cast<int>(static_cast<std::int64_t>(truncated(std::round(x[i] * inverse))) + 1),
                      0, 3)
                : roundedLong(x[i] * inverse) + 1;
        block.codes[i] = static_cast<std::uint8_t>(code);
    }
    return block;
}

LevelBlock ggmlSigns(const float* x) {
    float sum = 0;
    LevelBlock block;
    for (int i = 0; i < q1_0.elements; ++i) {
        sum += std::abs(x[i]);
        block.codes[i] = x[i] >= 0 ? 1 : 0;
    }
    block.d = halfFromFloat(sum / static_cast<float>(q1_0.elements));
    return block;
}

} // namespace

LevelBlock ggmlBlock(const LevelLayout& layout, const float* x, const float* importance) {
    switch (layout.dtype) {
    case DType::IQ4_NL:
    case DType::IQ4_XS:
        return ggmlBell(layout, x, importance);
    case DType::MXFP4:
    case DType::NVFP4:
        return ggmlFp4(layout, x);
    case DType::Q1_0:
        return ggmlSigns(x);
    default:
        return ggmlFew(layout, x);
    }
}

} // namespace mantissa::gguf::reference
