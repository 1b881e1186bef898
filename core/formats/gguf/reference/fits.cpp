#include "formats/gguf/reference/fits.h"

#include "formats/gguf/reference/rounding.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf {

namespace {

/// The element of largest magnitude, the first of equals.
float extreme(std::span<const float> x) {
    float found = 0;
    for (const float value : x) {
        if (std::abs(value) > std::abs(found))
            found = value;
    }
    return found;
}

int symmetricCode(float value, int levels) {
    return std::clamp(nearestByMantissa(value), -levels, levels - 1);
}

/// The sums that a least-squares scale needs.
struct Moments {
    float xl = 0;
    float ll = 0;
};

Moments symmetricMoments(std::span<const float> x, const float* weights, float inverse, int levels) {
    Moments sums;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto l = static_cast<float>(symmetricCode(inverse * x[i], levels));
        const float w = weights != nullptr ? weights[i] : x[i] * x[i];
        sums.xl += w * x[i] * l;
        sums.ll += w * l * l;
    }
    return sums;
}

void symmetricCodes(std::span<const float> x, float inverse, int levels, std::uint8_t* codes) {
    for (std::size_t i = 0; i < x.size(); ++i)
        codes[i] = static_cast<std::uint8_t>(levels + symmetricCode(inverse * x[i], levels));
}

} // namespace

float fitSymmetric(std::span<const float> x, const float* weights, int levels, std::uint8_t* codes) {
    const float largest = extreme(x);
    if (std::abs(largest) < zeroBelow) {
        std::fill_n(codes, x.size(), std::uint8_t{0});
        return 0;
    }
    const auto steps = static_cast<float>(levels);
    float bestInverse = -steps / largest;
    Moments sums = symmetricMoments(x, weights, bestInverse, levels);
    float scale = sums.ll != 0 ? sums.xl / sums.ll : 0.0F;
    float best = scale * sums.xl;
    for (int attempt = -9; attempt <= 9; ++attempt) {
        if (attempt == 0)
            continue;
        const float inverse = -(steps + 0.1F * static_cast<float>(attempt)) / largest;
        sums = symmetricMoments(x, weights, inverse, levels);
        if (sums.ll > 0 && sums.xl * sums.xl > best * sums.ll) {
            bestInverse = inverse;
            scale = sums.xl / sums.ll;
            best = scale * sums.xl;
        }
    }
    symmetricCodes(x, bestInverse, levels, codes);
    return scale;
}

namespace {

float deviation(float difference, bool absolute) {
    return absolute ? std::abs(difference) : difference * difference;
}

/// sum w * |scale * code + min - x|^p
float weightedError(std::span<const float> x, const float* weights, const std::uint8_t* codes, float scale,
                    float min, bool absolute) {
    float sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float difference = scale * static_cast<float>(codes[i]) + min - x[i];
        sum += weights[i] * deviation(difference, absolute);
    }
    return sum;
}

struct ScaleMinMoments {
    float l = 0;
    float ll = 0;
    float xl = 0;
};

ScaleMinMoments roundFrom(std::span<const float> x, const float* weights, float min, float inverse,
                          int highest, std::uint8_t* codes) {
    ScaleMinMoments sums;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const int code = std::clamp(nearestByMantissa(inverse * (x[i] - min)), 0, highest);
        codes[i] = static_cast<std::uint8_t>(code);
        const auto l = static_cast<float>(code);
        sums.l += weights[i] * l;
        sums.ll += weights[i] * l * l;
        sums.xl += weights[i] * l * x[i];
    }
    return sums;
}

} // namespace

ScaleMin fitScaleMin(std::span<const float> x, const float* weights, int highest, const ScaleMinTries& tries,
                     std::uint8_t* codes) {
    float min = *std::min_element(x.begin(), x.end());
    const float max = *std::max_element(x.begin(), x.end());
    float sumW = 0;
    float sumX = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sumW += weights[i];
        sumX += weights[i] * x[i];
    }
    min = std::min(min, 0.0F); // a min above zero cannot be coded
    if (max <= min) {
        std::fill_n(codes, x.size(), std::uint8_t{0});
        return {0, -min};
    }
    const auto steps = static_cast<float>(highest);
    float scale = 1 / (steps / (max - min));
    roundFrom(x, weights, min, steps / (max - min), highest, codes);
    float best = weightedError(x, weights, codes, scale, min, tries.absolute);
    std::uint8_t tried[32];
    for (int attempt = 0; attempt <= tries.count; ++attempt) {
        // The range is measured from the best min so far: each improvement shifts the tries after it.
        const float inverse = (tries.first + tries.step * static_cast<float>(attempt) + steps) / (max - min);
        const ScaleMinMoments sums = roundFrom(x, weights, min, inverse, highest, tried);
        const float determinant = sumW * sums.ll - sums.l * sums.l;
        if (!(determinant > 0))
            continue;
        float newScale = (sumW * sums.xl - sumX * sums.l) / determinant;
        float newMin = (sums.ll * sumX - sums.l * sums.xl) / determinant;
        if (newMin > 0) {
            newMin = 0;
            newScale = sums.xl / sums.ll;
        }
        const float error = weightedError(x, weights, tried, newScale, newMin, tries.absolute);
        if (error < best) {
            std::copy_n(tried, x.size(), codes);
            best = error;
            scale = newScale;
            min = newMin;
        }
    }
    return {scale, -min};
}

