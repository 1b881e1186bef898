#include "network/builders/hyperparameter_types.h"

#include <cmath>
#include <limits>

namespace mantissa {

namespace {

enum class Kind { Whole, Number, Flag, Word, Words, Numbers, Wholes, Members, Pattern };

struct Hyperparameter {
    const char* key;
    Kind kind;
};

// Config classes of the transformers library.
constexpr Hyperparameter ofFolders[] = {
    {"model_type", Kind::Word},
    {"num_hidden_layers", Kind::Whole},
    {"n_layer", Kind::Whole},
    {"max_position_embeddings", Kind::Whole},
    {"n_positions", Kind::Whole},
    {"n_ctx", Kind::Whole},
    {"hidden_size", Kind::Whole},
    {"n_embd", Kind::Whole},
    {"intermediate_size", Kind::Whole},
    {"n_inner", Kind::Whole},
    {"num_attention_heads", Kind::Whole},
    {"n_head", Kind::Whole},
    {"num_key_value_heads", Kind::Whole},
    {"head_dim", Kind::Whole},
    {"vocab_size", Kind::Whole},
    {"num_local_experts", Kind::Whole},
    {"num_experts", Kind::Whole},
    {"num_experts_per_tok", Kind::Whole},
    {"moe_intermediate_size", Kind::Whole},
    {"decoder_sparse_step", Kind::Whole},
    {"mlp_only_layers", Kind::Wholes},
    {"norm_topk_prob", Kind::Flag},
    {"rms_norm_eps", Kind::Number},
    {"layer_norm_epsilon", Kind::Number},
    {"tie_word_embeddings", Kind::Flag},
    {"hidden_act", Kind::Word},
    {"hidden_activation", Kind::Word},
    {"activation_function", Kind::Word},
    {"scale_attn_by_inverse_layer_idx", Kind::Flag},
    {"add_cross_attention", Kind::Flag},
    {"sliding_window", Kind::Whole},
    {"sliding_window_pattern", Kind::Whole},
    {"layer_types", Kind::Words},
    {"attn_logit_softcapping", Kind::Number},
    {"final_logit_softcapping", Kind::Number},
    {"query_pre_attn_scalar", Kind::Number},
    {"partial_rotary_factor", Kind::Number},
    {"original_max_position_embeddings", Kind::Number},
    {"rope_theta", Kind::Number},
    {"rope_local_base_freq", Kind::Number},
    {"rope_scaling", Kind::Members},
    {"rope_parameters", Kind::Members},
};

// Of rotary scaling, below rope_scaling or rope_parameters.
constexpr Hyperparameter ofScaling[] = {
    {"type", Kind::Word},
    {"rope_type", Kind::Word},
    {"rope_theta", Kind::Number},
    {"partial_rotary_factor", Kind::Number},
    {"factor", Kind::Number},
    {"low_freq_factor", Kind::Number},
    {"high_freq_factor", Kind::Number},
    {"original_max_position_embeddings", Kind::Number},
    {"beta_fast", Kind::Number},
    {"beta_slow", Kind::Number},
    {"truncate", Kind::Flag},
    {"mscale", Kind::Number},
    {"mscale_all_dim", Kind::Number},
    {"attention_factor", Kind::Number},
    {"long_factor", Kind::Numbers},
    {"short_factor", Kind::Numbers},
};

// docs/gguf.md of ggml-org/ggml and llama-arch.cpp of ggml-org/llama.cpp, after the architecture's name.
constexpr Hyperparameter ofGguf[] = {
    {"block_count", Kind::Whole},
    {"context_length", Kind::Whole},
    {"embedding_length", Kind::Whole},
    {"feed_forward_length", Kind::Whole},
    {"vocab_size", Kind::Whole},
    {"expert_count", Kind::Whole},
    {"expert_used_count", Kind::Whole},
    {"expert_feed_forward_length", Kind::Whole},
    {"attention.head_count", Kind::Whole},
    {"attention.head_count_kv", Kind::Whole},
    {"attention.key_length", Kind::Whole},
    {"attention.value_length", Kind::Whole},
    {"attention.layer_norm_epsilon", Kind::Number},
    {"attention.layer_norm_rms_epsilon", Kind::Number},
    {"attention.sliding_window", Kind::Whole},
    {"attention.sliding_window_pattern", Kind::Pattern},
    {"attn_logit_softcapping", Kind::Number},
    {"final_logit_softcapping", Kind::Number},
    {"rope.freq_base", Kind::Number},
    {"rope.freq_base_swa", Kind::Number},
    {"rope.dimension_count", Kind::Whole},
    {"rope.scale_linear", Kind::Number},
    {"rope.scaling.type", Kind::Word},
    {"rope.scaling.factor", Kind::Number},
    {"rope.scaling.attn_factor", Kind::Number},
    {"rope.scaling.original_context_length", Kind::Number},
};

Text belongs(Kind kind) {
    switch (kind) {
    case Kind::Whole:
        return sentence(MANTISSA_TR("core", "a whole number"));
    case Kind::Number:
        return sentence(MANTISSA_TR("core", "a number"));
    case Kind::Flag:
        return sentence(MANTISSA_TR("core", "true or false"));
    case Kind::Word:
        return sentence(MANTISSA_TR("core", "a text"));
    case Kind::Words:
        return sentence(MANTISSA_TR("core", "a list of texts"));
    case Kind::Numbers:
        return sentence(MANTISSA_TR("core", "a list of numbers"));
    case Kind::Wholes:
        return sentence(MANTISSA_TR("core", "a list of whole numbers"));
    case Kind::Members:
        return sentence(MANTISSA_TR("core", "an object"));
    case Kind::Pattern:
        return sentence(MANTISSA_TR("core", "a whole number or a list of true and false"));
    }
    return {};
}

bool isWhole(const Metadata& metadata, std::string_view key) {
    return metadata.integer(key, 0) == metadata.integer(key, 1); // what does not hold gives the fallback
}

/// An empty list is of any type.
template <class... Element>
bool isListOf(const MetadataValue& value) {
    const auto* list = std::get_if<MetadataArray>(&value);
    return list != nullptr && (std::visit([](const auto& elements) { return elements.empty(); }, *list) ||
                               (std::holds_alternative<std::vector<Element>>(*list) || ...));
}

bool fits(const Metadata& metadata, std::string_view key, const MetadataValue& value, Kind kind) {
    switch (kind) {
    case Kind::Whole:
        return isWhole(metadata, key);
    case Kind::Number:
        return std::isfinite(metadata.number(key, std::numeric_limits<double>::quiet_NaN()));
    case Kind::Flag:
        return std::holds_alternative<bool>(value);
    case Kind::Word:
        return std::holds_alternative<std::string>(value);
    case Kind::Words:
        return isListOf<std::string>(value);
    case Kind::Numbers:
        return isListOf<double, std::int64_t, std::uint64_t>(value);
    case Kind::Wholes:
        return isListOf<std::int64_t, std::uint64_t>(value);
    case Kind::Members:
        return false; // a JSON object's members stand under keys of their own
    case Kind::Pattern:
        return isWhole(metadata, key) || isListOf<bool>(value);
    }
    return false;
}

class TypeCheck {
public:
    explicit TypeCheck(const Model& model) : model_(model) {}

