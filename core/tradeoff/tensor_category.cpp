#include "tradeoff/tensor_category.h"

namespace mantissa {

namespace {

struct Mark {
    std::string_view part; ///< anywhere in the name
    TensorCategory category;
};

// In the order in which llama.cpp asks; ffn_* without ".weight" so that stacked and shared experts are
// caught.
constexpr Mark marks[] = {
    {"attn_qkv.weight", TensorCategory::AttentionV}, {"attn_kv_b.weight", TensorCategory::AttentionV},
    {"attn_v.weight", TensorCategory::AttentionV},   {"attn_k.weight", TensorCategory::AttentionK},
    {"attn_q.weight", TensorCategory::AttentionQ},   {"attn_output.weight", TensorCategory::AttentionOutput},
    {"ffn_up", TensorCategory::FeedForwardUp},       {"ffn_gate", TensorCategory::FeedForwardGate},
    {"ffn_down", TensorCategory::FeedForwardDown},
};

TensorCategory categoryOf(Role role) {
    switch (role) {
    case Role::TokenEmbedding:
        return TensorCategory::TokenEmbedding;
    case Role::Output:
        return TensorCategory::Output;
    case Role::AttentionQ:
        return TensorCategory::AttentionQ;
    case Role::AttentionK:
        return TensorCategory::AttentionK;
    case Role::AttentionV:
    case Role::AttentionQKV:
        return TensorCategory::AttentionV;
    case Role::AttentionOutput:
        return TensorCategory::AttentionOutput;
    case Role::FeedForwardGate:
        return TensorCategory::FeedForwardGate;
    case Role::FeedForwardUp:
    case Role::FeedForwardGateUp:
        return TensorCategory::FeedForwardUp;
    case Role::FeedForwardDown:
        return TensorCategory::FeedForwardDown;
    default:
        return TensorCategory::Other;
    }
}

} // namespace

TensorCategory categoryOf(std::string_view ggufName) {
    if (ggufName == "output.weight")
        return TensorCategory::Output;
    if (ggufName == "token_embd.weight" || ggufName == "per_layer_token_embd.weight")
        return TensorCategory::TokenEmbedding;
    for (const Mark& mark : marks) {
        if (ggufName.find(mark.part) != std::string_view::npos)
            return mark.category;
    }
    return TensorCategory::Other;
}

TensorCategory categoryOf(const Tensor& tensor) {
    const TensorCategory category = categoryOf(std::string_view(tensor.name));
    const bool ggufName = tensor.name.starts_with("blk.") || category != TensorCategory::Other;
    return ggufName ? category : categoryOf(tensor.place.role);
}

} // namespace mantissa
