#pragma once
// One tensor under every format there is: size, error, how far from the bound, how long it takes.
#include "analysis/comparison.h"

namespace mantissa {

/// Every registered format with its parameters left alone; those that have a `search` that is not their
/// default follow with it, if wanted.
std::vector<Scheme> surveySchemes(bool withSearch);

struct SurveyedFormat {
    Measurement measurement;
    BoundFigures bounds;
    double seconds = 0; ///< to encode, decode and compare what was looked at
};

/// What a survey is made with, besides the tensor.
struct SurveyContext {
    OriginalRows original;              ///< what errors refer to; empty: the tensor itself
    std::vector<float> importance = {}; ///< of the columns (see MethodInput), or empty
};

/// A scheme whose encoder demands an importance matrix gives way to its format's `search` where there is
/// none; Measurement::used says so. Errors: as compare().
Result<SurveyedFormat> surveyFormat(const std::shared_ptr<const Tensor>& tensor, const Scheme& scheme,
                                    const SurveyContext& context, Extent extent, const Task& task);

} // namespace mantissa
