#include "files/naming.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mantissa {

namespace {

struct Rule {
    std::string_view ending; ///< of the name without ".weight"
    Role role;
};

// The first rule whose ending matches at a dot (or the whole name) decides.
constexpr Rule rules[] = {
    // GGUF
    {"token_embd", Role::TokenEmbedding},
    {"output", Role::Output},
    {"attn_q", Role::AttentionQ},
    {"attn_k", Role::AttentionK},
    {"attn_v", Role::AttentionV},
    {"attn_qkv", Role::AttentionQKV},
    {"attn_output", Role::AttentionOutput},
    {"ffn_gate", Role::FeedForwardGate},
    {"ffn_up", Role::FeedForwardUp},
    {"ffn_down", Role::FeedForwardDown},
    {"ffn_gate_exps", Role::FeedForwardGate},
    {"ffn_up_exps", Role::FeedForwardUp},
    {"ffn_down_exps", Role::FeedForwardDown},
    {"ffn_gate_up_exps", Role::FeedForwardGateUp},
    {"ffn_gate_shexp", Role::FeedForwardGate},
    {"ffn_up_shexp", Role::FeedForwardUp},
    {"ffn_down_shexp", Role::FeedForwardDown},
    {"ffn_gate_inp", Role::Router},
    {"ffn_gate_inp_shexp", Role::Router},
    {"rope_freqs", Role::Rope},
    {"rope_factors_long", Role::Rope},
    {"rope_factors_short", Role::Rope},
    {"attn_rot_embd", Role::Rope},
    // Hugging Face
    {"embed_tokens", Role::TokenEmbedding},
    {"wte", Role::TokenEmbedding},
    {"lm_head", Role::Output},
    {"q_proj", Role::AttentionQ},
    {"k_proj", Role::AttentionK},
    {"v_proj", Role::AttentionV},
    {"qkv_proj", Role::AttentionQKV},
    {"c_attn", Role::AttentionQKV},
    {"query_key_value", Role::AttentionQKV},
    {"o_proj", Role::AttentionOutput},
    {"attn.c_proj", Role::AttentionOutput},
    {"gate_proj", Role::FeedForwardGate},
    {"up_proj", Role::FeedForwardUp},
    {"down_proj", Role::FeedForwardDown},
    {"gate_up_proj", Role::FeedForwardGateUp},
    {"c_fc", Role::FeedForwardUp},
    {"mlp.c_proj", Role::FeedForwardDown},
    {"block_sparse_moe.gate", Role::Router},
    {"mlp.gate", Role::Router},
    {"mlp.shared_expert_gate", Role::Router},
    {"rotary_emb.inv_freq", Role::Rope},
};

bool endsAtDot(std::string_view name, std::string_view ending) {
    return name.ends_with(ending) &&
           (name.size() == ending.size() || name[name.size() - ending.size() - 1] == '.');
}

/// Mixtral: ...block_sparse_moe.experts.3.w1 (gate), w3 (up), w2 (down).
Role mixtralExpert(std::string_view stem) {
    if (stem.find(".experts.") == std::string_view::npos)
        return Role::Other;
    if (endsAtDot(stem, "w1"))
        return Role::FeedForwardGate;
    if (endsAtDot(stem, "w2"))
        return Role::FeedForwardDown;
    return endsAtDot(stem, "w3") ? Role::FeedForwardUp : Role::Other;
}

bool isNorm(std::string_view stem) {
    const auto dot = stem.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? stem : stem.substr(dot + 1);
    return last.find("norm") != std::string_view::npos || last.starts_with("ln_") || last == "ln" ||
           last == "LayerNorm";
}

Role roleOf(std::string_view name, const Shape& shape) {
    if (name.ends_with(".bias") || name == "bias")
        return Role::Bias;
    std::string_view stem = name;
    if (stem.ends_with(".weight"))
        stem.remove_suffix(7);
    for (const Rule& rule : rules) {
        if (endsAtDot(stem, rule.ending))
            return rule.role;
    }
    if (const Role role = mixtralExpert(stem); role != Role::Other)
        return role;
    if (isNorm(stem))
        return Role::Norm;
    if (shape.size() >= 3 && stem.find("conv") != std::string_view::npos)
        return Role::Convolution;
    return Role::Other;
}

int layerOf(std::string_view name) {
    static constexpr std::array<std::string_view, 5> markers = {"blk.", "layers.", "h.", "layer.", "blocks."};
    for (const std::string_view marker : markers) {
        const auto at = name.find(marker);
        if (at == std::string_view::npos || (at != 0 && name[at - 1] != '.'))
            continue;
        const std::string_view rest = name.substr(at + marker.size());
        int layer = -1;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), layer);
        const bool whole = end == rest.data() + rest.size() || *end == '.';
        if (error == std::errc() && end != rest.data() && whole && layer >= 0)
            return layer;
    }
    return -1;
}

} // namespace

TensorPlace placeOf(std::string_view name, const Shape& shape) {
    return {roleOf(name, shape), layerOf(name)};
}

std::string ggufNameOf(const TensorPlace& place) {
    const auto inLayer = [&](const char* name) {
        return place.layer < 0 ? std::string()
                               : "blk." + std::to_string(place.layer) + "." + name + ".weight";
    };
    switch (place.role) {
    case Role::TokenEmbedding:
        return "token_embd.weight";
    case Role::Output:
        return "output.weight";
    case Role::AttentionQ:
        return inLayer("attn_q");
    case Role::AttentionK:
        return inLayer("attn_k");
    case Role::AttentionV:
        return inLayer("attn_v");
    case Role::AttentionQKV:
        return inLayer("attn_qkv");
    case Role::AttentionOutput:
        return inLayer("attn_output");
    case Role::FeedForwardGate:
        return inLayer("ffn_gate");
    case Role::FeedForwardUp:
        return inLayer("ffn_up");
    case Role::FeedForwardDown:
        return inLayer("ffn_down");
    default:
        return {};
    }
}

} // namespace mantissa
