#pragma once
// What least squares needs to know of a scale: with l the level that a weight x gets under it, sums of w x l,
// w l l and w (x - l scale)^2; w is the importance.
#include <cstddef>

namespace mantissa {

struct FitSums {
    double xl = 0;
    double ll = 0;
    double error = 0;
};

// Sums are taken in this order on every CPU: runs of `fitRun` elements; in each run lane i adds the elements
// whose index is i modulo `fitLanes` as 32-bit floats, then lanes are added in halves; runs add as doubles.
constexpr std::size_t fitLanes = 16;
constexpr std::size_t fitRun = 4096;

inline double inHalves(float* lanes) {
    for (std::size_t half = fitLanes / 2; half > 0; half /= 2) {
        for (std::size_t i = 0; i < half; ++i)
            lanes[i] += lanes[i + half];
    }
    return static_cast<double>(lanes[0]);
}

/// Kernels find levels with 1 / scale, which must not overflow: smaller scales are not searched.
constexpr float smallestMeasured = 0x1p-100F;

} // namespace mantissa
