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
    a.rmsEpsilon = metadata.number(a.name + ".attention.layer_norm_rms_epsilon", 0);
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
    a.headLength = firstOf(metadata, {"head_dim"});
    a.vocabulary = firstOf(metadata, {"vocab_size"});
    a.experts = firstOf(metadata, {"num_local_experts", "num_experts"});
    a.expertsUsed = firstOf(metadata, {"num_experts_per_tok"});
    a.rmsEpsilon = metadata.number("rms_norm_eps", 1e-6); // transformers' default
    a.ropeBase = metadata.number("rope_theta", metadata.number("rope_parameters.rope_theta", 10000));
    derive(a, model);
    return a;
}

} // namespace

std::optional<Architecture> architectureOf(const Model& model) {
    return model.container == Container::Gguf ? fromGguf(model) : fromConfig(model);
}

} // namespace mantissa
