#pragma once
// The weights of a decoder-only transformer under their names in GGUF (gguf-py/gguf/constants.py of
// ggml-org/llama.cpp) and in Hugging Face folders (the modules of the transformers library).
#include "files/model.h"

#include <string>

namespace mantissa {

enum class Part {
    TokenEmbedding,
    PositionEmbedding,
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
    Router,
    ExpertGate, ///< of all experts in GGUF, of one in a folder
    ExpertUp,
    ExpertDown,
};

/// How an architecture names its modules in Hugging Face folders.
enum class Naming {
    Llama,
    Gemma, ///< post_attention_layernorm follows the attention, and the feed-forward block has norms of its
           ///< own
    Phi3,  ///< gate and up are one weight
    Mixtral,
    Gpt2,
};

/// "blk.3.attn_q": the stem of GGUF's name, which is also how we call the activation. layer: -1 for the parts
/// outside the layers.
std::string stem(Part part, int layer);

/// The names that one model uses.
class TensorNames {
public:
    TensorNames(const Model& model, Naming naming);

    /// "blk.3.attn_q" or "model.layers.3.self_attn.q_proj"; without the ending. In folders every expert has
    /// names of its own.
    std::string of(Part part, int layer, std::int64_t expert = 0) const;
    /// Whether this weight is stored inputs x outputs: Conv1D, which GPT-2 uses in folders.
    bool transposed(Part part) const;

private:
    bool gguf_;
    Naming naming_;
    std::string root_; ///< of a folder's names; base models have been saved without it
};

} // namespace mantissa
