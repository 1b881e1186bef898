#include "network/builders/yarn.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mantissa {

namespace {

/// The pair (a fractional number) that makes so many turns over the original context.
double pairOfTurns(double turns, double base, std::int64_t dimensions, double context) {
    return static_cast<double>(dimensions) * std::log(context / (turns * 2 * std::numbers::pi)) /
           (2 * std::log(base));
}

} // namespace

std::vector<double> yarnFrequencies(const std::vector<double>& frequencies, double base,
                                    std::int64_t dimensions, const YarnScaling& scaling) {
    double first = pairOfTurns(scaling.betaFast, base, dimensions, scaling.originalContext);
    double last = pairOfTurns(scaling.betaSlow, base, dimensions, scaling.originalContext);
    if (scaling.wholePairs) {
        first = std::floor(first);
        last = std::ceil(last);
    }
    first = std::max(first, 0.0);
    last = std::min(last, static_cast<double>(dimensions - 1));
    const double length = std::max(last - first, 0.001); // as both reference programs avoid dividing by zero
    std::vector<double> scaled;
    for (std::size_t i = 0; i < frequencies.size(); ++i) {
        const double slow = std::clamp((static_cast<double>(i) - first) / length, 0.0, 1.0);
        scaled.push_back(frequencies[i] / scaling.factor * slow + frequencies[i] * (1 - slow));
    }
    return scaled;
}

double yarnMagnitude(double factor, double weight) {
    return factor <= 1 ? 1 : 0.1 * weight * std::log(factor) + 1;
}

} // namespace mantissa
