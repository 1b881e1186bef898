#pragma once
// What config.json says about the experts of a Mixtral or Qwen3-MoE folder, and GGUF's keys for it.
#include "pipeline/llama_hyperparameters.h"

namespace mantissa {

/// num_local_experts (Mixtral) or num_experts (Qwen), whichever is there.
const char* expertCountKey(const Model& model);
/// moe_intermediate_size where it is there, intermediate_size where experts are as long as a layer's block.
const char* expertLengthKey(const Model& model);
std::int64_t expertLength(const Model& model);

/// Errors: NotFound (a figure is missing, by key), Malformed (one that cannot be meant), Unsupported (experts
/// that llama.cpp would not compute as the source does: layers without them, weights that do not sum to 1).
Result<void> addExperts(const Model& model, const LlamaFamily& family, Metadata& metadata);

} // namespace mantissa
