// A tokenizer put together from its definition: special tokens, spaces and BOS/EOS here, the rest in the
// segmenter.
#include "text/byte_alphabet.h"
#include "text/segmenter.h"
#include "text/special_tokens.h"
#include "text/utf8.h"

namespace mantissa {
namespace {

constexpr std::string_view visibleSpace = "\xE2\x96\x81"; // U+2581
// Far more tokens than any evaluation uses, while the working memory (some 50 bytes a byte of text) stays
// bearable.
constexpr std::size_t longestText = std::size_t{64} << 20;

class ModelTokenizer final : public Tokenizer {
public:
    explicit ModelTokenizer(TokenizerDefinition definition)
        : definition_(std::move(definition)), special_(definition_.vocabulary) {}

    /// To be called once; the segmenter refers to the definition kept in here.
    Result<void> makeSegmenter() {
        switch (definition_.kind) {
        case TokenizerKind::ByteLevelBpe:
        case TokenizerKind::CharacterBpe: {
            MANTISSA_TRY(segmenter_, makeBpeSegmenter(definition_));
            return {};
        }
        case TokenizerKind::ScoredBpe: {
            MANTISSA_TRY(segmenter_, makeScoredSegmenter(definition_));
            return {};
        }
        case TokenizerKind::Unigram:
            break;
        }
        MANTISSA_TRY(segmenter_, makeUnigramSegmenter(definition_));
        return {};
    }

    Result<std::vector<TokenId>> encode(std::string_view text, EncodeOptions options,
                                        const Task& task) const override {
        if (text.size() > longestText)
            return fail(
                ErrorCode::TooLarge,
                sentence(MANTISSA_TR("core",
                                     "A text of %1 bytes is too long to be cut into tokens at once: at "
                                     "most %2 bytes."),
                         text.size(), longestText));
        std::vector<TokenId> ids;
        if (options.addSpecial && definition_.addBos)
            ids.push_back(definition_.bos);
        bool prefix = definition_.addSpacePrefix;
        for (const TextFragment& fragment : special_.cut(text, options.parseSpecial)) {
            MANTISSA_CHECK(task.check());
            if (fragment.token >= 0) {
                ids.push_back(fragment.token);
                prefix = definition_.addSpacePrefix && !definition_.prefixFirstOnly;
                continue;
            }
            MANTISSA_CHECK(segmenter_->append(prepared(fragment.text, prefix), ids, task));
            task.advance(fragment.text.size());
            prefix = false;
        }
        if (options.addSpecial && definition_.addEos)
            ids.push_back(definition_.eos);
        return ids;
    }

    std::string decode(std::span<const TokenId> ids, bool special) const override {
        std::string out;
        bool atStart = definition_.addSpacePrefix;
        for (const TokenId id : ids) {
            if (!definition_.vocabulary.contains(id))
                continue;
            const TokenKind type = definition_.vocabulary[id].type;
            if (!special && (type == TokenKind::Control || type == TokenKind::Unknown))
                continue;
            const std::string bytes = token(id);
            // The space that encode() put there is not part of the text.
            const bool skip = atStart && type != TokenKind::Control && !bytes.empty() && bytes[0] == ' ';
            out += skip ? bytes.substr(1) : bytes;
            atStart = atStart && type == TokenKind::Control;
        }
        return out;
    }

    std::string token(TokenId id) const override {
        if (!definition_.vocabulary.contains(id))
            return {};
        const VocabularyEntry& entry = definition_.vocabulary[id];
        switch (entry.type) {
        case TokenKind::Byte: {
            for (int byte = 0; byte < 256; ++byte)
                if (definition_.vocabulary.byteToken(static_cast<unsigned char>(byte)) == id)
                    return std::string(1, static_cast<char>(byte));
            return entry.text;
        }
        case TokenKind::Normal:
            if (definition_.kind == TokenizerKind::ByteLevelBpe)
                return fromByteAlphabet(entry.text);
            return replaceAll(entry.text, visibleSpace, " ");
        default:
            return entry.text;
        }
    }

    bool isControl(TokenId id) const override {
        return definition_.vocabulary.contains(id) && definition_.vocabulary[id].type == TokenKind::Control;
    }
    TokenId size() const override { return definition_.vocabulary.size(); }
    TokenId bos() const override { return definition_.bos; }
    TokenId eos() const override { return definition_.eos; }
    TokenId unknown() const override { return definition_.unknown; }
    bool addsBos() const override { return definition_.addBos; }
    bool addsEos() const override { return definition_.addEos; }

    std::string description() const override {
        switch (definition_.kind) {
        case TokenizerKind::ByteLevelBpe: {
            const std::string name = translated(sentence(MANTISSA_TR("core", "byte-level BPE")));
            return definition_.preTokenizer.empty() ? name : name + " (" + definition_.preTokenizer + ")";
        }
        case TokenizerKind::CharacterBpe:
            return translated(sentence(MANTISSA_TR("core", "SentencePiece BPE (merges)")));
        case TokenizerKind::ScoredBpe:
            return translated(sentence(MANTISSA_TR("core", "SentencePiece BPE (scores)")));
        case TokenizerKind::Unigram:
            break;
        }
        return translated(sentence(MANTISSA_TR("core", "unigram")));
    }

private:
    std::string prepared(std::string_view text, bool prefix) const {
        switch (definition_.kind) {
        case TokenizerKind::ByteLevelBpe:
            return validUtf8(text);
        case TokenizerKind::Unigram: // normalises by itself
            return std::string(text);
        default: {
            std::string out = prefix ? " " : "";
            // Scored merges keep foreign bytes, for which there are byte tokens.
            out += definition_.kind == TokenizerKind::ScoredBpe ? std::string(text) : validUtf8(text);
            return definition_.escapeSpaces ? replaceAll(out, " ", visibleSpace) : out;
        }
        }
    }

    TokenizerDefinition definition_;
    SpecialTokens special_;
    SegmenterPtr segmenter_;
};

Result<void> checkSpecial(const TokenizerDefinition& definition) {
    for (const TokenId id : {definition.bos, definition.eos, definition.unknown})
        if (id != -1 && !definition.vocabulary.contains(id))
            return fail(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "The special token %1 is outside the vocabulary of %2 tokens."),
                         id, definition.vocabulary.size()));
    if (definition.addBos && definition.bos < 0)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR(
                        "core", "The tokenizer wants a token at the start of every text (BOS) but does "
                                "not say which.")));
    if (definition.addEos && definition.eos < 0)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR(
                        "core", "The tokenizer wants a token at the end of every text (EOS) but does "
                                "not say which.")));
    return {};
}

} // namespace

Result<TokenizerPtr> makeTokenizer(TokenizerDefinition definition) {
    MANTISSA_CHECK(checkSpecial(definition));
    auto tokenizer = std::make_shared<ModelTokenizer>(std::move(definition));
    MANTISSA_CHECK(tokenizer->makeSegmenter());
    return tokenizer;
}

} // namespace mantissa
