#pragma once
// The plan of a Hugging Face folder whose weights are in a packing: which weights are packed, config.json,
// and the files that go along.
#include "pipeline/export_plan.h"

namespace mantissa {

/// Errors: Unsupported (a model without a config.json, an architecture whose matrices engines keep turned),
/// InvalidArgument (a scheme or shape that the packing's engine cannot load, with the tensor).
Result<ExportPlan> planFolderExport(const ModelPtr& model, const ExportOptions& options,
                                    const Recipe& recipe);

/// Writes everything but the weights. Errors: NoSpace, CannotWrite, CannotRead.
Result<void> writeCompanions(const ExportPlan& plan, const std::filesystem::path& folder);

} // namespace mantissa
