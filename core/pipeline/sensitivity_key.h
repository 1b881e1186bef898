#pragma once
// What a study of a model's sensitivity is of, for the file that it resumes from.
#include "evaluation/sensitivity_log.h"
#include "pipeline/model_sensitivity.h"

namespace mantissa {

/// Reads the whole model once, at the speed of disk and memory. Errors: Truncated when the file shrinks
/// meanwhile; Cancelled.
Result<SensitivityKey> sensitivityKey(const Model& model, const TokenChunks& chunks,
                                      const std::vector<TensorGroup>& groups,
                                      const std::vector<Scheme>& schemes,
                                      const ModelSensitivityOptions& options, const Task& task);

} // namespace mantissa
