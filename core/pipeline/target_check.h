#pragma once
// May this file be written? Looked at before any work.
#include "files/model.h"

namespace mantissa {

/// Errors: InvalidArgument (the target is a file of the model, by whatever name or link), CannotWrite (a
/// folder, or one that is not there or where no file can be made), NoSpace (fewer than `bytes` are free).
Result<void> checkTarget(const std::filesystem::path& target, const Model& model, std::uint64_t bytes);

/// The same for a folder that is to be made. Errors: InvalidArgument (something is there already),
/// CannotWrite, NoSpace.
Result<void> checkTargetFolder(const std::filesystem::path& target, const Model& model, std::uint64_t bytes);

/// Error InvalidArgument when the target is this other file that is read (an importance matrix). An empty
/// input is none.
Result<void> checkNotInput(const std::filesystem::path& target, const std::filesystem::path& input);

} // namespace mantissa
