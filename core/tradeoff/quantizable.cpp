// Which tensors recipes touch. Source of the list: src/llama-quant.cpp of ggml-org/llama.cpp
// (tensor_allows_quantization), as of its release v0.5.0.
#include "tradeoff/recipe.h"

#include <algorithm>

namespace mantissa {

namespace {

// Small, sensitive or read by operators that want plain numbers.
constexpr std::string_view keptParts[] = {
    "_norm.weight",
    "ffn_gate_inp.weight", // routers
    "ffn_gate_tid2eid.weight",
    "altup",
    "laurel",
    "per_layer_model_proj",
    "ssm_conv1d",
    "shortconv.conv.weight",
    "indexer.k_proj.weight",
    "indexer.q_proj.weight",
    "time_mix_first.weight", // RWKV
    "time_mix_w0.weight",
    "time_mix_w1.weight",
    "time_mix_w2.weight",
    "time_mix_v0.weight",
    "time_mix_v1.weight",
    "time_mix_v2.weight",
    "time_mix_a0.weight",
    "time_mix_a1.weight",
    "time_mix_a2.weight",
    "time_mix_g1.weight",
    "time_mix_g2.weight",
    "time_mix_decay_w1.weight",
    "time_mix_decay_w2.weight",
    "time_mix_lerp_fused.weight",
    "attn_rel_b.weight", // T5
    ".position_embd",    // vision and audio
    "sam.pos_embd",
    "sam.neck.",
    "sam.net_",
    ".rel_pos",
    ".patch_embd",
    ".patch_merger",
    "a.rvq.codebook",
    "mm.a.code_embd",
};

constexpr std::string_view keptNames[] = {"position_embd.weight", "token_types.weight"};

// ggml counts axes from the contiguous one and drops trailing ones of extent 1.
std::size_t dimensions(const Shape& shape) {
    const auto first =
        std::find_if(shape.begin(), shape.end(), [](std::int64_t extent) { return extent != 1; });
    return static_cast<std::size_t>(shape.end() - first);
}

bool holdsWeights(DType dtype) {
    return isFloat(dtype) || isBlock(dtype) || dtype == DType::Packed || dtype == DType::F8_E4M3 ||
           dtype == DType::F8_E5M2 || dtype == DType::F8_E4M3FNUZ || dtype == DType::F8_E5M2FNUZ;
}

} // namespace

bool quantizable(const Tensor& tensor) {
    const std::string_view name = tensor.name;
    if (dimensions(tensor.shape) < 2 || tensor.elements() == 0 || !holdsWeights(tensor.dtype))
        return false;
    // Inside a GGUF layer a matrix is called ...weight; what is not is a table. Other containers have no such
    // habit (weight_ih_l0, a bare array).
    if (name.starts_with("blk.") && !name.ends_with("weight"))
        return false;
    const Role role = tensor.place.role;
    if (role == Role::Norm || role == Role::Bias || role == Role::Router || role == Role::Rope)
        return false;
    const auto contains = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    return std::none_of(std::begin(keptParts), std::end(keptParts), contains) &&
           std::find(std::begin(keptNames), std::end(keptNames), name) == std::end(keptNames);
}

} // namespace mantissa
