// SentencePiece's byte-pair encoding as GGUF carries it: two neighbours may merge if what they spell is a
// token, and the pair whose token scores best merges first. Kudo and Richardson 2018, SentencePiece.
#include "text/merge_symbols.h"
#include "text/segmenter.h"
#include "text/utf8.h"

namespace mantissa {
namespace {

class ScoredSegmenter final : public Segmenter {
public:
    explicit ScoredSegmenter(const TokenizerDefinition& definition) : definition_(definition) {}

    Result<void> append(std::string_view text, std::vector<TokenId>& ids, const Task& task) const override {
        const TokenVocabulary& vocabulary = definition_.vocabulary;
        std::vector<Symbol> symbols;
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t size =
                std::min(utf8Length(static_cast<unsigned char>(text[i])), text.size() - i);
            const TokenId id = vocabulary.find(text.substr(i, size));
            symbols.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(size), id, -1, -1});
            i += size;
        }
        const auto rule = [&](const Symbol& left, const Symbol& right) -> std::optional<MergeChoice> {
            const std::size_t size = left.size + right.size;
            if (size > vocabulary.longest())
                return std::nullopt;
            const TokenId token = vocabulary.find(text.substr(left.begin, size));
            return token < 0
                       ? std::nullopt
                       : std::optional(MergeChoice{static_cast<double>(vocabulary[token].score), token});
        };
        MANTISSA_CHECK(mergeSymbols(symbols, rule, task));
        for (const Symbol& symbol : symbols) {
            if (symbol.size > 0 && symbol.id >= 0)
                ids.push_back(symbol.id);
            else if (symbol.size > 0)
                MANTISSA_CHECK(appendUnknown(definition_, text.substr(symbol.begin, symbol.size), ids));
        }
        return {};
    }

private:
    const TokenizerDefinition& definition_;
};

} // namespace

Result<SegmenterPtr> makeScoredSegmenter(const TokenizerDefinition& definition) {
    return std::make_unique<const ScoredSegmenter>(definition);
}

} // namespace mantissa
