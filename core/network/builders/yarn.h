#pragma once
// YaRN (arXiv:2309.00071): pairs that make many turns over the original context keep their frequency, slow
// ones are slowed down by the factor, those between are blended; and the turned values grow a little.
#include <cstdint>
#include <vector>

namespace mantissa {

struct YarnScaling {
    double factor = 1;
    double originalContext = 0;
    double betaFast = 32;   ///< turns over the original context above which a pair stays as it is
    double betaSlow = 1;    ///< turns below which it is slowed down fully
    bool wholePairs = true; ///< the blend begins and ends at whole pairs
};

/// Frequencies as ropeFrequencies(base, dimensions) gives them -> scaled ones.
std::vector<double> yarnFrequencies(const std::vector<double>& frequencies, double base,
                                    std::int64_t dimensions, const YarnScaling& scaling);

/// 0.1 * weight * ln(factor) + 1, or 1 where nothing is stretched: what turned values grow by.
double yarnMagnitude(double factor, double weight = 1);

} // namespace mantissa
