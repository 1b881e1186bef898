#include "pipeline/llama_hyperparameters.h"

#include "files/naming.h"
#include "pipeline/config_values.h"
#include "pipeline/llama_experts.h"
#include "pipeline/llama_extents.h"

#include <cmath>
#include <cstring>
#include <numbers>

namespace mantissa {

namespace {

constexpr LlamaFamily families[] = {{"LlamaForCausalLM", "llama", true},
                                    {"LLaMAForCausalLM", "llama", true},
                                    {"MistralForCausalLM", "llama", true},
                                    {"MixtralForCausalLM", "llama", true, "block_sparse_moe"},
                                    {"Qwen2ForCausalLM", "qwen2", false},
                                    {"Qwen3ForCausalLM", "qwen3", false},
                                    {"Qwen3MoeForCausalLM", "qwen3moe", false, "mlp"}};

std::string className(const Model& model) {
    const auto* names = model.metadata.array<std::string>("architectures");
    return names != nullptr && !names->empty() ? names->front() : std::string();
}

/// A member of rope_scaling, or of rope_parameters as newer versions of transformers call it.
std::string ropeKey(const Model& model, std::string_view member) {
    for (const char* prefix : {"rope_scaling.", "rope_parameters."}) {
        const std::string key = prefix + std::string(member);
        if (model.metadata.find(key) != nullptr)
            return key;
    }
    return {};
}

double ropeNumber(const Model& model, std::string_view member, double fallback) {
    return model.metadata.number(ropeKey(model, member), fallback);
}

std::string ropeType(const Model& model) {
    const std::string type = model.metadata.string(ropeKey(model, "rope_type"));
    return type.empty() ? model.metadata.string(ropeKey(model, "type"), "default") : type;
}

void addCount(Metadata& metadata, const std::string& key, std::int64_t value) {
    metadata.append(key, static_cast<std::uint32_t>(value));
}

struct Figure {
    const char* ggufKey;
    const char* configKey;
    std::int64_t value;
};

Result<void> addFigures(const Model& model, const std::string& prefix, Metadata& metadata) {
    const Architecture& a = *model.architecture;
    const Figure figures[] = {
        {"block_count", "num_hidden_layers", a.layers},
        {"context_length", "max_position_embeddings", a.contextLength},
        {"embedding_length", "hidden_size", a.embeddingLength},
        {"feed_forward_length", "intermediate_size", a.feedForwardLength},
        {"attention.head_count", "num_attention_heads", a.heads},
        {"attention.head_count_kv", "num_key_value_heads", a.keyValueHeads},
        {"vocab_size", "vocab_size", a.vocabulary},
        {"rope.dimension_count", "head_dim", a.headLength},
        {"attention.key_length", "head_dim", a.headLength},
        {"attention.value_length", "head_dim", a.headLength},
    };
    for (const Figure& figure : figures) {
        MANTISSA_TRY(const std::int64_t value, configCount(model, figure.configKey, figure.value));
        addCount(metadata, prefix + figure.ggufKey, value);
    }
    return checkHeads(model);
}

// Models have bases from 10^4 to 10^8; transformers refuses factors below 1.
constexpr Bounds ropeBases{1, 1e15};
constexpr Bounds ropeFactorBounds{1, 1e6};
constexpr Bounds frequencyBounds{1e-3, 1e6};
constexpr Bounds contextBounds{1, 0x7fffffff};
// Usual are 1e-6 and 1e-5; a larger one than 0.1 would drown the activations, a tiny one vanishes.
constexpr Bounds epsilonBounds{1e-20, 0.1};

/// rope_scaling without a type would be passed over silently.
Result<void> checkRopeType(const Model& model) {
    const std::string factor = ropeKey(model, "factor");
    if (factor.empty() || !ropeKey(model, "rope_type").empty() || !ropeKey(model, "type").empty())
        return {};
    return fail(Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "config.json says %1 = %2, but not of which type the "
                                                   "scaling is (rope_type)."),
                               factor, describe(*model.metadata.find(factor))))
                    .inFile(configFile(model)));
}

std::string neededRopeKey(const Model& model, const char* member) {
    const std::string key = ropeKey(model, member);
    return key.empty() ? std::string("rope_scaling.") + member : key;
}

Result<void> checkLlama3(const Model& model) {
    const std::string lowKey = neededRopeKey(model, "low_freq_factor");
    const std::string highKey = neededRopeKey(model, "high_freq_factor");
    MANTISSA_TRY(const double low, neededNumber(model, lowKey, frequencyBounds));
    MANTISSA_TRY(const double high, neededNumber(model, highKey, frequencyBounds));
    MANTISSA_CHECK(
        neededNumber(model, neededRopeKey(model, "original_max_position_embeddings"), contextBounds));
    if (low < high)
        return {};
    return fail(Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "config.json says %1 = %2 and %3 = %4; the first must be "
                                                   "smaller. Correct it."),
                               lowKey, low, highKey, high))
                    .inFile(configFile(model)));
}

