#pragma once
// What config.json says about the shape of each tensor of a llama-family model. Weights that say otherwise
// belong to another model, whatever a conversion would make of them.
#include "files/model.h"

namespace mantissa {

/// One axis of a tensor, by what it counts.
enum class Extent {
    None,       ///< there is no such axis
    Width,      ///< hidden_size
    Vocabulary, ///< vocab_size
    Forward,    ///< intermediate_size
    Queries,    ///< num_attention_heads x head_dim
    Keys,       ///< num_key_value_heads x head_dim
    Head,       ///< head_dim
    Experts,    ///< num_local_experts or num_experts
    Expert,     ///< the length of one expert: moe_intermediate_size or intermediate_size
};

struct Extents {
    Extent rows = Extent::None; ///< None: a vector
    Extent columns = Extent::Width;
};

/// Error Malformed, naming the keys with their values, the tensor and both shapes. The model's figures must
/// have been checked (addHyperparameters).
Result<void> checkExtents(const Model& model, const Tensor& tensor, Extents expected);

/// Do the heads that config.json gives fit each other? Error Malformed, naming keys and values.
Result<void> checkHeads(const Model& model);

} // namespace mantissa
