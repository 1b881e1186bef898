#include "pipeline/tokenizer_metadata.h"

#include "files/hugging_face/folder.h"
#include "files/json/json.h"
#include "pipeline/pre_tokenizer.h"
#include "pipeline/special_tokens.h"
#include "pipeline/tokenizer_vocabulary.h"

namespace mantissa {

namespace {

using nlohmann::json;

constexpr JsonLimits tokenizerLimits{64u << 20, 64};

/// SentencePiece's way of spelling a byte that has no token: <0x0A>.
bool isByteToken(std::string_view token) {
    return token.size() == 6 && token.starts_with("<0x") && token.ends_with(">") &&
           token.substr(3, 2).find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

void addTokens(const Vocabulary& vocabulary, Metadata& metadata) {
    std::vector<std::int32_t> types;
    for (const TokenType type : vocabulary.types)
        types.push_back(static_cast<std::int32_t>(type));
    metadata.append("tokenizer.ggml.tokens", MetadataArray(vocabulary.tokens));
    metadata.append("tokenizer.ggml.token_type", MetadataArray(std::move(types)));
}

Result<void> addByteLevel(const json& tokenizer, const Vocabulary& vocabulary, Metadata& metadata) {
    MANTISSA_TRY(auto pre, preTokenizerOf(tokenizer));
    metadata.append("tokenizer.ggml.model", std::string("gpt2"));
    metadata.append("tokenizer.ggml.pre", std::move(pre));
    addTokens(vocabulary, metadata);
    metadata.append("tokenizer.ggml.merges", MetadataArray(vocabulary.merges));
    return {};
}

/// llama.cpp's SentencePiece tokenizer has no merges: of all neighbours whose joined text is a token it joins
/// those with the highest score, the leftmost first. With minus the rank of a token's first merge as its
/// score that is the order in which tokenizer.json merges. Tokens that no merge makes (single characters,
/// bytes) are never the result of joining; special ones get the lowest score so that text cannot build them.
std::vector<float> scoresByRank(const Vocabulary& vocabulary) {
    std::vector<float> scores(vocabulary.tokens.size(), 0.0f);
    std::vector<bool> made(vocabulary.tokens.size(), false);
    for (std::size_t rank = 0; rank < vocabulary.merges.size(); ++rank) {
        std::string joined = vocabulary.merges[rank];
        const std::size_t space = joined.find(' ');
        if (space == std::string::npos)
            continue;
        const auto id = vocabulary.find(joined.erase(space, 1));
        if (!id || made[*id])
            continue;
        made[*id] = true;
        scores[*id] = -static_cast<float>(rank + 1);
    }
    const float lowest = -static_cast<float>(vocabulary.merges.size() + 1);
    for (std::size_t id = 0; id < scores.size(); ++id) {
        if (!made[id] && vocabulary.types[id] != TokenType::Normal && vocabulary.types[id] != TokenType::Byte)
            scores[id] = lowest;
    }
    return scores;
}

/// Whether the text gets a space in front: a Prepend normalizer, or a Metaspace pre-tokenizer that does so.
bool addsSpacePrefix(const json& tokenizer) {
    const json& normalizer = jsonMember(tokenizer, "normalizer");
    const auto prepends = [](const json& step) { return jsonString(step, "type") == "Prepend"; };
    if (prepends(normalizer))
        return true;
    for (const json& step : jsonMember(normalizer, "normalizers")) {
        if (prepends(step))
            return true;
    }
    const json& pre = jsonMember(tokenizer, "pre_tokenizer");
    return jsonString(pre, "type") == "Metaspace" && jsonString(pre, "prepend_scheme", "always") != "never" &&
           jsonBoolean(pre, "add_prefix_space", true);
}

void addSentencePiece(const json& tokenizer, Vocabulary vocabulary, Metadata& metadata,
                      std::vector<Text>& warnings) {
    std::size_t bytes = 0;
    for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
        if (!isByteToken(vocabulary.tokens[id]))
            continue;
        vocabulary.types[id] = TokenType::Byte;
        ++bytes;
    }
    if (bytes < 256) {
        warnings.push_back(sentence(
            MANTISSA_TR(
                "core",
                "The tokenizer lacks %1 of the 256 byte tokens, and llama.cpp has no unknown token to "
                "put in their place: it stops at text with characters that are not in the vocabulary."),
            256 - bytes));
    }
    const std::string unknown = jsonString(jsonMember(tokenizer, "model"), "unk_token");
    if (const auto id = vocabulary.find(unknown))
        vocabulary.types[*id] = TokenType::Unknown;
    metadata.append("tokenizer.ggml.model", std::string("llama"));
    metadata.append("tokenizer.ggml.pre", std::string("default"));
    addTokens(vocabulary, metadata);
    metadata.append("tokenizer.ggml.scores", MetadataArray(scoresByRank(vocabulary)));
    metadata.append("tokenizer.ggml.add_space_prefix", addsSpacePrefix(tokenizer));
}

Result<void> add(const Model& model, const json& tokenizer, Metadata& metadata, std::vector<Text>& warnings) {
    const json& kind = jsonMember(tokenizer, "model");
    // Files written before the key was introduced are BPE where they have merges.
    const std::string type = jsonString(kind, "type", kind.contains("merges") ? "BPE" : "?");
    if (type != "BPE") {
        return fail(
            ErrorCode::Unsupported,
            sentence(
                MANTISSA_TR("core", "A tokenizer of type “%1” cannot be converted to GGUF yet; BPE can."),
                type));
    }
    MANTISSA_TRY(Vocabulary vocabulary, vocabularyOf(tokenizer, model.architecture->vocabulary));
    if (jsonBoolean(kind, "byte_fallback", false))
        addSentencePiece(tokenizer, vocabulary, metadata, warnings);
    else
        MANTISSA_CHECK(addByteLevel(tokenizer, vocabulary, metadata));
    addSpecialTokens(model, tokenizer, vocabulary, metadata);
    return {};
}

} // namespace

Result<void> addTokenizer(const Model& model, Metadata& metadata, std::vector<Text>& warnings) {
    const auto path = folderFile(model, "tokenizer.json");
    if (path.empty()) {
        return fail(
            Error(ErrorCode::NotFound,
                  sentence(MANTISSA_TR("core", "The folder has no tokenizer.json, which a GGUF file needs.")))
                .inFile(model.path));
    }
    MANTISSA_TRY(const json tokenizer, readJson(path, tokenizerLimits));
    auto added = add(model, tokenizer, metadata, warnings);
    if (!added && added.error().file().empty())
        added.error().inFile(path);
    return added;
}

} // namespace mantissa
