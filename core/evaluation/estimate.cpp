#include "evaluation/estimate.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

Estimate MeanSums::mean() const {
    if (state_.count == 0)
        return {};
    const auto n = static_cast<double>(state_.count);
    const double mean = state_.sum / n;
    if (state_.count == 1)
        return {mean, 0};
    return {mean, std::sqrt(std::max(0.0, state_.squares / n - mean * mean) / (n - 1))};
}

} // namespace mantissa
