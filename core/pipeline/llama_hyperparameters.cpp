#include "pipeline/llama_hyperparameters.h"

#include "files/naming.h"

#include <cmath>
#include <cstring>
#include <numbers>

namespace mantissa {

namespace {

constexpr LlamaFamily families[] = {{"LlamaForCausalLM", "llama", true},
                                    {"LLaMAForCausalLM", "llama", true},
                                    {"MistralForCausalLM", "llama", true},
                                    {"Qwen2ForCausalLM", "qwen2", false},
                                    {"Qwen3ForCausalLM", "qwen3", false}};

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
        if (figure.value <= 0 || figure.value > std::numeric_limits<std::int32_t>::max()) {
            return fail(Error(ErrorCode::NotFound,
                              sentence(MANTISSA_TR("core", "config.json gives no usable “%1” (found %2)."),
                                       figure.configKey, figure.value))
                            .inFile(model.path / "config.json"));
        }
        addCount(metadata, prefix + figure.ggufKey, figure.value);
    }
    return {};
}

Result<void> addRope(const Model& model, const std::string& prefix, Metadata& metadata) {
    metadata.append(prefix + "rope.freq_base", static_cast<float>(model.architecture->ropeBase));
    const std::string type = ropeType(model);
    if (type == "default" || type == "llama3")
        return {};
    if (type != "linear" && type != "yarn") {
        return fail(
            Error(
                ErrorCode::Unsupported,
                sentence(MANTISSA_TR("core", "Rotary scaling of type “%1” cannot be converted to GGUF yet."),
                         type))
                .inFile(model.path / "config.json"));
    }
    metadata.append(prefix + "rope.scaling.type", type);
    metadata.append(prefix + "rope.scaling.factor", static_cast<float>(ropeNumber(model, "factor", 1)));
    const double original = ropeNumber(model, "original_max_position_embeddings", 0);
    if (type == "yarn" && original >= 1 && original < 0x1p31)
        addCount(metadata, prefix + "rope.scaling.original_context_length",
                 static_cast<std::int64_t>(original));
    return {};
}

std::string modelName(const Model& model) {
    auto path = model.path.lexically_normal();
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
                .inFile(model.path / "config.json"));
    }
    const std::string prefix = std::string(family.name) + ".";
    metadata.append("general.architecture", std::string(family.name));
    metadata.append("general.type", std::string("model"));
    metadata.append("general.name", modelName(model));
    MANTISSA_CHECK(addFigures(model, prefix, metadata));
    metadata.append(prefix + "attention.layer_norm_rms_epsilon",
                    static_cast<float>(model.architecture->rmsEpsilon));
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
