#pragma once
// The weights of a decoder-only transformer under their names in GGUF (gguf-py/gguf/constants.py of
// ggml-org/llama.cpp) and in Hugging Face folders (the modules of the transformers library).
#include "files/model.h"

#include <string>

namespace mantissa {

enum class Part {
    TokenEmbedding,
    OutputNorm,
    Output,
    AttentionNorm,
    AttentionQ,
    AttentionK,
    AttentionV,
    AttentionQkv,
    AttentionOutput,
    AttentionQNorm,
    AttentionKNorm,
    AttentionPostNorm,
    FeedForwardNorm,
    FeedForwardGate,
    FeedForwardUp,
    FeedForwardDown,
    FeedForwardPostNorm,
};

/// How an architecture names its norms in Hugging Face folders.
enum class NormNames {
    Plain,    ///< post_attention_layernorm stands before the feed-forward block (llama)
    Sandwich, ///< it follows the attention, and the feed-forward block has two of its own (gemma 2 and 3)
};

/// "blk.3.attn_q": the stem of GGUF's name, which is also how we call the activation. layer: -1 for the parts
/// outside the layers.
std::string stem(Part part, int layer);

/// "blk.3.attn_q.weight" or "model.layers.3.self_attn.q_proj.weight"; without the ending.
std::string tensorStem(Container container, NormNames norms, Part part, int layer);

} // namespace mantissa
