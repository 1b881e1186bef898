// Byte-pair encoding by ranked merges, over bytes in their printable alphabet (GPT-2) or over characters.
#include "text/byte_alphabet.h"
#include "text/merge_table.h"
#include "text/segmenter.h"
#include "text/splitter.h"
#include "text/utf8.h"

namespace mantissa {
namespace {

class BpeSegmenter final : public Segmenter {
public:
    BpeSegmenter(const TokenizerDefinition& definition, Splitter splitter, MergeTable merges)
        : definition_(definition), splitter_(std::move(splitter)), merges_(std::move(merges)),
          bytes_(definition.kind == TokenizerKind::ByteLevelBpe) {
        for (int byte = 0; byte < 256; ++byte)
            byteSymbols_[static_cast<std::size_t>(byte)] =
                merges_.symbol(byteCharacter(static_cast<unsigned char>(byte)));
    }

    Result<void> append(std::string_view text, std::vector<TokenId>& ids, const Task& task) const override {
        MANTISSA_TRY(const std::vector<std::string_view> pieces, splitter_.split(text));
        std::vector<Symbol> symbols;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (i % 256 == 0)
                MANTISSA_CHECK(task.check());
            MANTISSA_CHECK(appendPiece(pieces[i], symbols, ids, task));
        }
        return {};
    }

private:
    Result<void> appendPiece(std::string_view piece, std::vector<Symbol>& symbols, std::vector<TokenId>& ids,
                             const Task& task) const {
        if (definition_.ignoreMerges) {
            const TokenId whole =
                definition_.vocabulary.find(bytes_ ? toByteAlphabet(piece) : std::string(piece));
            if (whole >= 0) {
                ids.push_back(whole);
                return {};
            }
        }
        startSymbols(piece, symbols);
        const auto rule = [&](const Symbol& left, const Symbol& right) {
            return merges_.merge(left.id, right.id);
        };
        MANTISSA_CHECK(mergeSymbols(symbols, rule, task));
        for (const Symbol& symbol : symbols)
            if (symbol.size > 0)
                MANTISSA_CHECK(appendSymbol(symbol, piece.substr(symbol.begin, symbol.size), ids));
        return {};
    }

    void startSymbols(std::string_view piece, std::vector<Symbol>& symbols) const {
        symbols.clear();
        for (std::size_t i = 0; i < piece.size();) {
            const auto lead = static_cast<unsigned char>(piece[i]);
            const std::size_t size = bytes_ ? 1 : std::min(utf8Length(lead), piece.size() - i);
            const std::int32_t id = bytes_ ? byteSymbols_[lead] : merges_.symbol(piece.substr(i, size));
            symbols.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(size), id, -1, -1});
            i += size;
        }
    }

    Result<void> appendSymbol(const Symbol& symbol, std::string_view text, std::vector<TokenId>& ids) const {
        if (symbol.id >= 0 && symbol.id < definition_.vocabulary.size()) {
            ids.push_back(symbol.id);
            return {};
        }
        if (!bytes_)
            return appendUnknown(definition_, text, ids);
        for (const char byte : text) { // merges led to something that is no token: fall back to its bytes
            const std::int32_t token = byteSymbols_[static_cast<unsigned char>(byte)];
            if (token >= 0 && token < definition_.vocabulary.size())
                ids.push_back(token);
            else
                MANTISSA_CHECK(appendUnknown(definition_, std::string_view(&byte, 1), ids));
        }
        return {};
    }

    const TokenizerDefinition& definition_;
    Splitter splitter_;
    MergeTable merges_;
    bool bytes_;
    std::array<std::int32_t, 256> byteSymbols_{};
};

} // namespace

Result<SegmenterPtr> makeBpeSegmenter(const TokenizerDefinition& definition) {
    MANTISSA_TRY(Splitter splitter, Splitter::create(definition.steps));
    MANTISSA_TRY(MergeTable merges, MergeTable::create(definition.vocabulary, definition.merges));
    return std::make_unique<const BpeSegmenter>(definition, std::move(splitter), std::move(merges));
}

} // namespace mantissa
