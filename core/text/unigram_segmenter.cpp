// The unigram language model: of all ways to write the text in tokens, the most likely one (Viterbi). Kudo
// 2018, "Subword regularization". The order of sums and comparisons is SentencePiece's, so that ties fall the
// same way.
#include "text/byte_trie.h"
#include "text/chars_map.h"
#include "text/segmenter.h"
#include "text/utf8.h"

#include <algorithm>
#include <limits>

namespace mantissa {
namespace {

constexpr std::string_view visibleSpace = "\xE2\x96\x81"; // U+2581
constexpr float unknownPenalty = 10;                      // kUnkPenalty of sentencepiece, unigram_model.cc

class UnigramSegmenter final : public Segmenter {
public:
    UnigramSegmenter(const TokenizerDefinition& definition, CharsMap map)
        : definition_(definition), map_(std::move(map)) {
        float lowest = std::numeric_limits<float>::max();
        for (TokenId id = 0; id < definition.vocabulary.size(); ++id) {
            const VocabularyEntry& entry = definition.vocabulary[id];
            if (entry.type == TokenKind::Normal)
                lowest = std::min(lowest, entry.score);
            if (entry.type == TokenKind::Normal || entry.type == TokenKind::UserDefined ||
                entry.type == TokenKind::Unused)
                tokens_.insert(entry.text, id);
            if (entry.type == TokenKind::UserDefined)
                userDefined_.insert(entry.text, id);
        }
        unknownScore_ = static_cast<double>(lowest - unknownPenalty);
    }

    Result<void> append(std::string_view text, std::vector<TokenId>& ids, const Task& task) const override {
        const std::string normal = normalized(text);
        if (normal.empty())
            return {};
        std::vector<Best> best(normal.size() + 1,
                               {definition_.unknown, 0, std::numeric_limits<double>::lowest()});
        best[0].score = 0;
        std::uint64_t characters = 0;
        for (std::size_t at = 0; at < normal.size(); ++characters) {
            if (characters % 4096 == 0)
                MANTISSA_CHECK(task.check());
            const std::size_t size =
                std::min(utf8Length(static_cast<unsigned char>(normal[at])), normal.size() - at);
            extend(normal, at, size, best);
            at += size;
        }
        backtrack(best, ids);
        return {};
    }

private:
    /// The best way to write everything before a position: its last token and where that begins.
    struct Best {
        TokenId token;
        std::size_t begin;
        double score;
    };

    static void offer(Best& champion, const Best& challenger) {
        if (challenger.score > champion.score)
            champion = challenger;
    }

    void extend(std::string_view text, std::size_t at, std::size_t size, std::vector<Best>& best) const {
        const double base = best[at].score;
        bool wholeCharacter = false;
        std::int32_t node = ByteTrie::root;
        for (std::size_t end = at; end < text.size();) {
            node = tokens_.step(node, text[end++]);
            if (node == ByteTrie::none)
                break;
            const TokenId id = tokens_.value(node);
            if (id == ByteTrie::none)
                continue;
            wholeCharacter = wholeCharacter || end - at == size;
            const VocabularyEntry& entry = definition_.vocabulary[id];
            const double score =
                entry.type == TokenKind::UserDefined ? 0.0 : static_cast<double>(entry.score);
            offer(best[end], {id, at, base + score});
        }
        if (!wholeCharacter)
            offer(best[at + size], {definition_.unknown, at, base + unknownScore_});
    }

    void backtrack(const std::vector<Best>& best, std::vector<TokenId>& ids) const {
        const auto first = static_cast<std::ptrdiff_t>(ids.size());
        bool unknownBefore = false;
        for (std::size_t end = best.size() - 1; end > 0; end = best[end].begin) {
            const TokenId token = best[end].token;
            const bool unknown = token == definition_.unknown;
            if (!unknown || !unknownBefore)
                ids.push_back(token);
            unknownBefore = unknown;
        }
        std::reverse(ids.begin() + first, ids.end());
    }

    /// Normalised characters, spaces made visible, runs of them merged where the model wants it.
    std::string normalized(std::string_view text) const {
        const std::string space(definition_.escapeSpaces ? visibleSpace : " ");
        std::string out;
        bool inWord = false;
        bool prefixed = false;
        for (std::size_t at = 0; at < text.size();) {
            const CharsMap::Replacement next = normalizedAt(text.substr(at));
            for (const char c : next.text) {
                if (c != ' ') {
                    if (!inWord && ((definition_.addSpacePrefix && !prefixed) || definition_.mergeSpaces)) {
                        out += space;
                        prefixed = true;
                    }
                    inWord = true;
                    out += c;
                } else {
                    inWord = false;
                    if (!definition_.mergeSpaces)
                        out += space;
                }
            }
            at += next.consumed;
        }
        return out;
    }

    CharsMap::Replacement normalizedAt(std::string_view text) const {
        // As llama.cpp does: even the mere beginning of a user-defined token is left as it is.
        std::size_t kept = 0;
        for (std::int32_t node = ByteTrie::root; kept < text.size(); ++kept)
            if (node = userDefined_.step(node, text[kept]); node == ByteTrie::none)
                break;
        if (kept > 0)
            return {text.substr(0, kept), kept};
        const CharsMap::Replacement mapped = map_.longest(text);
        if (mapped.consumed > 0)
            return mapped;
        const Utf8Character character = utf8At(text, 0);
        if (!character.valid)
            return {"\xEF\xBF\xBD", character.bytes};
        return {text.substr(0, character.bytes), character.bytes};
    }

    const TokenizerDefinition& definition_;
    CharsMap map_;
    ByteTrie tokens_;
    ByteTrie userDefined_;
    double unknownScore_ = 0;
};

} // namespace

Result<SegmenterPtr> makeUnigramSegmenter(const TokenizerDefinition& definition) {
    if (definition.unknown < 0)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "A unigram tokenizer needs a token for unknown text.")));
    MANTISSA_TRY(CharsMap map, CharsMap::create(definition.charsMap));
    return std::make_unique<const UnigramSegmenter>(definition, std::move(map));
}

} // namespace mantissa
