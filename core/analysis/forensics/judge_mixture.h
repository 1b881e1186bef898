#pragma once
// Does the file hold the mixture of types that general.file_type names?
#include "analysis/forensics/finding.h"
#include "files/model.h"

namespace mantissa {

/// Compares each weight's type with what llama.cpp's mixture of that number chooses for this model (with or
/// without an importance matrix, whichever is nearer). A Warning where most weights are of another type, a
/// Note where some are; nothing where the number is missing or means no mixture that we know.
void judgeMixture(const Model& model, std::vector<Finding>& findings);

} // namespace mantissa
