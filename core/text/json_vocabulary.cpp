#include "text/json_vocabulary.h"

#include "files/json/json.h"

#include <algorithm>

namespace mantissa {
namespace {

using nlohmann::json;

tl::unexpected<Error> malformed(const char* what) {
    return fail(ErrorCode::Malformed, sentence(what));
}

/// Ids need not be dense: what no token claims is filled with unused ones. A gap larger than the vocabulary
/// itself is a mistake.
class Collector {
public:
    Result<void> add(std::int64_t id, VocabularyEntry entry) {
        if (id < 0 || id > most)
            return fail(ErrorCode::Malformed,
                        sentence(MANTISSA_TR("core", "The token '%1' has the impossible number %2."),
                                 entry.text, id));
        byId_.push_back({id, std::move(entry)});
        return {};
    }

    Result<std::vector<VocabularyEntry>> dense() {
        // An added token replaces the entry of the same number that the model lists.
        std::stable_sort(byId_.begin(), byId_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        const std::int64_t last = byId_.empty() ? -1 : byId_.back().first;
        if (last >= 2 * static_cast<std::int64_t>(byId_.size()) + 65536)
            return fail(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "The vocabulary lists %1 tokens but numbers them up to %2."),
                         byId_.size(), last));
        std::vector<VocabularyEntry> entries(static_cast<std::size_t>(last + 1));
        std::vector<bool> claimed(entries.size(), false);
        for (auto& [id, entry] : byId_) {
            const auto i = static_cast<std::size_t>(id);
            if (claimed[i] && entries[i].text != entry.text)
                return fail(ErrorCode::Malformed,
                            sentence(MANTISSA_TR("core", "The tokens '%1' and '%2' have the same number %3."),
                                     entries[i].text, entry.text, id));
            const float score = claimed[i] ? entries[i].score : entry.score;
            entries[i] = std::move(entry);
            entries[i].score = score;
            claimed[i] = true;
        }
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (!claimed[i])
                entries[i] = {"[PAD" + std::to_string(i) + "]", 0, TokenKind::Unused, false, false};
        return entries;
    }

private:
    static constexpr std::int64_t most = 1 << 26;
    std::vector<std::pair<std::int64_t, VocabularyEntry>> byId_;
};

bool isByteToken(const std::string& text) {
    if (text.size() != 6 || !text.starts_with("<0x") || text.back() != '>')
        return false;
    for (int byte = 0; byte < 256; ++byte)
        if (text == byteTokenText(static_cast<unsigned char>(byte)))
            return true;
    return false;
}

Result<void> readBpeVocabulary(const json& model, bool byteFallback, Collector& collector) {
    for (const auto& [text, id] : jsonMember(model, "vocab").items()) {
        if (!id.is_number_integer())
            return malformed(MANTISSA_TR("core", "A token of the vocabulary has no number."));
        const TokenKind type = byteFallback && isByteToken(text) ? TokenKind::Byte : TokenKind::Normal;
        MANTISSA_CHECK(collector.add(id.get<std::int64_t>(), {text, 0, type, false, false}));
    }
    return {};
}

Result<void> readUnigramVocabulary(const json& model, Collector& collector) {
    std::int64_t next = 0;
    for (const json& entry : jsonMember(model, "vocab")) {
        if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
            return malformed(
                MANTISSA_TR("core", "An entry of the unigram vocabulary is not a text and its score."));
        MANTISSA_CHECK(collector.add(
            next++, {entry[0].get<std::string>(), entry[1].get<float>(), TokenKind::Normal, false, false}));
    }
    return {};
}

Result<void> readAddedTokens(const json& root, Collector& collector) {
    for (const json& added : jsonMember(root, "added_tokens")) {
        const std::string text = jsonString(added, "content");
        const std::int64_t id = jsonInteger(added, "id", -1);
        if (text.empty() || id < 0)
            return malformed(MANTISSA_TR("core", "An added token has no text or no number."));
        const TokenKind type =
            jsonBoolean(added, "special", false) ? TokenKind::Control : TokenKind::UserDefined;
        MANTISSA_CHECK(collector.add(
            id, {text, 0, type, jsonBoolean(added, "lstrip", false), jsonBoolean(added, "rstrip", false)}));
    }
    return {};
}

/// "a b" (older files) or ["a", "b"].
Result<void> readMerges(const json& model, TokenizerDefinition& definition) {
    for (const json& merge : jsonMember(model, "merges")) {
        if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            definition.merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
            continue;
        }
        const std::string text = merge.is_string() ? merge.get<std::string>() : std::string();
        const std::size_t space = text.find(' ', 1);
        if (space == std::string::npos || space + 1 == text.size())
            return fail(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "Merge %1 of the tokenizer ('%2') does not name two parts."),
                         definition.merges.size(), text));
        definition.merges.emplace_back(text.substr(0, space), text.substr(space + 1));
    }
    return {};
}

/// "" where the file is silent, as old ones are.
std::string modelType(const json& model) {
    const std::string type = jsonString(model, "type");
    return type.empty() && !jsonMember(model, "merges").empty() ? "BPE" : type;
}

bool affixed(const json& model) {
    return !jsonString(model, "continuing_subword_prefix").empty() ||
           !jsonString(model, "end_of_word_suffix").empty();
}

} // namespace

Result<void> readJsonModel(const json& root, TokenizerDefinition& definition) {
    const json& model = jsonMember(root, "model");
    const std::string type = modelType(model);
    const bool byteFallback = jsonBoolean(model, "byte_fallback", false);
    if ((type != "BPE" && type != "Unigram") || affixed(model) || (type == "Unigram" && byteFallback))
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "Tokenizers of the kind '%1' are not supported (but byte-level BPE, "
                                         "SentencePiece BPE and unigram are)."),
                     affixed(model)                      ? type + " with affixes"
                     : byteFallback && type == "Unigram" ? "Unigram with byte fallback"
                                                         : type));
    Collector collector;
    if (type == "BPE") {
        definition.kind = TokenizerKind::CharacterBpe; // byte-level if the pipeline says so
        MANTISSA_CHECK(readBpeVocabulary(model, byteFallback, collector));
        MANTISSA_CHECK(readMerges(model, definition));
    } else {
        definition.kind = TokenizerKind::Unigram;
        MANTISSA_CHECK(readUnigramVocabulary(model, collector));
    }
    MANTISSA_CHECK(readAddedTokens(root, collector));
    MANTISSA_TRY(std::vector<VocabularyEntry> entries, collector.dense());
    const std::string unknownText = jsonString(model, "unk_token");
    std::int64_t unknown = jsonInteger(model, "unk_id", -1);
    for (std::size_t i = 0; i < entries.size() && unknown < 0 && !unknownText.empty(); ++i)
        if (entries[i].text == unknownText)
            unknown = static_cast<std::int64_t>(i);
    if (unknown >= 0 && unknown < static_cast<std::int64_t>(entries.size()))
        entries[static_cast<std::size_t>(unknown)].type = TokenKind::Unknown;
    MANTISSA_TRY(definition.vocabulary, TokenVocabulary::create(std::move(entries)));
    definition.unknown = definition.vocabulary.contains(unknown) ? static_cast<TokenId>(unknown) : -1;
    definition.ignoreMerges = jsonBoolean(model, "ignore_merges", false);
    definition.fuseUnknown = jsonBoolean(model, "fuse_unk", false);
    return {};
}

} // namespace mantissa