Result<void> addRope(const Model& model, const std::string& prefix, Metadata& metadata) {
    for (const char* key : {"rope_theta", "rope_parameters.rope_theta"})
        MANTISSA_CHECK(configNumber(model, key, 0, ropeBases));
    metadata.append(prefix + "rope.freq_base", static_cast<float>(model.architecture->ropeBase));
    MANTISSA_CHECK(checkRopeType(model));
    const std::string type = ropeType(model);
    if (type == "default")
        return {};
    if (type != "linear" && type != "yarn" && type != "llama3") {
        return fail(
            Error(
                ErrorCode::Unsupported,
                sentence(MANTISSA_TR("core", "Rotary scaling of type “%1” cannot be converted to GGUF yet."),
                         type))
                .inFile(configFile(model)));
    }
    MANTISSA_TRY(const double factor, neededNumber(model, neededRopeKey(model, "factor"), ropeFactorBounds));
    if (type == "llama3") // goes into rope_freqs.weight
        return checkLlama3(model);
    metadata.append(prefix + "rope.scaling.type", type);
    metadata.append(prefix + "rope.scaling.factor", static_cast<float>(factor));
    MANTISSA_TRY(const double original,
                 configNumber(model, ropeKey(model, "original_max_position_embeddings"), 0, contextBounds));
    if (type == "yarn" && original >= 1)
        addCount(metadata, prefix + "rope.scaling.original_context_length",
                 static_cast<std::int64_t>(original));
    return {};
}

std::string modelName(const Model& model) {
    auto path = model.folder.lexically_normal();
    if (!path.has_filename())
        path = path.parent_path();
    const std::string name = path.filename().string();
    return name.empty() || name == "." ? std::string("model") : name;
}

} // namespace

Result<LlamaFamily> llamaFamilyOf(const Model& model) {
    const std::string name = className(model);
    std::string known;
    for (const LlamaFamily& family : families) {
        if (name == family.className && model.architecture)
            return family;
        known += (known.empty() ? "" : ", ") + std::string(family.className);
    }
    const std::string shown = name.empty() ? std::string("?") : name;
    return fail(
        Error(ErrorCode::Unsupported,
              sentence(MANTISSA_TR("core", "The architecture “%1” cannot be converted to GGUF yet (%2 can). "
                                           "Export safetensors instead."),
                       shown, known))
            .inFile(model.path));
}

Result<void> addHyperparameters(const Model& model, const LlamaFamily& family, Metadata& metadata) {
    const std::string activation = model.metadata.string("hidden_act", "silu");
    if (activation != "silu") {
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "The activation “%1” is not what llama.cpp computes for "
                                               "this architecture (silu)."),
                           activation))
                .inFile(configFile(model)));
    }
    const std::string prefix = std::string(family.name) + ".";
    metadata.append("general.architecture", std::string(family.name));
    metadata.append("general.type", std::string("model"));
    metadata.append("general.name", modelName(model));
    MANTISSA_CHECK(addFigures(model, prefix, metadata));
    MANTISSA_CHECK(configNumber(model, "rms_norm_eps", 0, epsilonBounds));
    metadata.append(prefix + "attention.layer_norm_rms_epsilon",
                    static_cast<float>(model.architecture->rmsEpsilon));
    if (family.experts != nullptr)
        MANTISSA_CHECK(addExperts(model, family, metadata));
    return addRope(model, prefix, metadata);
}

std::shared_ptr<const Tensor> ropeFactors(const Model& model) {
    if (ropeType(model) != "llama3")
        return nullptr;
    const std::int64_t length = model.architecture->headLength;
    const double factor = ropeNumber(model, "factor", 8);
    const double low = ropeNumber(model, "low_freq_factor", 1);
    const double high = ropeNumber(model, "high_freq_factor", 4);
    const double context = ropeNumber(model, "original_max_position_embeddings", 8192);
    auto factors = std::make_shared<std::vector<float>>();
    for (std::int64_t i = 0; i + 1 < length; i += 2) {
        const double exponent = static_cast<double>(i) / static_cast<double>(length);
        const double wavelength = 2 * std::numbers::pi * std::pow(model.architecture->ropeBase, exponent);
        // Short waves stay, long ones are stretched by the factor, those between are blended.
        double divisor = factor;
        if (wavelength < context / high)
            divisor = 1;
        else if (wavelength <= context / low && high > low)
            divisor = 1 / std::lerp(1 / factor, 1.0, (context / wavelength - low) / (high - low));
        factors->push_back(static_cast<float>(divisor));
    }
    auto tensor = std::make_shared<Tensor>();
    tensor->name = "rope_freqs.weight";
    tensor->shape = {static_cast<std::int64_t>(factors->size())};
    tensor->bytes = std::as_bytes(std::span(*factors));
    tensor->owner = factors;
    tensor->file = model.path;
    tensor->place = placeOf(tensor->name, tensor->shape);
    return tensor;
}

} // namespace mantissa
