#include "base/mapped_file.h"
#include "files/hugging_face/folder.h"
#include "text/tokenizer_definition.h"

namespace mantissa {
namespace {

std::string_view textOf(const MappedFile& file) {
    return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
}

/// config.json names what tokenizer_config.json left out.
void fillFromModel(const Metadata& metadata, TokenizerDefinition& definition) {
    const auto fill = [&](TokenId& id, std::string_view key) {
        const std::int64_t named = metadata.integer(key, -1);
        if (id < 0 && definition.vocabulary.contains(named))
            id = static_cast<TokenId>(named);
    };
    fill(definition.bos, "bos_token_id");
    fill(definition.eos, "eos_token_id");
}

Result<TokenizerDefinition> fromFolder(const Model& model) {
    const std::filesystem::path path = folderFile(model, "tokenizer.json");
    if (path.empty())
        return fail(
            Error(ErrorCode::NotFound,
                  sentence(MANTISSA_TR("core", "The model has no tokenizer: there is no tokenizer.json.")))
                .inFile(model.path));
    MANTISSA_TRY(const auto tokenizer, MappedFile::open(path));
    std::shared_ptr<const MappedFile> config;
    if (const auto configPath = folderFile(model, "tokenizer_config.json"); !configPath.empty()) {
        MANTISSA_TRY(config, MappedFile::open(configPath));
    }
    auto definition = tokenizerFromJson(textOf(*tokenizer), config ? textOf(*config) : std::string_view());
    if (!definition)
        return fail(std::move(definition.error().inFile(path)));
    fillFromModel(model.metadata, *definition);
    return definition;
}

} // namespace

Result<TokenizerPtr> tokenizerOf(const Model& model) {
    auto definition =
        model.container == Container::Gguf ? tokenizerFromMetadata(model.metadata) : fromFolder(model);
    auto tokenizer = definition ? makeTokenizer(std::move(*definition)) : fail(std::move(definition.error()));
    if (!tokenizer && tokenizer.error().file().empty())
        return fail(std::move(tokenizer.error().inFile(model.path)));
    return tokenizer;
}

} // namespace mantissa
