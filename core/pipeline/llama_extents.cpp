#include "pipeline/llama_extents.h"

#include "pipeline/config_values.h"
#include "pipeline/llama_experts.h"

namespace mantissa {

namespace {

struct Described {
    std::int64_t value = 0;
    std::string words; ///< "hidden_size = 128"
};

std::string says(const char* key, std::int64_t value) {
    return std::string(key) + " = " + std::to_string(value);
}

std::string headWords(const Model& model) {
    const Architecture& a = *model.architecture;
    const bool given = model.metadata.find("head_dim") != nullptr;
    const bool derived = !given && a.headLength * a.heads == a.embeddingLength;
    // Some architectures have a length of their own where config.json gives none (Qwen 3).
    return says(derived ? "hidden_size / num_attention_heads" : "head_dim", a.headLength);
}

Described describedHeads(const Model& model, const char* key, std::int64_t heads) {
    return {heads * model.architecture->headLength, says(key, heads) + ", " + headWords(model)};
}

Described describedExtent(const Model& model, Extent extent) {
    const Architecture& a = *model.architecture;
    switch (extent) {
    case Extent::Width:
        return {a.embeddingLength, says("hidden_size", a.embeddingLength)};
    case Extent::Vocabulary:
        return {a.vocabulary, says("vocab_size", a.vocabulary)};
    case Extent::Forward:
        return {a.feedForwardLength, says("intermediate_size", a.feedForwardLength)};
    case Extent::Queries:
        return describedHeads(model, "num_attention_heads", a.heads);
    case Extent::Keys:
        return describedHeads(model, "num_key_value_heads", a.keyValueHeads);
    case Extent::Head:
        return {a.headLength, headWords(model)};
    case Extent::Experts:
        return {a.experts, says(expertCountKey(model), a.experts)};
    case Extent::Expert:
        return {expertLength(model), says(expertLengthKey(model), expertLength(model))};
    case Extent::None:
        break;
    }
    return {};
}

Error headsError(const Model& model, const char* source, const std::string& first,
                 const std::string& second) {
    return Error(ErrorCode::Malformed, sentence(source, first, second)).inFile(configFile(model));
}

} // namespace

Result<void> checkExtents(const Model& model, const Tensor& tensor, Extents expected) {
    Shape shape;
    std::string words;
    for (const Extent extent : {expected.rows, expected.columns}) {
        if (extent == Extent::None)
            continue;
        const Described axis = describedExtent(model, extent);
        const bool agrees = shape.size() < tensor.shape.size() && tensor.shape[shape.size()] == axis.value;
        if (!agrees && words.find(axis.words) == std::string::npos)
            words += (words.empty() ? "" : ", ") + axis.words;
        shape.push_back(axis.value);
    }
    if (tensor.shape == shape)
        return {};
    return fail(Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "config.json says %1, so this tensor should be %2, but in "
                                                   "the weights it is %3. They do not belong together: get "
                                                   "both from one source, or correct config.json."),
                               words.empty() ? describedExtent(model, expected.columns).words : words,
                               describe(shape), describe(tensor.shape)))
                    .inFile(tensor.file)
                    .ofTensor(tensor.name));
}

Result<void> checkHeads(const Model& model) {
    const Architecture& a = *model.architecture;
    const std::string heads = says("num_attention_heads", a.heads);
    const bool derived =
        model.metadata.find("head_dim") == nullptr && a.headLength == a.embeddingLength / a.heads;
    if (derived && a.embeddingLength % a.heads != 0) {
        return fail(headsError(model,
                               MANTISSA_TR("core", "config.json says %1 and %2 and has no head_dim; the "
                                                   "first must be a multiple of the second. Correct it."),
                               says("hidden_size", a.embeddingLength), heads));
    }
    if (a.heads % a.keyValueHeads != 0) {
        return fail(headsError(model,
                               MANTISSA_TR("core", "config.json says %1 and %2; the first must be a "
                                                   "multiple of the second. Correct it."),
                               heads, says("num_key_value_heads", a.keyValueHeads)));
    }
    if (a.headLength % 2 != 0) {
        return fail(headsError(model,
                               MANTISSA_TR("core", "config.json says %1 (%2); rotary embedding needs heads "
                                                   "of an even length. Correct it."),
                               headWords(model), heads));
    }
    return {};
}

} // namespace mantissa
