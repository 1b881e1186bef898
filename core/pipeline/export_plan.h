#pragma once
// Everything about an export that is known before any work: how each tensor is stored and the file's layout.
#include "files/file_plan.h"
#include "pipeline/export.h"
#include "pipeline/stored_tensor.h"

namespace mantissa {

struct ExportPlan {
    std::vector<StoredTensor> tensors; ///< in the source's order
    FilePlan file;
    std::optional<CalibrationPlan> calibration; ///< if any method needs it
    /// Of a folder: config.json, and the files that go along as they are.
    std::string config = {};
    std::vector<std::filesystem::path> carried = {};
};

/// Errors: InvalidArgument (a scheme that the container cannot hold), Unsupported, NotFound, Malformed.
Result<ExportPlan> planExport(const ModelPtr& model, const ExportOptions& options);

} // namespace mantissa
