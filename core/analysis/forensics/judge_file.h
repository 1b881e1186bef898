#pragma once
// What the header and the bytes between the tensors tell; no weight is read. That offsets are aligned and
// tensors neither overlap nor leave holes is the reader's business already: such a file does not open.
#include "analysis/forensics/finding.h"
#include "files/model.h"

namespace mantissa {

/// Padding and trailing bytes of GGUF files, general.quantization_version, and whether the tensors' types are
/// those that general.file_type promises. Errors: those of opening the files again; Truncated.
Result<std::vector<Finding>> judgeFile(const Model& model);

} // namespace mantissa
