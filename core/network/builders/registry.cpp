// All architectures that can be run. A new relative of llama is a few lines here; another family is a builder
// of its own.
#include "network/builders/decoder.h"
#include "network/builders/gpt2.h"
#include "network/builders/hyperparameter_types.h"
#include "network/causal_network.h"

#include <algorithm>
#include <functional>

namespace mantissa {

namespace {

using Builder = std::function<Result<CausalNetwork>(const Model&)>;

struct Entry {
    std::string_view name; ///< general.architecture of a GGUF, model_type of a folder
    Builder build;
};

Builder decoder(const DecoderTraits& traits) {
    return [traits](const Model& model) { return buildDecoder(model, traits); };
}

DecoderTraits llama() {
    DecoderTraits traits;
    traits.ggufPairs = RopePairs::Neighbours;
    return traits;
}

DecoderTraits mistral() {
    DecoderTraits traits;
    traits.windows = Windows::Folder;
    return traits;
}

DecoderTraits mixtral() {
    DecoderTraits traits = mistral();
    traits.naming = Naming::Mixtral;
    traits.experts = true;
    return traits;
}

DecoderTraits qwen2() {
    DecoderTraits traits;
    traits.attentionBias = true;
    return traits;
}

DecoderTraits qwen3() {
    DecoderTraits traits;
    traits.headNorms = true;
    return traits;
}

DecoderTraits qwen3Moe() {
    DecoderTraits traits = qwen3();
    traits.experts = true;
    traits.normalizedExperts = false;
    return traits;
}

DecoderTraits gemma2() {
    DecoderTraits traits;
    traits.naming = Naming::Gemma;
    traits.gemma = true;
    traits.activation = Activation::Function::GeluTanh;
    traits.windows = Windows::Alternating;
    traits.windowPeriod = 2;
    traits.ggufWindow = traits.folderWindow = 4096;
    traits.cap = 50;
    traits.logitCap = 30;
    traits.wideScaleLayers = 46;
    return traits;
}

DecoderTraits gemma3() {
    DecoderTraits traits = gemma2();
    traits.headNorms = true;
    traits.windowPeriod = 6;
    traits.ggufWindow = 0;
    traits.localRopeBase = 10000;
    traits.cap = 0;
    traits.logitCap = 0;
    traits.wideScaleLayers = 62;
    return traits;
}

DecoderTraits phi3() {
    DecoderTraits traits;
    traits.naming = Naming::Phi3;
    traits.fusedWeights = true;
    traits.windows = Windows::Folder;
    return traits;
}

const std::vector<Entry>& entries() {
    static const std::vector<Entry> list = {
        {"llama", decoder(llama())},        {"mistral", decoder(mistral())},
        {"mixtral", decoder(mixtral())},    {"qwen2", decoder(qwen2())},
        {"qwen3", decoder(qwen3())},        {"qwen3moe", decoder(qwen3Moe())},
        {"qwen3_moe", decoder(qwen3Moe())}, {"gemma2", decoder(gemma2())},
        {"gemma3", decoder(gemma3())},      {"gemma3_text", decoder(gemma3())},
        {"phi3", decoder(phi3())},          {"gpt2", buildGpt2},
    };
    return list;
}

std::string listOfNames() {
    std::string list;
    for (const std::string_view name : knownArchitectures())
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

} // namespace

std::vector<std::string_view> knownArchitectures() {
    std::vector<std::string_view> names;
    for (const Entry& entry : entries())
        names.push_back(entry.name);
    return names;
}

Result<CausalNetwork> buildNetwork(const Model& model) {
    const auto found = std::find_if(entries().begin(), entries().end(), [&](const Entry& entry) {
        return model.architecture && entry.name == model.architecture->name;
    });
    if (model.architecture && found == entries().end())
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "Models of the architecture “%1” cannot be run yet; those "
                                               "that can: %2. All that needs no running still works."),
                           model.architecture->name, listOfNames()))
                .inFile(model.path));
    if (model.container != Container::Gguf && model.metadata.find("text_config.hidden_size") != nullptr)
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "The folder holds a model of pictures and text; only "
                                                       "models of text alone can be run.")))
                        .inFile(model.path));
    MANTISSA_CHECK(checkHyperparameterTypes(model)); // a name of a wrong type is not known as one
    if (!model.architecture)
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "The file does not say which architecture it is, so it "
                                               "cannot be run. A GGUF file or a Hugging Face folder with "
                                               "config.json does.")))
                .inFile(model.path));
    auto network = found->build(model);
    if (!network && network.error().file().empty())
        return fail(std::move(network).error().inFile(model.path));
    if (network)
        network->file = model.path;
    return network;
}

} // namespace mantissa
