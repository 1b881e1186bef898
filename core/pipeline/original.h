#pragma once
// The original of a model, also where names and the order of rows differ: a GGUF is measured against the
// Hugging Face folder it was made from.
#include "analysis/comparison.h"
#include "pipeline/llama_conversion.h"

#include <map>

namespace mantissa {

/// How to find each tensor of `model` in `original`; empty for a null original. Errors: as ggufSourceOf,
/// where `original` has to be seen as the GGUF it would become.
Result<OriginalRows> originalRowsFor(const Model& model, const ModelPtr& original);

/// The tensors of `original` by the names that `model` gives them: its own, or, where `model` is a GGUF and
/// `original` is what it was made from, those of the conversion. A safetensors file that lies in its Hugging
/// Face folder stands for the folder. Errors: as ggufTensorsOf; Unsupported where nothing tells which is
/// which.
Result<std::map<std::string, GgufSourceTensor>> originalTensorsFor(const Model& model,
                                                                   const ModelPtr& original);

/// The original with its matrices read along the axes that `model` reads its own along (inputsFirst()):
/// a file that was taken out of its folder does not tell. Itself where they agree.
ModelPtr withLayoutOf(ModelPtr original, const Model& model);

} // namespace mantissa
