#pragma once
// The part of an export that must see the whole model before any tensor is written.
#include "pipeline/export_plan.h"

namespace mantissa {

/// Quantizes what needs options.calibration and hands it to the tensors of the plan, in the order of rows
/// that the file has. Does nothing where no method needs it. Errors: as quantizeCalibrated().
Result<void> calibrate(ExportPlan& plan, const ExportOptions& options, const Task& task);

/// The rows of each head interleaved, as llama.cpp's files have them (see openRows() in llama_conversion.h).
/// GGUF's blocks end with their row, so rows move as bytes.
std::shared_ptr<const QuantizedTensor> interleaved(const std::shared_ptr<const QuantizedTensor>& tensor,
                                                   std::int64_t head);

} // namespace mantissa
