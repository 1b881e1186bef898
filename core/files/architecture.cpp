#include "files/architecture.h"

#include <algorithm>

namespace mantissa {

namespace {

bool hasRole(const Model& model, Role role) {
    return std::any_of(model.tensors.begin(), model.tensors.end(),
                       [role](const auto& tensor) { return tensor->place.role == role; });
}

std::int64_t embeddingRows(const Model& model) {
    for (const auto& tensor : model.tensors) {
        if (tensor->place.role == Role::TokenEmbedding && tensor->shape.size() == 2)
            return tensor->shape[0];
    }
    return 0;
}

/// What both containers leave to be derived from the rest.
void derive(Architecture& a, const Model& model) {
    if (a.keyValueHeads == 0)
        a.keyValueHeads = a.heads;
    if (a.headLength == 0 && a.heads > 0)
        a.headLength = a.embeddingLength / a.heads;
    if (a.ropeDimensions == 0)
        a.ropeDimensions = a.headLength;
    if (a.vocabulary == 0)
        a.vocabulary = embeddingRows(model);
    a.tiedEmbeddings = hasRole(model, Role::TokenEmbedding) && !hasRole(model, Role::Output);
}

/// Keys: GGUF specification (docs/gguf.md of ggml-org/ggml).
std::optional<Architecture> fromGguf(const Model& model) {
    const Metadata& metadata = model.metadata;
    Architecture a;
    a.name = metadata.string("general.architecture");
    if (a.name.empty())
        return std::nullopt;
    const auto integer = [&](const char* key) { return metadata.integer(a.name + "." + key, 0); };
    a.layers = integer("block_count");
    a.contextLength = integer("context_length");
    a.embeddingLength = integer("embedding_length");
    a.feedForwardLength = integer("feed_forward_length");
    a.heads = integer("attention.head_count");
    a.keyValueHeads = integer("attention.head_count_kv");
    a.headLength = integer("attention.key_length");
    a.vocabulary = integer("vocab_size");
    a.experts = integer("expert_count");
    a.expertsUsed = integer("expert_used_count");
    a.rmsEpsilon = metadata.number(a.name + ".attention.layer_norm_rms_epsilon",
                                   metadata.number(a.name + ".attention.layer_norm_epsilon", 0));
    a.ropeBase = metadata.number(a.name + ".rope.freq_base", 10000);
    a.ropeDimensions = integer("rope.dimension_count");
    if (const auto* tokens = metadata.array<std::string>("tokenizer.ggml.tokens"))
        a.vocabulary = static_cast<std::int64_t>(tokens->size());
    derive(a, model);
    return a;
}

std::int64_t firstOf(const Metadata& metadata, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        if (metadata.find(key) != nullptr)
            return metadata.integer(key, 0);
    }
    return 0;
}

/// What the config classes of the transformers library fill in where config.json says nothing.
struct ConfigDefaults {
    std::string_view name;
    std::int64_t headLength; ///< 0: the embedding length divided among the heads
    double epsilon;
    double ropeBase;
};

ConfigDefaults configDefaults(std::string_view name) {
    static constexpr ConfigDefaults list[] = {
        {"gemma2", 256, 1e-6, 1e4}, {"gemma3_text", 256, 1e-6, 1e6}, {"gpt2", 0, 1e-5, 1e4},
        {"mixtral", 0, 1e-5, 1e6},  {"phi3", 0, 1e-5, 1e4},          {"qwen3", 128, 1e-6, 1e4},
    };
    for (const ConfigDefaults& defaults : list) {
        if (defaults.name == name)
            return defaults;
    }
    return {name, 0, 1e-6, 1e4};
}

/// transformers 5 keeps the base in rope_parameters, for some models by kind of layer.
double ropeBase(const Metadata& metadata, double fallback) {
    for (const char* key :
         {"rope_theta", "rope_parameters.rope_theta", "rope_parameters.full_attention.rope_theta"}) {
        if (metadata.find(key) != nullptr)
            return metadata.number(key, fallback);
    }
    return fallback;
}

/// Keys: the config classes of the transformers library.
std::optional<Architecture> fromConfig(const Model& model) {
    const Metadata& metadata = model.metadata;
    Architecture a;
    a.name = metadata.string("model_type");
    if (a.name.empty())
        return std::nullopt;
    a.layers = firstOf(metadata, {"num_hidden_layers", "n_layer"});
    a.contextLength = firstOf(metadata, {"max_position_embeddings", "n_positions", "n_ctx"});
    a.embeddingLength = firstOf(metadata, {"hidden_size", "n_embd"});
    a.feedForwardLength = firstOf(metadata, {"intermediate_size", "n_inner"});
    a.heads = firstOf(metadata, {"num_attention_heads", "n_head"});
    a.keyValueHeads = firstOf(metadata, {"num_key_value_heads"});
    const ConfigDefaults defaults = configDefaults(a.name);
    a.headLength = firstOf(metadata, {"head_dim"});
    if (a.headLength == 0)
        a.headLength = defaults.headLength;
    a.vocabulary = firstOf(metadata, {"vocab_size"});
    a.experts = firstOf(metadata, {"num_local_experts", "num_experts"});
    a.expertsUsed = firstOf(metadata, {"num_experts_per_tok"});
    a.rmsEpsilon = metadata.number("rms_norm_eps", metadata.number("layer_norm_epsilon", defaults.epsilon));
    a.ropeBase = ropeBase(metadata, defaults.ropeBase);
    if (a.name == "gpt2" && a.feedForwardLength == 0)
        a.feedForwardLength = 4 * a.embeddingLength;
    derive(a, model);
    const double turned =
        metadata.number("partial_rotary_factor", metadata.number("rope_parameters.partial_rotary_factor", 1));
    if (turned > 0 && turned < 1)
        a.ropeDimensions = static_cast<std::int64_t>(turned * static_cast<double>(a.headLength));
    return a;
}

} // namespace

std::optional<Architecture> architectureOf(const Model& model) {
    return model.container == Container::Gguf ? fromGguf(model) : fromConfig(model);
}

} // namespace mantissa
