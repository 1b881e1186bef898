#pragma once
// Methods on equal terms as a table on a terminal.
#include "pipeline/method_comparison.h"

#include <iosfwd>

namespace mantissa::cli {

/// tensor: empty for the whole model.
void printMethods(const MethodComparison& comparison, const std::string& tensor, std::ostream& out);

} // namespace mantissa::cli
