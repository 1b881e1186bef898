#include "network/builders/decoder_settings.h"

#include "network/builders/rope_factors.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mantissa {

namespace {

constexpr std::int64_t mostOfAnything = 1 << 24; // far above any model, far below an overflow

/// A hyperparameter under its key in GGUF (after the architecture's name) or in config.json.
class Keys {
public:
    explicit Keys(const Model& model) : model_(model), gguf_(model.container == Container::Gguf) {}

    std::string name(const char* gguf, const char* folder) const {
        return gguf_ ? model_.architecture->name + "." + gguf : folder;
    }
    double number(const char* gguf, const char* folder, double fallback) const {
        return model_.metadata.number(name(gguf, folder), fallback);
    }
    std::int64_t integer(const char* gguf, const char* folder, std::int64_t fallback) const {
        return model_.metadata.integer(name(gguf, folder), fallback);
    }
    bool gguf() const { return gguf_; }

private:
    const Model& model_;
    bool gguf_;
};

template <class Number>
tl::unexpected<Error> impossible(const std::string& key, Number value) {
    return fail(ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "The model's hyperparameter “%1” is %2, which no network "
                                             "can have."),
                         key, value));
}

Result<void> checkRope(const Architecture& a) {
    if (a.ropeDimensions < 1 || a.ropeDimensions > a.headLength || a.ropeDimensions % 2 != 0 ||
        !(a.ropeBase > 0))
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "Rotary positions over %1 of %2 values a head with base %3 make "
                                         "no sense."),
                     a.ropeDimensions, a.headLength, a.ropeBase));
    return {};
}

// One list a purpose: which layers look through the window.
Result<std::vector<bool>> localLayers(const Model& model, const DecoderTraits& traits, const Keys& keys) {
    const Architecture& a = *model.architecture;
    const auto layers = static_cast<std::size_t>(a.layers);
    if (traits.windows != Windows::Alternating)
        return std::vector<bool>(layers, traits.windows == Windows::Folder && !keys.gguf());
    const std::string listKey = keys.name("attention.sliding_window_pattern", "layer_types");
    std::vector<bool> local;
    if (const auto* flags = model.metadata.array<bool>(listKey))
        local = *flags;
    if (const auto* types = model.metadata.array<std::string>(listKey)) {
        for (const std::string& type : *types) {
            if (type != "sliding_attention" && type != "full_attention")
                return fail(ErrorCode::Unsupported,
                            sentence(MANTISSA_TR("core", "Layers of the type “%1” cannot be run."), type));
            local.push_back(type == "sliding_attention");
        }
    }
    if (!local.empty() && local.size() != layers)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The list “%1” has %2 entries for %3 layers."), listKey,
                             local.size(), layers));
    if (!local.empty())
        return local;
    const std::int64_t period =
        keys.integer("attention.sliding_window_pattern", "sliding_window_pattern", traits.windowPeriod);
    if (period < 1)
        return impossible(keys.name("attention.sliding_window_pattern", "sliding_window_pattern"), period);
    for (std::int64_t layer = 0; layer < a.layers; ++layer)
        local.push_back(layer % period < period - 1);
    return local;
}

Result<void> readWindows(const Model& model, const DecoderTraits& traits, const Keys& keys,
                         DecoderSettings& settings) {
    MANTISSA_TRY(settings.local, localLayers(model, traits, keys));
    settings.window = keys.integer("attention.sliding_window", "sliding_window",
                                   keys.gguf() ? traits.ggufWindow : traits.folderWindow);
    if (settings.window < 0 || settings.window > (std::int64_t{1} << 40))
        return impossible(keys.name("attention.sliding_window", "sliding_window"), settings.window);
    // Without a window no layer is local, so none turns by the local base (llama.cpp, gemma3.cpp).
    if (settings.window == 0)
        settings.local.assign(settings.local.size(), false);
    return {};
}

