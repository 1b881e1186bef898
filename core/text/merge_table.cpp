#include "text/merge_table.h"

#include <limits>

namespace mantissa {
namespace {

std::uint64_t key(std::int32_t left, std::int32_t right) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
           static_cast<std::uint32_t>(right);
}

} // namespace

Result<MergeTable> MergeTable::create(const TokenVocabulary& vocabulary,
                                      const std::vector<std::pair<std::string, std::string>>& merges) {
    // Each merge may bring three texts that are no tokens, and symbols are numbered with 31 bits.
    constexpr std::size_t most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) / 8;
    if (merges.size() > most)
        return fail(ErrorCode::TooLarge,
                    sentence(MANTISSA_TR("core", "A tokenizer with %1 merges is too large."), merges.size()));
    MergeTable table(vocabulary);
    table.merges_.reserve(merges.size());
    for (std::size_t rank = 0; rank < merges.size(); ++rank) {
        const auto& [left, right] = merges[rank];
        const std::int32_t leftSymbol = table.intern(left);
        const std::int32_t rightSymbol = table.intern(right);
        // A pair listed twice keeps its first rank.
        table.merges_.emplace(key(leftSymbol, rightSymbol),
                              MergeChoice{-static_cast<double>(rank), table.intern(left + right)});
    }
    return table;
}

std::int32_t MergeTable::intern(const std::string& text) {
    const std::int32_t known = symbol(text);
    if (known >= 0)
        return known;
    const auto next = vocabulary_->size() + static_cast<std::int32_t>(extra_.size());
    extra_.emplace(text, next);
    return next;
}

std::int32_t MergeTable::symbol(std::string_view text) const {
    const TokenId token = vocabulary_->find(text);
    if (token >= 0 || extra_.empty())
        return token;
    const auto found = extra_.find(std::string(text));
    return found == extra_.end() ? -1 : found->second;
}

std::optional<MergeChoice> MergeTable::merge(std::int32_t left, std::int32_t right) const {
    if (left < 0 || right < 0)
        return std::nullopt;
    const auto found = merges_.find(key(left, right));
    return found == merges_.end() ? std::nullopt : std::optional(found->second);
}

} // namespace mantissa
