#pragma once
// What least squares needs to know of a scale: with l the level that a weight x gets under it, sums of w x l,
// w l l and w (x - l scale)^2; w is the importance.
#include <algorithm>
#include <cstddef>
#include <span>

namespace mantissa {

struct FitSums {
    double xl = 0;
    double ll = 0;
    double error = 0;

    FitSums& operator+=(const FitSums& other) {
        xl += other.xl;
        ll += other.ll;
        error += other.error;
        return *this;
    }
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

/// measureRun(values, importance or null, count) for one run after another. importance: per value, or empty.
template <class MeasureRun>
void forFitRuns(std::span<const float> values, std::span<const float> importance,
                const MeasureRun& measureRun) {
    for (std::size_t begin = 0; begin < values.size(); begin += fitRun)
        measureRun(values.data() + begin, importance.empty() ? nullptr : importance.data() + begin,
                   std::min(fitRun, values.size() - begin));
}

/// The sums element by element, which vector kernels are held against. levelOf(x / scale): the level of
/// weight x.
template <class Level>
FitSums fitSums(std::span<const float> values, std::span<const float> importance, float scale,
                const Level& levelOf) {
    FitSums sums;
    const float inverse = 1.0F / scale;
    forFitRuns(values, importance, [&](const float* run, const float* weights, std::size_t count) {
        float xl[fitLanes] = {};
        float ll[fitLanes] = {};
        float error[fitLanes] = {};
        for (std::size_t i = 0; i < count; ++i) {
            const float weight = weights == nullptr ? 1.0F : weights[i];
            const float level = levelOf(run[i] * inverse);
            const float difference = run[i] - level * scale;
            const float weighted = weight * level;
            xl[i % fitLanes] += weighted * run[i];
            ll[i % fitLanes] += weighted * level;
            error[i % fitLanes] += weight * difference * difference;
        }
        sums += {inHalves(xl), inHalves(ll), inHalves(error)};
    });
    return sums;
}

} // namespace mantissa
