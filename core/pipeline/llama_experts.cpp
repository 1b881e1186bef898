#include "pipeline/llama_experts.h"

#include "pipeline/config_values.h"

namespace mantissa {

namespace {

constexpr char countKey[] = "num_local_experts";
constexpr char qwenCountKey[] = "num_experts";
constexpr char usedKey[] = "num_experts_per_tok";
constexpr char lengthKey[] = "moe_intermediate_size";

Error contradiction(const Model& model, ErrorCode code, Text what) {
    return Error(code, std::move(what)).inFile(configFile(model));
}

/// Qwen3MoeConfig's ways to have layers without experts.
Result<void> checkEveryLayer(const Model& model) {
    const auto* dense = model.metadata.array<std::int64_t>("mlp_only_layers");
    const char* key = nullptr;
    if (dense != nullptr && !dense->empty())
        key = "mlp_only_layers";
    if (model.metadata.integer("decoder_sparse_step", 1) != 1)
        key = "decoder_sparse_step";
    if (key == nullptr)
        return {};
    return fail(contradiction(model, ErrorCode::Unsupported,
                              sentence(MANTISSA_TR("core", "config.json says %1 = %2, so some layers have no "
                                                           "experts; llama.cpp wants them in every layer of "
                                                           "this architecture. Export safetensors instead."),
                                       key, describe(*model.metadata.find(key)))));
}

/// llama.cpp lets the weights of the chosen experts sum to 1; Mixtral does so too and has no such key.
Result<void> checkNormalized(const Model& model, const LlamaFamily& family) {
    if (std::string_view(family.name) == "llama" || model.metadata.boolean("norm_topk_prob", false))
        return {};
    const MetadataValue* given = model.metadata.find("norm_topk_prob");
    return fail(contradiction(model, ErrorCode::Unsupported,
                              sentence(MANTISSA_TR("core", "config.json says norm_topk_prob = %1, but "
                                                           "llama.cpp lets the weights of the chosen experts "
                                                           "sum to 1 in this architecture: its answers would "
                                                           "be other ones. Export safetensors instead."),
                                       given ? describe(*given) : std::string("false (left out)"))));
}

} // namespace

const char* expertCountKey(const Model& model) {
    return model.metadata.find(countKey) != nullptr ? countKey : qwenCountKey;
}

const char* expertLengthKey(const Model& model) {
    return model.metadata.find(lengthKey) != nullptr ? lengthKey : "intermediate_size";
}

std::int64_t expertLength(const Model& model) {
    return model.metadata.integer(lengthKey, model.architecture->feedForwardLength);
}

Result<void> addExperts(const Model& model, const LlamaFamily& family, Metadata& metadata) {
    const std::string prefix = std::string(family.name) + ".";
    const char* const key = expertCountKey(model);
    MANTISSA_TRY(const std::int64_t count, configCount(model, key, model.architecture->experts));
    MANTISSA_TRY(const std::int64_t used, configCount(model, usedKey, model.architecture->expertsUsed));
    if (used > count)
        return fail(
            contradiction(model, ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "“%1” is %2, but there are %3 experts to use."),
                                   usedKey, used, count)));
    MANTISSA_CHECK(checkEveryLayer(model));
    MANTISSA_CHECK(checkNormalized(model, family));
    metadata.append(prefix + "expert_count", static_cast<std::uint32_t>(count));
    metadata.append(prefix + "expert_used_count", static_cast<std::uint32_t>(used));
    if (model.metadata.find(lengthKey) != nullptr) {
        MANTISSA_TRY(const std::int64_t length, configCount(model, lengthKey, 0));
        metadata.append(prefix + "expert_feed_forward_length", static_cast<std::uint32_t>(length));
    }
    return {};
}

} // namespace mantissa
