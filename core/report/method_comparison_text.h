#pragma once
// Methods on equal terms as CSV (a row a scheme, then a row a scheme and tensor) and as a Markdown table.
#include "pipeline/method_comparison.h"

namespace mantissa {

std::string methodComparisonCsv(const MethodComparison& comparison);

/// The table alone, best of each format in bold.
std::string methodComparisonMarkdown(const MethodComparison& comparison);

} // namespace mantissa
