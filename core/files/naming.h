#pragma once
// What a tensor does in its network and in which layer, from its name alone: GGUF names (blk.0.attn_q.weight;
// gguf-py/gguf/constants.py of ggml-org/llama.cpp) and Hugging Face names
// (model.layers.0.self_attn.q_proj.weight) of the llama family.
#include "tensor/tensor.h"

#include <string>
#include <string_view>

namespace mantissa {

/// "blk.3.attn_q.weight": the name under which llama.cpp's conversion of a llama-family model writes the
/// weight of this place; empty for places that are not one weight each (norms, biases, single experts,
/// anything unknown).
std::string ggufNameOf(const TensorPlace& place);

/// The place of a tensor; the shape tells a convolution's kernel from a matrix.
TensorPlace placeOf(std::string_view name, const Shape& shape);

} // namespace mantissa
