#include "network/builders/tensor_names.h"

#include <cassert>

namespace mantissa {

namespace {

struct Names {
    Part part;
    const char* gguf;
    const char* folder; ///< as llama; # is the expert's number
};

constexpr Names table[] = {
    {Part::TokenEmbedding, "token_embd", "embed_tokens"},
    {Part::PositionEmbedding, "position_embd", "embed_positions"},
    {Part::OutputNorm, "output_norm", "norm"},
    {Part::Output, "output", "lm_head"},
    {Part::AttentionNorm, "attn_norm", "input_layernorm"},
    {Part::AttentionQ, "attn_q", "self_attn.q_proj"},
    {Part::AttentionK, "attn_k", "self_attn.k_proj"},
    {Part::AttentionV, "attn_v", "self_attn.v_proj"},
    {Part::AttentionQkv, "attn_qkv", "self_attn.qkv_proj"},
    {Part::AttentionOutput, "attn_output", "self_attn.o_proj"},
    {Part::AttentionQNorm, "attn_q_norm", "self_attn.q_norm"},
    {Part::AttentionKNorm, "attn_k_norm", "self_attn.k_norm"},
    {Part::AttentionPostNorm, "post_attention_norm", "post_attention_norm"},
    {Part::FeedForwardNorm, "ffn_norm", "post_attention_layernorm"},
    {Part::FeedForwardGate, "ffn_gate", "mlp.gate_proj"},
    {Part::FeedForwardUp, "ffn_up", "mlp.up_proj"},
    {Part::FeedForwardDown, "ffn_down", "mlp.down_proj"},
    {Part::FeedForwardPostNorm, "post_ffw_norm", "post_ffw_norm"},
    {Part::Router, "ffn_gate_inp", "mlp.gate"},
    {Part::ExpertGate, "ffn_gate_exps", "mlp.experts.#.gate_proj"},
    {Part::ExpertUp, "ffn_up_exps", "mlp.experts.#.up_proj"},
    {Part::ExpertDown, "ffn_down_exps", "mlp.experts.#.down_proj"},
};

struct Exception {
    Naming naming;
    Part part;
    const char* folder;
};

constexpr Exception exceptions[] = {
    {Naming::Gemma, Part::AttentionPostNorm, "post_attention_layernorm"},
    {Naming::Gemma, Part::FeedForwardNorm, "pre_feedforward_layernorm"},
    {Naming::Gemma, Part::FeedForwardPostNorm, "post_feedforward_layernorm"},
    {Naming::Phi3, Part::FeedForwardUp, "mlp.gate_up_proj"},
    {Naming::Mixtral, Part::Router, "block_sparse_moe.gate"},
    {Naming::Mixtral, Part::ExpertGate, "block_sparse_moe.experts.#.w1"},
    {Naming::Mixtral, Part::ExpertUp, "block_sparse_moe.experts.#.w3"},
    {Naming::Mixtral, Part::ExpertDown, "block_sparse_moe.experts.#.w2"},
    {Naming::Gpt2, Part::TokenEmbedding, "wte"},
    {Naming::Gpt2, Part::PositionEmbedding, "wpe"},
    {Naming::Gpt2, Part::OutputNorm, "ln_f"},
    {Naming::Gpt2, Part::AttentionNorm, "ln_1"},
    {Naming::Gpt2, Part::AttentionQkv, "attn.c_attn"},
    {Naming::Gpt2, Part::AttentionOutput, "attn.c_proj"},
    {Naming::Gpt2, Part::FeedForwardNorm, "ln_2"},
    {Naming::Gpt2, Part::FeedForwardUp, "mlp.c_fc"},
    {Naming::Gpt2, Part::FeedForwardDown, "mlp.c_proj"},
};

const Names& namesOf(Part part) {
    for (const Names& names : table) {
        if (names.part == part)
            return names;
    }
    assert(false);
    return table[0];
}

std::string folderName(Naming naming, Part part) {
    for (const Exception& exception : exceptions) {
        if (exception.naming == naming && exception.part == part)
            return exception.folder;
    }
    return namesOf(part).folder;
}

} // namespace

std::string stem(Part part, int layer) {
    const std::string name = namesOf(part).gguf;
    return layer < 0 ? name : "blk." + std::to_string(layer) + "." + name;
}

TensorNames::TensorNames(const Model& model, Naming naming)
    : gguf_(model.container == Container::Gguf), naming_(naming) {
    const std::string usual = naming == Naming::Gpt2 ? "transformer." : "model.";
    const std::string table = folderName(naming, Part::TokenEmbedding) + ".weight";
    root_ = model.tensor(table) != nullptr ? "" : usual;
}

std::string TensorNames::of(Part part, int layer, std::int64_t expert) const {
    if (gguf_)
        return stem(part, layer);
    std::string name = folderName(naming_, part);
    if (const auto at = name.find('#'); at != std::string::npos)
        name.replace(at, 1, std::to_string(expert));
    if (part == Part::Output)
        return name;
    const char* const layers = naming_ == Naming::Gpt2 ? "h." : "layers.";
    return root_ + (layer < 0 ? name : layers + std::to_string(layer) + "." + name);
}

bool TensorNames::transposed(Part part) const {
    const bool convolution = part == Part::AttentionQkv || part == Part::AttentionOutput ||
                             part == Part::FeedForwardUp || part == Part::FeedForwardDown;
    return !gguf_ && naming_ == Naming::Gpt2 && convolution;
}

} // namespace mantissa
