#include "text/special_tokens.h"

#include <algorithm>

namespace mantissa {
namespace {

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Cuts one fragment of text at one token.
void cutAt(const TextFragment& fragment, const VocabularyEntry& entry, TokenId id,
           std::vector<TextFragment>& out) {
    std::string_view rest = fragment.text;
    for (std::size_t hit; (hit = rest.find(entry.text)) != std::string_view::npos;) {
        std::string_view left = rest.substr(0, hit);
        while (entry.stripsLeft && !left.empty() && isSpace(left.back()))
            left.remove_suffix(1);
        if (!left.empty())
            out.push_back({left, -1});
        out.push_back({{}, id});
        rest.remove_prefix(hit + entry.text.size());
        while (entry.stripsRight && !rest.empty() && isSpace(rest.front()))
            rest.remove_prefix(1);
    }
    if (!rest.empty())
        out.push_back({rest, -1});
}

} // namespace

SpecialTokens::SpecialTokens(const TokenVocabulary& vocabulary) : vocabulary_(&vocabulary) {
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
        const TokenKind type = vocabulary[id].type;
        const bool special =
            type == TokenKind::Control || type == TokenKind::Unknown || type == TokenKind::UserDefined;
        if (special && !vocabulary[id].text.empty())
            ids_.push_back(id);
    }
    std::stable_sort(ids_.begin(), ids_.end(), [&](TokenId a, TokenId b) {
        return vocabulary[a].text.size() > vocabulary[b].text.size();
    });
}

std::vector<TextFragment> SpecialTokens::cut(std::string_view text, bool parseControl) const {
    std::vector<TextFragment> fragments;
    if (!text.empty())
        fragments.push_back({text, -1});
    std::vector<TextFragment> cut;
    for (const TokenId id : ids_) {
        const VocabularyEntry& entry = (*vocabulary_)[id];
        if ((!parseControl && entry.type != TokenKind::UserDefined) ||
            text.find(entry.text) == std::string_view::npos)
            continue;
        cut.clear();
        for (const TextFragment& fragment : fragments) {
            if (fragment.token >= 0)
                cut.push_back(fragment);
            else
                cutAt(fragment, entry, id, cut);
        }
        fragments.swap(cut);
    }
    return fragments;
}

} // namespace mantissa
