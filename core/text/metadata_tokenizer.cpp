// tokenizer.ggml.*: keys as in the GGUF specification (docs/gguf.md of ggml-org/ggml); defaults and the
// corrections of well-known mistakes as llama.cpp has them (llama-vocab.cpp), since its ids are the
// reference.
#include "text/pre_tokenizers.h"
#include "text/tokenizer_definition.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace mantissa {
namespace {

// Tokens that end a text or fill a gap in every model that has them, whatever type the file gives them.
constexpr std::array alwaysControl = {
    "<|eot_id|>",     "<|im_end|>",     "<|end|>",         "<|return|>",
    "<|call|>",       "<end_of_turn>",  "<|endoftext|>",   "</s>",
    "<|eom_id|>",     "<EOT>",          "_<EOT>",          "[EOT]",
    "[EOS]",          "<eos>",          "<|end_of_text|>", "<end_of_utterance>",
    "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>",  "<|fim_pad|>",
    "<|fim_repo|>",   "<|repo_name|>",  "<|file_sep|>",
};

bool flag(const Metadata& metadata, std::string_view key, bool fallback) {
    const MetadataValue* value = metadata.find(key);
    const bool* held = value ? std::get_if<bool>(value) : nullptr;
    return held ? *held : fallback;
}

TokenId specialId(const Metadata& metadata, std::string_view key, const TokenVocabulary& vocabulary,
                  TokenId fallback) {
    const std::int64_t id = metadata.integer(key, -1);
    if (vocabulary.contains(id))
        return static_cast<TokenId>(id);
    return vocabulary.contains(fallback) ? fallback : -1;
}

tl::unexpected<Error> shortList(std::string_view key, std::size_t has, std::size_t tokens) {
    return fail(
        ErrorCode::Malformed,
        sentence(MANTISSA_TR("core", "The metadata '%1' has %2 entries for a vocabulary of %3 tokens."), key,
                 has, tokens));
}

TokenKind typeOf(std::int32_t number) {
    return number >= 0 && number <= 6 ? static_cast<TokenKind>(number) : TokenKind::Undefined;
}

Result<void> readScores(const Metadata& metadata, std::vector<VocabularyEntry>& entries) {
    const std::string_view key = "tokenizer.ggml.scores";
    if (!metadata.find(key))
        return {};
    const auto* scores = metadata.array<float>(key);
    const auto* whole = metadata.array<std::int32_t>(key);
    const std::size_t count = scores ? scores->size() : whole ? whole->size() : 0;
    if (count < entries.size())
        return shortList(key, count, entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        entries[i].score = scores ? (*scores)[i] : static_cast<float>((*whole)[i]);
    return {};
}

Result<void> readTypes(const Metadata& metadata, std::vector<VocabularyEntry>& entries) {
    const std::string_view key = "tokenizer.ggml.token_type";
    if (metadata.find(key)) {
        const auto* types = metadata.array<std::int32_t>(key);
        if (!types || types->size() < entries.size())
            return shortList(key, types ? types->size() : 0, entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i)
            entries[i].type = typeOf((*types)[i]);
    }
    for (VocabularyEntry& entry : entries)
        if (std::find(alwaysControl.begin(), alwaysControl.end(), entry.text) != alwaysControl.end())
            entry.type = TokenKind::Control;
    return {};
}

/// Phi-3's files do not say that its special tokens swallow the white space after them.
void applyModelRules(const Metadata& metadata, std::vector<VocabularyEntry>& entries) {
    std::string name = metadata.string("general.name");
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.find("phi-3") == std::string::npos && name.find("phi3") == std::string::npos)
        return;
    for (VocabularyEntry& entry : entries) {
        const bool special = entry.type == TokenKind::Control || entry.type == TokenKind::UserDefined ||
                             entry.type == TokenKind::Unknown;
        entry.stripsRight = (special || entry.text == "</s>") && entry.text != "<unk>" &&
                            entry.text != "<s>" && entry.text != "<|endoftext|>";
    }
}

Result<TokenVocabulary> readVocabulary(const Metadata& metadata) {
    const auto* tokens = metadata.array<std::string>("tokenizer.ggml.tokens");
    if (!tokens)
        return fail(ErrorCode::NotFound,
                    sentence(MANTISSA_TR("core", "The file names a tokenizer but holds no tokens for it.")));
    std::vector<VocabularyEntry> entries(tokens->size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        entries[i].text = (*tokens)[i].empty() ? "[EMPTY_" + std::to_string(i) + "]" : (*tokens)[i];
    MANTISSA_CHECK(readScores(metadata, entries));
    MANTISSA_CHECK(readTypes(metadata, entries));
    applyModelRules(metadata, entries);
    return TokenVocabulary::create(std::move(entries));
}

Result<void> readMerges(const Metadata& metadata, TokenizerDefinition& definition) {
    const auto* merges = metadata.array<std::string>("tokenizer.ggml.merges");
    if (!merges)
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "The tokenizer's merges (tokenizer.ggml.merges) are missing.")));
    for (const std::string& merge : *merges) {
        const std::size_t space = merge.find(' ', 1);
        if (space == std::string::npos)
            return fail(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "Merge %1 of the tokenizer ('%2') does not name two parts."),
                         definition.merges.size(), merge));
        definition.merges.emplace_back(merge.substr(0, space), merge.substr(space + 1));
    }
    return {};
}