namespace {

/// The best of nine inverse scales, by the error of the values they decode to.
float scanPositive(std::span<const float> x, const float* weights, int highest, float max) {
    const auto steps = static_cast<float>(highest);
    const auto errorOf = [&](float inverse, bool clip) {
        const float scale = 1 / inverse;
        float sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            int code = nearestByMantissa(inverse * x[i]);
            // The first guess is not clipped but stored in a byte.
            code = clip ? std::min(highest, code) : static_cast<std::uint8_t>(code);
            const float difference = x[i] - scale * static_cast<float>(code);
            sum += weights[i] * difference * difference;
        }
        return sum;
    };
    float bestInverse = steps / max;
    float best = errorOf(bestInverse, false);
    for (int attempt = -4; attempt <= 4; ++attempt) {
        if (attempt == 0)
            continue;
        const float inverse = (0.1F * static_cast<float>(attempt) + steps) / max;
        const float error = errorOf(inverse, true);
        if (error < best) {
            best = error;
            bestInverse = inverse;
        }
    }
    return bestInverse;
}

} // namespace

float fitPositive(std::span<const float> x, const float* weights, int highest, std::uint8_t* codes) {
    const float max = std::max(0.0F, *std::max_element(x.begin(), x.end()));
    if (max < zeroBelow) {
        std::fill_n(codes, x.size(), std::uint8_t{0});
        return 0;
    }
    const float inverse = scanPositive(x, weights, highest, max);
    Moments sums;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const int code = std::min(highest, nearestByMantissa(inverse * x[i]));
        codes[i] = static_cast<std::uint8_t>(code);
        const auto l = static_cast<float>(code);
        sums.xl += weights[i] * x[i] * l;
        sums.ll += weights[i] * l * l;
    }
    bool moved = true;
    for (int round = 0; round < 5 && moved; ++round) {
        moved = false;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const float w = weights[i];
            const auto old = static_cast<float>(codes[i]);
            Moments without{sums.xl - w * x[i] * old, sums.ll - w * old * old};
            if (!(without.xl > 0 && without.ll > 0))
                continue;
            const int code = std::min(highest, nearestByMantissa(x[i] * without.ll / without.xl));
            if (code == codes[i])
                continue;
            const auto l = static_cast<float>(code);
            without.xl += w * x[i] * l;
            without.ll += w * l * l;
            if (without.xl * without.xl * sums.ll > sums.xl * sums.xl * without.ll) {
                codes[i] = static_cast<std::uint8_t>(code);
                sums = without;
                moved = true;
            }
        }
    }
    return sums.ll > 0 ? sums.xl / sums.ll : 0.0F;
}

float fitByMoves(std::span<const float> x, int levels, std::uint8_t* codes) {
    const float largest = extreme(x);
    if (std::abs(largest) < zeroBelow) {
        std::fill_n(codes, x.size(), std::uint8_t{0});
        return 0;
    }
    const float inverse = -static_cast<float>(levels) / largest;
    Moments sums = symmetricMoments(x, nullptr, inverse, levels);
    symmetricCodes(x, inverse, levels, codes);
    bool moved = true;
    for (int round = 0; round < 5 && moved; ++round) {
        moved = false;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const float w = x[i] * x[i];
            const auto old = static_cast<float>(codes[i] - levels);
            Moments without{sums.xl - w * x[i] * old, 0};
            if (!(without.xl > 0))
                continue;
            without.ll = sums.ll - w * old * old;
            const int code = symmetricCode(x[i] * without.ll / without.xl, levels);
            if (code == codes[i] - levels)
                continue;
            const auto l = static_cast<float>(code);
            without.xl += w * x[i] * l;
            without.ll += w * l * l;
            if (without.ll > 0 && without.xl * without.xl * sums.ll > sums.xl * sums.xl * without.ll) {
                codes[i] = static_cast<std::uint8_t>(code + levels);
                sums = without;
                moved = true;
            }
        }
    }
    return sums.ll > 0 ? sums.xl / sums.ll : 0.0F;
}

} // namespace mantissa::gguf
