#pragma once
// The original of a model, also where names and the order of rows differ: a GGUF is measured against the
// Hugging Face folder it was made from.
#include "analysis/comparison.h"

namespace mantissa {

/// How to find each tensor of `model` in `original`; empty for a null original. Errors: as ggufSourceOf,
/// where `original` has to be seen as the GGUF it would become.
Result<OriginalRows> originalRowsFor(const Model& model, const ModelPtr& original);

} // namespace mantissa