    Result<void> all(std::span<const Hyperparameter> list, const std::string& prefix) const {
        for (const Hyperparameter& entry : list)
            MANTISSA_CHECK(one(prefix + entry.key, entry.kind));
        return {};
    }

private:
    Result<void> one(const std::string& key, Kind kind) const {
        const Metadata& metadata = model_.metadata;
        if (const MetadataValue* value = metadata.find(key))
            return fits(metadata, key, *value, kind)
                       ? Result<void>()
                       : wrong(key, kind, typeName(*value) + " " + describe(*value));
        // An object, or a list of different things, is spread over keys of its own.
        if (kind == Kind::Members || model_.container == Container::Gguf)
            return {};
        const std::string below = key + ".";
        for (const Metadata::Entry& entry : metadata.entries()) {
            if (entry.key.starts_with(below))
                return wrong(key, kind, "{" + entry.key.substr(below.size()) + ": …}");
        }
        return {};
    }

    Result<void> wrong(const std::string& key, Kind kind, const std::string& found) const {
        const bool folder = model_.container != Container::Gguf && !model_.folder.empty();
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core", "“%1” should be %2, but is: %3. Correct it, or get the file "
                                               "from the model's source again."),
                           key, translated(belongs(kind)), found))
                .inFile(folder ? model_.folder / "config.json" : model_.path));
    }

    const Model& model_;
};

} // namespace

Result<void> checkHyperparameterTypes(const Model& model) {
    const TypeCheck check(model);
    if (model.container == Container::Gguf)
        return model.architecture ? check.all(ofGguf, model.architecture->name + ".") : Result<void>();
    MANTISSA_CHECK(check.all(ofFolders, ""));
    for (const char* prefix : {"rope_scaling.", "rope_parameters.", "rope_parameters.full_attention.",
                               "rope_parameters.sliding_attention."})
        MANTISSA_CHECK(check.all(ofScaling, prefix));
    return {};
}

} // namespace mantissa
