#pragma once
// What methods that weigh a layer's errors with the second moments of its inputs begin with: scales' weights
// and error feedback for each expert, and the grid.
#include "methods/feedback_factor.h"
#include "methods/method.h"

namespace mantissa {

/// The choices of a parameter "fit": how scales are chosen.
ParameterInfo fitParameter();

/// What one expert (or the whole weight) is rounded with.
struct CalibratedExpert {
    FeedbackFactor factor;      ///< empty where nothing was seen
    std::vector<float> weights; ///< one a column, for choosing scales; empty: the format's usual way
};

/// Tells of experts that saw nothing, and of damping that had to be raised. Errors: as feedbackFactor().
Result<std::vector<CalibratedExpert>> calibratedExperts(const MethodInput& input, const std::string& fit,
                                                        const FactorSettings& settings, const Task& task);

/// The format's own grid, or the one that fits what plan() finds.
Result<std::shared_ptr<const ScalarGrid>> calibratedGrid(const FormatPtr& format, const MethodInput& input,
                                                         const std::string& fit,
                                                         TensorParametersPtr& parameters, const Task& task);

} // namespace mantissa
