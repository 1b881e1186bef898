#include "analysis/weighted_error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa {

void WeightedSums::add(const WeightedSums& other) {
    original2 += other.original2;
    error2 += other.error2;
    known = known || other.known;
}

WeightedSums weightedSums(std::span<const float> original, std::span<const float> decoded,
                          std::span<const float> importance, std::int64_t firstRow,
                          std::int64_t rowsPerExpert, std::int64_t columns) {
    WeightedSums sums;
    const auto width = static_cast<std::size_t>(columns);
    if (importance.size() < width || width == 0)
        return sums;
    sums.known = true;
    const std::size_t experts = importance.size() / width;
    for (std::size_t begin = 0; begin + width <= original.size(); begin += width, ++firstRow) {
        const auto expert = static_cast<std::size_t>(firstRow / std::max<std::int64_t>(1, rowsPerExpert));
        const float* weights = importance.data() + std::min(expert, experts - 1) * width;
        for (std::size_t i = 0; i < width; ++i) {
            const double x = original[begin + i];
            const double error = x - static_cast<double>(decoded[begin + i]);
            sums.original2 += weights[i] * (x * x);
            sums.error2 += weights[i] * (error * error);
        }
    }
    return sums;
}

double relativeWeightedRmse(const WeightedSums& sums) {
    if (!sums.known)
        return std::numeric_limits<double>::quiet_NaN();
    if (sums.error2 == 0)
        return 0;
    return sums.original2 == 0 ? std::numeric_limits<double>::infinity()
                               : std::sqrt(sums.error2 / sums.original2);
}

} // namespace mantissa
