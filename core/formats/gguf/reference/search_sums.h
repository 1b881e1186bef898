#pragma once
// What small and super blocks share in `search`.
#include "formats/gguf/reference/search.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf::reference {

/// The nearest code, as a float, ties to even. A product takes the place of the division: this only steers
/// the search. Clamped first, so that adding 1.5 * 2^23 rounds exactly; NaN becomes the lowest code.
inline float nearestCode(float value, float inverse, CodeRange range) {
    float steps = value * inverse;
    steps = steps > range.lowest ? steps : range.lowest;
    steps = steps < range.highest ? steps : range.highest;
    return (steps + 12582912.0F) - 12582912.0F;
}

inline float inverseOf(float scale) {
    return scale != 0 ? 1 / scale : 0.0F;
}

/// sum w * (scale * code - min - x)^2 over the nearest codes.
inline float errorUnder(const float* x, const float* weights, int count, float scale, float min,
                        CodeRange range) {
    const float inverse = inverseOf(scale);
    float sum = 0;
    for (int i = 0; i < count; ++i) {
        const float difference = scale * nearestCode(x[i] + min, inverse, range) - min - x[i];
        sum += weights[i] * (difference * difference);
    }
    return sum;
}

/// Least-squares scale for the codes nearest under `inverse`; 0 where there are none but zero.
struct Explained {
    float xl = 0;
    float ll = 0;
};
inline Explained explained(const float* x, const float* weights, int count, float inverse, CodeRange range) {
    Explained sums;
    for (int i = 0; i < count; ++i) {
        const float l = nearestCode(x[i], inverse, range);
        sums.xl += weights[i] * x[i] * l;
        sums.ll += weights[i] * (l * l);
    }
    return sums;
}

/// The scale, of either sign, whose nearest codes explain most of x.
inline float scanScale(const float* x, const float* weights, int count, CodeRange range, const Scan& scan) {
    float extreme = 0;
    for (int i = 0; i < count; ++i) {
        if (std::abs(x[i]) > std::abs(extreme))
            extreme = x[i];
    }
    if (std::abs(extreme) < zeroBelow)
        return 0;
    const bool twoSided = range.lowest != -range.highest; // else both signs give the same values
    float best = 0;
    float scale = 0;
    for (int side = 0; side < (twoSided ? 2 : 1); ++side) {
        for (int k = 0; k < scan.count; ++k) {
            const float beyond = scan.first + scan.step * static_cast<float>(k);
            const float edge = side == 0 ? range.lowest - beyond : range.highest + beyond;
            const Explained sums = explained(x, weights, count, edge / extreme, range);
            if (sums.ll > 0 && sums.xl * sums.xl > best * sums.ll) {
                scale = sums.xl / sums.ll;
                best = scale * sums.xl;
            }
        }
    }
    return scale;
}

/// A binary16 that is finite.
inline float storable(float value) {
    return floatFromHalf(halfFromFloat(std::clamp(value, -65504.0F, 65504.0F)));
}

} // namespace mantissa::gguf::reference
