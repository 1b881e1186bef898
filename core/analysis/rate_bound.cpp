#include "analysis/rate_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa {

namespace {

constexpr double mostBits = 30; // levels then still count in an int; nothing stored is wider and lossy

} // namespace

double gaussianBound(double bitsPerWeight) {
    return std::exp2(-std::max(0.0, bitsPerWeight));
}

double lloydMaxBound(double bitsPerWeight) {
    const double bits = std::clamp(bitsPerWeight, 0.0, mostBits);
    const int below = static_cast<int>(std::exp2(bits));
    const double least = std::log2(below);
    const double most = std::log2(below + 1);
    const double share = std::clamp((bits - least) / (most - least), 0.0, 1.0);
    return std::sqrt((1 - share) * lloydMaxDistortion(below) + share * lloydMaxDistortion(below + 1));
}

void BoundSums::add(double bitsPerWeight, const ErrorSums& sums) {
    const double bound = gaussianBound(bitsPerWeight);
    const double scalar = lloydMaxBound(bitsPerWeight);
    bound2_ += bound * bound * sums.original2;
    lloydMax2_ += scalar * scalar * sums.original2;
    original2_ += sums.original2;
    error2_ += sums.error2;
}

BoundFigures BoundSums::figures() const {
    BoundFigures result;
    result.bitsLeft = std::numeric_limits<double>::quiet_NaN();
    if (!(original2_ > 0))
        return result;
    result.bound = std::sqrt(bound2_ / original2_);
    result.lloydMax = std::sqrt(lloydMax2_ / original2_);
    if (error2_ > leastTellingError * leastTellingError * original2_)
        result.bitsLeft = 0.5 * std::log2(error2_ / bound2_);
    return result;
}

BoundFigures boundFigures(double bitsPerWeight, const ErrorSums& sums) {
    BoundSums one;
    one.add(bitsPerWeight, sums);
    return one.figures();
}

} // namespace mantissa
