#pragma once
// What GPTQ makes of the second moments of a weight's inputs: in which order columns are rounded, and how the
// error of each is spread over those that come after it.
#include "base/task.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mantissa {

struct FactorSettings {
    double damping = 0.01;   ///< added to the diagonal, as a share of its mean
    bool byActivity = false; ///< columns with the largest squares first ("act-order")
};

/// Upper triangular U with inverse(H + damping) = U^T U, in the order of rounding.
struct FeedbackFactor {
    std::vector<std::int32_t> order; ///< the column that is rounded first, second, ...
    std::vector<float> upper;        ///< columns x columns, row-major; zero below the diagonal
    double damping = 0;              ///< that was needed, at least the one asked for
    std::int64_t deadColumns = 0;    ///< whose inputs were always zero: rounded without any exchange
};

/// hessian: columns x columns, symmetric, in double precision. Where it cannot be factored the damping is
/// raised tenfold (to 1e-6 from 0) until it can. The same numbers whatever the number of threads.
/// Errors: Numeric for a hessian that holds NaN or Inf, is not positive semidefinite or is all zero.
Result<FeedbackFactor> feedbackFactor(std::span<const double> hessian, std::int64_t columns,
                                      const FactorSettings& settings, const Task& task);

} // namespace mantissa
