// tokenizer.json of the Hugging Face tokenizers library, with what tokenizer_config.json adds. Meanings as in
// that library's documentation (huggingface.co/docs/tokenizers/api). What would change the ids and is not
// understood is refused by name.
#include "text/json_pipeline.h"
#include "text/json_vocabulary.h"

#include "files/json/json.h"

namespace mantissa {
namespace {

using nlohmann::json;

/// The largest published ones are near 35 MB.
constexpr JsonLimits limits{std::uint64_t{128} << 20, 32};

Result<json> parse(std::string_view text) {
    return parseJson(std::as_bytes(std::span(text.data(), text.size())), limits);
}

/// "<s>" or {"content": "<s>", ...}
std::string tokenText(const json& config, const char* key) {
    const std::string plain = jsonString(config, key);
    return plain.empty() ? jsonString(jsonMember(config, key), "content") : plain;
}

TokenId configured(const json& config, const char* key, const TokenVocabulary& vocabulary) {
    const std::string text = tokenText(config, key);
    return text.empty() ? -1 : vocabulary.find(text);
}

/// The template that puts special tokens around a text, wherever in the post-processor it is.
const json* processingTemplate(const json& processor) {
    const std::string type = jsonString(processor, "type");
    if (type == "TemplateProcessing" && jsonMember(processor, "single").is_array())
        return &jsonMember(processor, "single");
    if (type == "Sequence")
        for (const json& part : jsonMember(processor, "processors"))
            if (const json* found = processingTemplate(part))
                return found;
    return nullptr;
}

TokenId templateToken(const json& item, const TokenVocabulary& vocabulary) {
    const std::string text = jsonString(jsonMember(item, "SpecialToken"), "id");
    return text.empty() ? -1 : vocabulary.find(text);
}

void readSpecials(const json& root, const json& config, TokenizerDefinition& definition) {
    const TokenVocabulary& vocabulary = definition.vocabulary;
    definition.bos = configured(config, "bos_token", vocabulary);
    definition.eos = configured(config, "eos_token", vocabulary);
    if (definition.unknown < 0)
        definition.unknown = configured(config, "unk_token", vocabulary);
    const json* around = processingTemplate(jsonMember(root, "post_processor"));
    if (around && !around->empty()) {
        const TokenId first = templateToken(around->front(), vocabulary);
        const TokenId last = around->size() > 1 ? templateToken(around->back(), vocabulary) : -1;
        definition.bos = definition.bos < 0 ? first : definition.bos;
        definition.eos = definition.eos < 0 ? last : definition.eos;
        definition.addBos = first >= 0 && first == definition.bos;
        definition.addEos = last >= 0 && last == definition.eos;
    }
    definition.addBos = definition.bos >= 0 && jsonBoolean(config, "add_bos_token", definition.addBos);
    definition.addEos = definition.eos >= 0 && jsonBoolean(config, "add_eos_token", definition.addEos);
}

} // namespace

Result<TokenizerDefinition> tokenizerFromJson(std::string_view tokenizer, std::string_view config) {
    MANTISSA_TRY(const json root, parse(tokenizer));
    json settings = json::object();
    if (!config.empty()) {
        MANTISSA_TRY(settings, parse(config));
    }
    TokenizerDefinition definition;
    MANTISSA_CHECK(readJsonModel(root, definition));
    MANTISSA_CHECK(readJsonPipeline(root, definition));
    readSpecials(root, settings, definition);
    return definition;
}

} // namespace mantissa