Result<void> readRope(const Model& model, const DecoderTraits& traits, const Keys& keys,
                      DecoderSettings& settings) {
    const Architecture& a = *model.architecture;
    MANTISSA_TRY(settings.rope, ropeScaling(model, a.ropeDimensions, a.ropeBase));
    settings.localRope = settings.rope;
    if (traits.windows != Windows::Alternating)
        return {};
    const char* const inFolder = model.metadata.find("rope_local_base_freq") != nullptr
                                     ? "rope_local_base_freq"
                                     : "rope_parameters.sliding_attention.rope_theta";
    const double base = keys.number("rope.freq_base_swa", inFolder, traits.localRopeBase);
    if (base == 0 && traits.localRopeBase == 0)
        return {};
    if (!(base > 0))
        return impossible(keys.name("rope.freq_base_swa", inFolder), base);
    settings.localRope = RopeScaling{ropeFrequencies(base, a.ropeDimensions), {}, 0, 1};
    return {};
}

Result<void> readGemma(const Model& model, const DecoderTraits& traits, const Keys& keys,
                       DecoderSettings& settings) {
    const Architecture& a = *model.architecture;
    settings.embeddingScale = std::sqrt(static_cast<float>(a.embeddingLength));
    settings.normOffset = keys.gguf() ? 0 : 1; // folders hold the norms' weights less 1
    // A folder that names no cap has none: transformers writes null for that.
    const double attention =
        keys.number("attn_logit_softcapping", "attn_logit_softcapping", keys.gguf() ? traits.cap : 0);
    const double logits =
        keys.number("final_logit_softcapping", "final_logit_softcapping", keys.gguf() ? traits.logitCap : 0);
    if (!(attention >= 0))
        return impossible(keys.name("attn_logit_softcapping", "attn_logit_softcapping"), attention);
    if (!(logits >= 0))
        return impossible(keys.name("final_logit_softcapping", "final_logit_softcapping"), logits);
    settings.attentionCap = static_cast<float>(attention);
    settings.logitCap = static_cast<float>(logits);
    double scaled = static_cast<double>(a.headLength);
    if (keys.gguf() && a.layers == traits.wideScaleLayers)
        scaled = static_cast<double>(a.embeddingLength / a.heads);
    if (!keys.gguf())
        scaled = model.metadata.number("query_pre_attn_scalar", 256);
    if (!(scaled > 0))
        return impossible("query_pre_attn_scalar", scaled);
    settings.attentionScale = static_cast<float>(1.0 / std::sqrt(scaled));
    return {};
}

/// Which layers of a folder have experts: decoder_sparse_step and mlp_only_layers (Qwen3MoeConfig).
std::vector<bool> sparseLayers(const Model& model) {
    const std::int64_t step = std::max<std::int64_t>(1, model.metadata.integer("decoder_sparse_step", 1));
    std::set<std::int64_t> dense;
    if (const auto* listed = model.metadata.array<std::int64_t>("mlp_only_layers"))
        dense.insert(listed->begin(), listed->end());
    std::vector<bool> sparse;
    for (std::int64_t layer = 0; layer < model.architecture->layers; ++layer) {
        sparse.push_back(!dense.contains(layer) && (layer + 1) % step == 0);
    }
    return sparse;
}

Result<void> readExperts(const Model& model, const DecoderTraits& traits, const Keys& keys,
                         DecoderSettings& settings) {
    const Architecture& a = *model.architecture;
    settings.sparse.assign(static_cast<std::size_t>(a.layers), false);
    if (a.experts == 0 && !traits.experts)
        return {};
    ExpertSettings& experts = settings.experts;
    experts.count = a.experts;
    experts.used = a.expertsUsed;
    if (experts.count < 1 || experts.count > mostOfAnything)
        return impossible(keys.name("expert_count", "num_experts"), experts.count);
    if (experts.used < 1 || experts.used > experts.count)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "“%1” is %2, but there are %3 experts to use."),
                             keys.name("expert_used_count", "num_experts_per_tok"), experts.used,
                             experts.count));
    // As llama.cpp fills it in for Qwen 3; Mixtral's experts are as long as the model says its block is.
    const bool divided = keys.gguf() && traits.experts;
    experts.length = keys.integer("expert_feed_forward_length", "moe_intermediate_size",
                                  divided ? a.feedForwardLength / experts.used : a.feedForwardLength);
    if (experts.length < 1 || experts.length > mostOfAnything)
        return impossible(keys.name("expert_feed_forward_length", "moe_intermediate_size"), experts.length);
    // llama.cpp lets the weights of the chosen sum to 1 in all architectures that come here.
    experts.normalized = keys.gguf() || model.metadata.boolean("norm_topk_prob", traits.normalizedExperts);
    settings.sparse = keys.gguf() ? std::vector<bool>(settings.sparse.size(), true) : sparseLayers(model);
    return {};
}

} // namespace

