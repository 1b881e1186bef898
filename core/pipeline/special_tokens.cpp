#include "pipeline/special_tokens.h"

#include "base/mapped_file.h"
#include "files/hugging_face/folder.h"
#include "files/json/json.h"

namespace mantissa {

namespace {

using nlohmann::json;

struct Special {
    const char* name; ///< as in "bos_token", "bos_token_id"
    const char* ggufKey;
};

constexpr Special specials[] = {{"bos", "tokenizer.ggml.bos_token_id"},
                                {"eos", "tokenizer.ggml.eos_token_id"},
                                {"unk", "tokenizer.ggml.unknown_token_id"},
                                {"pad", "tokenizer.ggml.padding_token_id"}};

constexpr std::uint64_t maximumTemplate = 1u << 20;

std::string tokenText(const Model& model, const std::string& name) {
    const std::string key = "tokenizer_config." + name + "_token";
    const std::string text = model.metadata.string(key);
    return text.empty() ? model.metadata.string(key + ".content") : text;
}

std::optional<std::uint32_t> specialId(const Model& model, const Vocabulary& vocabulary,
                                       const std::string& name) {
    if (const auto id = vocabulary.find(tokenText(model, name)))
        return id;
    std::int64_t id = model.metadata.integer(name + "_token_id", -1);
    if (const auto* list = model.metadata.array<std::int64_t>(name + "_token_id"); list && !list->empty())
        id = list->front();
    if (id < 0 || id >= static_cast<std::int64_t>(vocabulary.tokens.size()))
        return std::nullopt;
    return static_cast<std::uint32_t>(id);
}

/// Whether the post-processor's template for one text has a special token at its front (or back).
std::optional<bool> templateAdds(const json& tokenizer, bool front) {
    const json* processor = &jsonMember(tokenizer, "post_processor");
    if (jsonString(*processor, "type") == "Sequence") {
        for (const json& step : jsonMember(*processor, "processors")) {
            if (jsonString(step, "type") == "TemplateProcessing")
                processor = &step;
        }
    }
    const json& single = jsonMember(*processor, "single");
    if (!single.is_array() || single.empty())
        return std::nullopt;
    return !jsonMember(front ? single.front() : single.back(), "SpecialToken").empty();
}

void addWhether(const Model& model, const json& tokenizer, const char* name, bool front, Metadata& metadata) {
    const std::string member = std::string("add_") + name + "_token";
    const MetadataValue* value = model.metadata.find("tokenizer_config." + member);
    const bool* configured = value ? std::get_if<bool>(value) : nullptr;
    const auto adds = configured ? std::optional(*configured) : templateAdds(tokenizer, front);
    if (adds)
        metadata.append("tokenizer.ggml." + member, *adds);
}

/// A text, or a list of named ones of which "default" counts, or a file of its own.
std::string chatTemplate(const Model& model) {
    const std::string key = "tokenizer_config.chat_template";
    if (const std::string text = model.metadata.string(key); !text.empty())
        return text;
    for (int i = 0; model.metadata.find(key + "." + std::to_string(i) + ".name") != nullptr; ++i) {
        const std::string entry = key + "." + std::to_string(i);
        if (model.metadata.string(entry + ".name") == "default")
            return model.metadata.string(entry + ".template");
    }
    const auto path = folderFile(model, "chat_template.jinja");
    const auto file = path.empty() ? nullptr : MappedFile::open(path).value_or(nullptr);
    if (!file || file->bytes().size() > maximumTemplate)
        return {};
    return {reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size()};
}

} // namespace

void addSpecialTokens(const Model& model, const json& tokenizer, const Vocabulary& vocabulary,
                      Metadata& metadata) {
    for (const Special& special : specials) {
        if (const auto id = specialId(model, vocabulary, special.name))
            metadata.append(special.ggufKey, *id);
    }
    addWhether(model, tokenizer, "bos", true, metadata);
    addWhether(model, tokenizer, "eos", false, metadata);
    if (std::string text = chatTemplate(model); !text.empty())
        metadata.append("tokenizer.chat_template", std::move(text));
}

} // namespace mantissa
