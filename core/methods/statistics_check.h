#pragma once
// What methods that round weight by weight on calibrated statistics ask before they begin.
#include "methods/method.h"

namespace mantissa {

/// Error InvalidArgument unless the format has a scalar grid; planned: one that plan() fixes will do.
Result<void> requireGrid(const Format& format, const std::string& method, bool planned);

/// Errors: InvalidArgument where there are no second moments; Mismatch where they are another weight's.
Result<void> requireStatistics(const std::string& method, const Format& format, const MethodInput& input);

} // namespace mantissa
