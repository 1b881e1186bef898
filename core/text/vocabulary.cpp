#include "text/vocabulary.h"

#include <cmath>
#include <limits>

namespace mantissa {

Result<TokenVocabulary> TokenVocabulary::create(std::vector<VocabularyEntry> entries) {
    if (entries.empty())
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The tokenizer's vocabulary is empty.")));
    if (entries.size() > static_cast<std::size_t>(std::numeric_limits<TokenId>::max()) / 2)
        return fail(ErrorCode::TooLarge,
                    sentence(MANTISSA_TR("core", "A vocabulary of %1 tokens is too large."), entries.size()));
    TokenVocabulary result;
    result.entries_ = std::move(entries);
    result.index_.reserve(result.entries_.size());
    for (std::size_t id = 0; id < result.entries_.size(); ++id) {
        const VocabularyEntry& entry = result.entries_[id];
        const auto [same, added] = result.index_.emplace(entry.text, static_cast<TokenId>(id));
        if (!added)
            return fail(
                ErrorCode::Malformed,
                sentence(
                    MANTISSA_TR("core",
                                "The vocabulary has the token '%1' twice: as number %2 and as number %3."),
                    entry.text, same->second, id));
        if (std::isnan(entry.score))
            return fail(ErrorCode::Malformed,
                        sentence(MANTISSA_TR("core", "The score of token %1 ('%2') is not a number."), id,
                                 entry.text));
        result.longest_ = std::max(result.longest_, entry.text.size());
    }
    for (int byte = 0; byte < 256; ++byte)
        result.byteTokens_[static_cast<std::size_t>(byte)] =
            result.find(byteTokenText(static_cast<unsigned char>(byte)));
    return result;
}

TokenId TokenVocabulary::find(std::string_view text) const {
    const auto found = index_.find(text);
    return found == index_.end() ? -1 : found->second;
}

std::string byteTokenText(unsigned char byte) {
    constexpr char digits[] = "0123456789ABCDEF";
    return {'<', '0', 'x', digits[byte >> 4], digits[byte & 15], '>'};
}

} // namespace mantissa
