#pragma once
#include "network/causal_network.h"

#include <map>

namespace mantissa {

/// What the model's file calls the weights that importance matrices know under their GGUF names: key
/// "blk.0.attn_q.weight", value "model.layers.0.self_attn.q_proj.weight" ("*" for an expert's number where
/// each has a tensor of its own).
std::map<std::string, std::string> namesInFile(const CausalNetwork& model);

} // namespace mantissa
