#pragma once
// Tensors of a llama-family Hugging Face model under the names, in the order and with the shapes of GGUF.
#include "pipeline/llama_conversion.h"
#include "pipeline/llama_hyperparameters.h"

namespace mantissa {

/// Every shape is what config.json says, every layer is whole, and no tensor is left over. The model's
/// figures must have been checked (addHyperparameters). Errors: NotFound (a tensor that is missing),
/// Unsupported (one that has no place in the GGUF file), Malformed (config.json and weights contradict each
/// other, with key, value, tensor and shape).
Result<std::vector<GgufSourceTensor>> llamaTensors(const Model& model, const LlamaFamily& family);

} // namespace mantissa