struct Defaults {
    TokenId bos, eos, unknown;
    bool addBos, addEos;
};

Result<Defaults> readKind(const Metadata& metadata, TokenizerDefinition& definition) {
    const std::string kind = metadata.string("tokenizer.ggml.model");
    if (kind.empty() || kind == "none" || kind == "no_vocab")
        return fail(ErrorCode::NotFound, sentence(MANTISSA_TR("core", "The file holds no tokenizer.")));
    if (kind == "llama") {
        definition.kind = TokenizerKind::ScoredBpe;
        definition.escapeSpaces = true;
        definition.addSpacePrefix = true;
        return Defaults{1, 2, 0, true, false};
    }
    if (kind == "t5") {
        definition.kind = TokenizerKind::Unigram;
        definition.escapeSpaces = true;
        for (const auto* key : {"tokenizer.ggml.precompiled_charsmap"}) {
            if (const auto* bytes = metadata.array<std::uint8_t>(key))
                definition.charsMap = *bytes;
            if (const auto* bytes = metadata.array<std::int8_t>(key))
                definition.charsMap.assign(bytes->begin(), bytes->end());
        }
        return Defaults{-1, 1, 2, false, true};
    }
    if (kind != "gpt2")
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "Tokenizers of the kind '%1' are not supported (but byte-level BPE, "
                                         "SentencePiece BPE and unigram are)."),
                     kind));
    definition.kind = TokenizerKind::ByteLevelBpe;
    const std::string name = metadata.string("tokenizer.ggml.pre", "default");
    const std::optional<PreTokenizer> known = preTokenizer(name);
    if (!known)
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The tokenizer cuts text into words in a way that is not known "
                                         "(tokenizer.ggml.pre is '%1')."),
                     name));
    definition.preTokenizer = name;
    definition.steps = known->steps;
    definition.ignoreMerges = known->ignoreMerges;
    MANTISSA_CHECK(readMerges(metadata, definition));
    return Defaults{11, 11, -1, known->addBos, false};
}

} // namespace

Result<TokenizerDefinition> tokenizerFromMetadata(const Metadata& metadata) {
    TokenizerDefinition definition;
    MANTISSA_TRY(const Defaults defaults, readKind(metadata, definition));
    MANTISSA_TRY(definition.vocabulary, readVocabulary(metadata));
    const TokenVocabulary& vocabulary = definition.vocabulary;
    definition.bos = specialId(metadata, "tokenizer.ggml.bos_token_id", vocabulary, defaults.bos);
    definition.eos = specialId(metadata, "tokenizer.ggml.eos_token_id", vocabulary, defaults.eos);
    definition.unknown = specialId(metadata, "tokenizer.ggml.unknown_token_id", vocabulary, defaults.unknown);
    definition.addBos = flag(metadata, "tokenizer.ggml.add_bos_token", defaults.addBos);
    definition.addEos = flag(metadata, "tokenizer.ggml.add_eos_token", defaults.addEos);
    if (definition.kind != TokenizerKind::ByteLevelBpe)
        definition.addSpacePrefix =
            flag(metadata, "tokenizer.ggml.add_space_prefix", definition.addSpacePrefix);
    definition.mergeSpaces = flag(metadata, "tokenizer.ggml.remove_extra_whitespaces", false);
    return definition;
}

} // namespace mantissa
