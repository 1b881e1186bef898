// All architectures that can be run. A new relative of llama is one line here; another family is a builder of
// its own.
#include "network/builders/decoder.h"
#include "network/causal_network.h"

#include <algorithm>

namespace mantissa {

namespace {

struct Entry {
    std::string_view name; ///< general.architecture of a GGUF, model_type of a folder
    DecoderTraits traits;
};

const std::vector<Entry>& entries() {
    static const std::vector<Entry> list = [] {
        DecoderTraits llama;
        llama.ggufPairs = RopePairs::Neighbours;
        DecoderTraits mistral;
        mistral.slidingWindow = true;
        DecoderTraits qwen2;
        qwen2.attentionBias = true;
        DecoderTraits qwen3;
        qwen3.headNorms = true;
        return std::vector<Entry>{{"llama", llama}, {"mistral", mistral}, {"qwen2", qwen2}, {"qwen3", qwen3}};
    }();
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
    if (!model.architecture)
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "The file does not say which architecture it is, so it "
                                               "cannot be run. A GGUF file or a Hugging Face folder with "
                                               "config.json does.")))
                .inFile(model.path));
    const auto found = std::find_if(entries().begin(), entries().end(), [&](const Entry& entry) {
        return entry.name == model.architecture->name;
    });
    if (found == entries().end())
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "Models of the architecture “%1” cannot be run yet; those "
                                               "that can: %2. All that needs no running still works."),
                           model.architecture->name, listOfNames()))
                .inFile(model.path));
    auto network = buildDecoder(model, found->traits);
    if (!network && network.error().file().empty())
        return fail(std::move(network).error().inFile(model.path));
    return network;
}

} // namespace mantissa
