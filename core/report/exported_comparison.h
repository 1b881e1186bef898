#pragma once
// What an export wrote, seen as a comparison of one column, so that a report shows it like any other.
#include "analysis/comparison.h"
#include "pipeline/export.h"

namespace mantissa {

/// The weights among the tensors (as compare() takes them) with their sizes in the file and the errors that
/// were measured while writing, under the name of the recipe. Null where there is no weight. The preflight is
/// that of the export the certificate belongs to.
ComparisonPtr exportedComparison(const ModelPtr& model, const std::string& recipe, const Preflight& preflight,
                                 const Certificate& certificate);

} // namespace mantissa
