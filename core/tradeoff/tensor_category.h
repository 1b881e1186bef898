#pragma once
// The broad classes of weights that llama.cpp's mixtures tell apart, from a tensor's GGUF name.
// Source: src/llama-quant.cpp of ggml-org/llama.cpp (tensor_get_category).
#include "tensor/tensor.h"

namespace mantissa {

enum class TensorCategory {
    TokenEmbedding,
    AttentionQ,
    AttentionK,
    AttentionV, ///< the value projection, and what it is fused into (qkv, kv_b)
    AttentionOutput,
    FeedForwardUp,
    FeedForwardGate,
    FeedForwardDown,
    Output,
    Other,
};

TensorCategory categoryOf(std::string_view ggufName);

/// Names that are not GGUF's fall back on what the tensor's place says.
TensorCategory categoryOf(const Tensor& tensor);

} // namespace mantissa
