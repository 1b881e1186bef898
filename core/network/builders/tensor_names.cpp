#include "network/builders/tensor_names.h"

#include <cassert>

namespace mantissa {

namespace {

struct Names {
    Part part;
    const char* gguf;
    const char* folder;
    const char* sandwich; ///< null: as in `folder`
};

constexpr Names table[] = {
    {Part::TokenEmbedding, "token_embd", "embed_tokens", nullptr},
    {Part::OutputNorm, "output_norm", "norm", nullptr},
    {Part::Output, "output", "lm_head", nullptr},
    {Part::AttentionNorm, "attn_norm", "input_layernorm", nullptr},
    {Part::AttentionQ, "attn_q", "self_attn.q_proj", nullptr},
    {Part::AttentionK, "attn_k", "self_attn.k_proj", nullptr},
    {Part::AttentionV, "attn_v", "self_attn.v_proj", nullptr},
    {Part::AttentionQkv, "attn_qkv", "self_attn.qkv_proj", nullptr},
    {Part::AttentionOutput, "attn_output", "self_attn.o_proj", nullptr},
    {Part::AttentionQNorm, "attn_q_norm", "self_attn.q_norm", nullptr},
    {Part::AttentionKNorm, "attn_k_norm", "self_attn.k_norm", nullptr},
    {Part::AttentionPostNorm, "post_attention_norm", nullptr, "post_attention_layernorm"},
    {Part::FeedForwardNorm, "ffn_norm", "post_attention_layernorm", "pre_feedforward_layernorm"},
    {Part::FeedForwardGate, "ffn_gate", "mlp.gate_proj", nullptr},
    {Part::FeedForwardUp, "ffn_up", "mlp.up_proj", nullptr},
    {Part::FeedForwardDown, "ffn_down", "mlp.down_proj", nullptr},
    {Part::FeedForwardPostNorm, "post_ffw_norm", nullptr, "post_feedforward_layernorm"},
};

const Names& namesOf(Part part) {
    for (const Names& names : table) {
        if (names.part == part)
            return names;
    }
    assert(false);
    return table[0];
}

} // namespace

std::string stem(Part part, int layer) {
    const std::string name = namesOf(part).gguf;
    return layer < 0 ? name : "blk." + std::to_string(layer) + "." + name;
}

std::string tensorStem(Container container, NormNames norms, Part part, int layer) {
    if (container == Container::Gguf)
        return stem(part, layer);
    const Names& names = namesOf(part);
    const bool sandwich = norms == NormNames::Sandwich && names.sandwich != nullptr;
    const std::string name = sandwich ? names.sandwich : names.folder != nullptr ? names.folder : names.gguf;
    if (part == Part::Output)
        return name;
    return layer < 0 ? "model." + name : "model.layers." + std::to_string(layer) + "." + name;
}

} // namespace mantissa
