#include "evaluation/estimate.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

Estimate MeanSums::mean() const {
    if (count_ == 0)
        return {};
    const auto n = static_cast<double>(count_);
    const double mean = sum_ / n;
    if (count_ == 1)
        return {mean, 0};
    return {mean, std::sqrt(std::max(0.0, squares_ / n - mean * mean) / (n - 1))};
}

} // namespace mantissa
