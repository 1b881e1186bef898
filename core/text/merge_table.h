#pragma once
// The merges of a byte-pair tokenizer: which two symbols make which third, and how early.
#include "text/merge_symbols.h"
#include "text/vocabulary.h"

namespace mantissa {

class MergeTable {
public:
    /// Merges in order of rank. What they make need not be in the vocabulary. Error TooLarge.
    static Result<MergeTable> create(const TokenVocabulary& vocabulary,
                                     const std::vector<std::pair<std::string, std::string>>& merges);

    /// The symbol of a text, -1 if neither the vocabulary nor a merge knows it. Below vocabulary.size() it is
    /// the token.
    std::int32_t symbol(std::string_view text) const;
    std::optional<MergeChoice> merge(std::int32_t left, std::int32_t right) const;

private:
    explicit MergeTable(const TokenVocabulary& vocabulary) : vocabulary_(&vocabulary) {}
    std::int32_t intern(const std::string& text);

    const TokenVocabulary* vocabulary_;
    std::unordered_map<std::string, std::int32_t> extra_; ///< texts that are no tokens
    std::unordered_map<std::uint64_t, MergeChoice> merges_;
};

} // namespace mantissa
