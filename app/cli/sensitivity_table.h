#pragma once
// Sensitivity for people: the hurt ones first, with bars.
#include "pipeline/model_sensitivity.h"

#include <iosfwd>

namespace mantissa::cli {

void printSensitivity(const ModelSensitivity& sensitivity, std::ostream& out);

} // namespace mantissa::cli
