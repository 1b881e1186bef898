#pragma once
// The part of an export that must see the whole model before any tensor is written.
#include "pipeline/export_plan.h"

namespace mantissa {

/// Quantizes what needs options.calibration and hands it to the tensors of the plan, in the order of rows
/// that the file has. Does nothing where no method needs it. Errors: as quantizeCalibrated().
Result<void> calibrate(ExportPlan& plan, const ExportOptions& options, const Task& task);

} // namespace mantissa
