#pragma once
// Tokens that stand for themselves wherever a text spells them out: control tokens (if wanted) and
// user-defined ones.
#include "text/vocabulary.h"

namespace mantissa {

/// A stretch of text, or a token that was spelt out in it.
struct TextFragment {
    std::string_view text;
    TokenId token = -1; ///< -1: plain text
};

class SpecialTokens {
public:
    explicit SpecialTokens(const TokenVocabulary& vocabulary);

    /// Cuts `text` at special tokens: longer ones first over the whole text, as llama.cpp does. Control and
    /// unknown tokens count only if `parseControl`. Fragments refer to `text`.
    std::vector<TextFragment> cut(std::string_view text, bool parseControl) const;

private:
    const TokenVocabulary* vocabulary_;
    std::vector<TokenId> ids_; ///< longest first
};

} // namespace mantissa
