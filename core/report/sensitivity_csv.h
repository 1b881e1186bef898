#pragma once
// Sensitivity as CSV, one line for each group and scheme.
#include "pipeline/model_sensitivity.h"

namespace mantissa {

/// Cells that are not measured have empty figures.
std::string sensitivityCsv(const ModelSensitivity& sensitivity);

} // namespace mantissa