Result<void> checkSizes(const Model& model) {
    const Architecture& a = *model.architecture;
    const Keys keys(model);
    struct Row {
        const char* gguf;
        const char* folder;
        std::int64_t value;
    };
    const Row rows[] = {
        {"block_count", "num_hidden_layers", a.layers},
        {"embedding_length", "hidden_size", a.embeddingLength},
        {"attention.head_count", "num_attention_heads", a.heads},
        {"attention.head_count_kv", "num_key_value_heads", a.keyValueHeads},
        {"attention.key_length", "head_dim", a.headLength},
        {"feed_forward_length", "intermediate_size", a.feedForwardLength},
        {"vocab_size", "vocab_size", a.vocabulary},
    };
    for (const Row& row : rows) {
        if (row.value < 1 || row.value > mostOfAnything)
            return impossible(keys.name(row.gguf, row.folder), row.value);
    }
    if (a.heads % a.keyValueHeads != 0)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "%1 heads cannot share %2 key-value heads evenly."), a.heads,
                             a.keyValueHeads));
    if (!(a.rmsEpsilon >= 0) || a.rmsEpsilon > 1)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The norm's epsilon is %1."), a.rmsEpsilon));
    return {};
}

Result<void> checkActivation(const Model& model, std::initializer_list<const char*> keys,
                             Activation::Function function) {
    using enum Activation::Function;
    // Names: ACT2FN of the transformers library.
    static const std::pair<std::string_view, Activation::Function> known[] = {{"silu", Silu},
                                                                              {"swish", Silu},
                                                                              {"gelu_new", GeluTanh},
                                                                              {"gelu_pytorch_tanh", GeluTanh},
                                                                              {"gelu_fast", GeluTanh}};
    for (const char* key : keys) {
        const std::string name = model.container == Container::Gguf ? "" : model.metadata.string(key, "");
        if (name.empty())
            continue;
        const bool fits = std::any_of(std::begin(known), std::end(known), [&](const auto& entry) {
            return entry.first == name && entry.second == function;
        });
        return fits ? Result<void>()
                    : fail(ErrorCode::Unsupported,
                           sentence(MANTISSA_TR("core", "config.json wants the activation function “%1” "
                                                        "(%2), which this architecture is not run with."),
                                    name, key));
    }
    return {};
}

Result<DecoderSettings> decoderSettings(const Model& model, const DecoderTraits& traits) {
    MANTISSA_CHECK(checkSizes(model));
    const Architecture& a = *model.architecture;
    MANTISSA_CHECK(checkRope(a));
    MANTISSA_CHECK(checkActivation(model, {"hidden_activation", "hidden_act"}, traits.activation));
    const Keys keys(model);
    DecoderSettings settings;
    settings.epsilon = a.rmsEpsilon;
    settings.attentionScale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(a.headLength)));
    MANTISSA_CHECK(readWindows(model, traits, keys, settings));
    MANTISSA_CHECK(readRope(model, traits, keys, settings));
    if (traits.gemma)
        MANTISSA_CHECK(readGemma(model, traits, keys, settings));
    MANTISSA_CHECK(readExperts(model, traits, keys, settings));
    return settings;
}

} // namespace mantissa
