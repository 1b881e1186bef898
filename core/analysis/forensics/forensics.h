#pragma once
// Looks a model over without an original: what is wrong with it, and what was done to it. Weights stream
// through; a thread holds a few megabytes.
#include "analysis/forensics/finding.h"
#include "base/task.h"
#include "files/model.h"

namespace mantissa {

/// All findings: the file's first, then the tensors' in their order. Progress is counted in weights.
/// Errors: those of reading; Cancelled.
Result<std::vector<Finding>> examine(const Model& model, const Task& task);

} // namespace mantissa
