#pragma once
// Tensors of a llama-family Hugging Face model under the names, in the order and with the shapes of GGUF.
#include "pipeline/llama_conversion.h"
#include "pipeline/llama_hyperparameters.h"

namespace mantissa {

/// Errors: NotFound (a tensor that the architecture needs, by name), Unsupported (a tensor that has no place
/// in the GGUF file, by name), Malformed (a shape that contradicts config.json).
Result<std::vector<GgufSourceTensor>> llamaTensors(const Model& model, const LlamaFamily& family);

} // namespace mantissa
