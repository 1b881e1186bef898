#include "pipeline/tokenizer_vocabulary.h"

#include "files/json/json.h"

#include <algorithm>

namespace mantissa {

namespace {

using nlohmann::json;

Error idError(const std::string& token, std::int64_t size) {
    return Error(ErrorCode::Malformed,
                 sentence(MANTISSA_TR("core", "The token “%1” has no id of its own between 0 and %2, the "
                                              "vocabulary's size in config.json."),
                          token, size));
}

/// gguf-py marks these as control tokens even where the tokenizer does not call them special.
bool looksSpecial(std::string_view token) {
    const auto framed = [token](std::string_view begin, std::string_view end) {
        return token.starts_with(begin) && token.ends_with(end);
    };
    return token == "<pad>" || token == "<mask>" || framed("<|", "|>") || framed("<｜", "｜>") ||
           framed("<unused", ">");
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

Result<void> addModelTokens(const json& vocab, Vocabulary& vocabulary) {
    const auto size = static_cast<std::int64_t>(vocabulary.tokens.size());
    for (const auto& [token, id] : vocab.items()) {
        const std::int64_t number = id.is_number_integer() ? id.get<std::int64_t>() : -1;
        if (number < 0 || number >= size || vocabulary.types[number] != TokenType::Unused)
            return fail(idError(token, size));
        vocabulary.tokens[number] = token;
        vocabulary.types[number] = TokenType::Normal;
        vocabulary.ids.emplace(token, static_cast<std::int32_t>(number));
    }
    return {};
}

/// Added tokens may repeat a token of the model (then with the same id) or bring new ids.
Result<void> addAddedTokens(const json& added, Vocabulary& vocabulary) {
    const auto size = static_cast<std::int64_t>(vocabulary.tokens.size());
    for (const json& entry : added) {
        std::string token = jsonString(entry, "content");
        const std::int64_t id = jsonInteger(entry, "id", -1);
        const bool taken = id >= 0 && id < size && vocabulary.types[id] != TokenType::Unused;
        if (id < 0 || id >= size || (taken && vocabulary.tokens[id] != token))
            return fail(idError(token, size));
        vocabulary.ids.emplace(token, static_cast<std::int32_t>(id));
        const bool control = jsonBoolean(entry, "special", false) || looksSpecial(token);
        vocabulary.types[id] = control ? TokenType::Control : TokenType::UserDefined;
        // llama.cpp compares user-defined tokens with the text before its spaces are marked.
        if (!control)
            replaceAll(token, "▁", " ");
        vocabulary.tokens[id] = std::move(token);
    }
    return {};
}

/// "a b", or since tokenizers 0.20 ["a", "b"]; a space inside a part is written as Ġ (gguf-py's vocab.py).
Result<std::string> mergeText(const json& merge) {
    if (merge.is_string())
        return merge.get<std::string>();
    if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
        auto left = merge[0].get<std::string>();
        auto right = merge[1].get<std::string>();
        replaceAll(left, " ", "Ġ");
        replaceAll(right, " ", "Ġ");
        return left + " " + right;
    }
    return fail(ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "A merge of the tokenizer is no pair of texts.")));
}

} // namespace

std::optional<std::uint32_t> Vocabulary::find(const std::string& token) const {
    const auto found = ids.find(token);
    return found == ids.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found->second));
}

Result<Vocabulary> vocabularyOf(const json& tokenizer, std::int64_t size) {
    const json& model = jsonMember(tokenizer, "model");
    const json& vocab = jsonMember(model, "vocab");
    const json& added = jsonMember(tokenizer, "added_tokens");
    // A vocabulary cannot be many times larger than the tokens that are named; padding is a few hundred.
    const auto named = static_cast<std::int64_t>(vocab.size() + added.size());
    if (!vocab.is_object() || size <= 0 || size > 2 * named + 65536) {
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core",
                                 "The tokenizer names %1 tokens, which does not fit the vocabulary of %2 "
                                 "that config.json gives."),
                     named, size));
    }
    Vocabulary vocabulary;
    for (std::int64_t id = 0; id < size; ++id)
        vocabulary.tokens.push_back("[PAD" + std::to_string(id) + "]");
    vocabulary.types.assign(static_cast<std::size_t>(size), TokenType::Unused);
    MANTISSA_CHECK(addModelTokens(vocab, vocabulary));
    MANTISSA_CHECK(addAddedTokens(added, vocabulary));
    for (const json& merge : jsonMember(model, "merges")) {
        MANTISSA_TRY(auto text, mergeText(merge));
        vocabulary.merges.push_back(std::move(text));
    }
    return vocabulary;
}

} // namespace mantissa
