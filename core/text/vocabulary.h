#pragma once
// The tokens of a tokenizer by id and by text.
#include "text/tokenizer.h"

#include <array>
#include <unordered_map>

namespace mantissa {

/// Numbers as in GGUF's tokenizer.ggml.token_type.
enum class TokenKind : std::uint8_t {
    Undefined = 0,
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
};

struct VocabularyEntry {
    std::string text; ///< as the file writes it: byte alphabet, U+2581 for spaces, "<0x0A>"
    float score = 0;  ///< log probability or negative rank; 0 where the kind has none
    TokenKind type = TokenKind::Normal;
    bool stripsLeft = false; ///< swallows white space before (after) it where it is spelt out in a text
    bool stripsRight = false;
};

class TokenVocabulary {
public:
    TokenVocabulary() = default;
    TokenVocabulary(TokenVocabulary&&) = default;
    TokenVocabulary& operator=(TokenVocabulary&&) = default;
    TokenVocabulary(const TokenVocabulary&) = delete; // the index refers to the entries' text
    TokenVocabulary& operator=(const TokenVocabulary&) = delete;

    /// Errors: Malformed (empty, two tokens with one text, a score that is no number), TooLarge.
    static Result<TokenVocabulary> create(std::vector<VocabularyEntry> entries);

    TokenId size() const { return static_cast<TokenId>(entries_.size()); }
    bool contains(std::int64_t id) const { return id >= 0 && id < size(); }
    const VocabularyEntry& operator[](TokenId id) const { return entries_[static_cast<std::size_t>(id)]; }

    /// -1 if no token is written so.
    TokenId find(std::string_view text) const;
    /// The token "<0x..>" of a byte, or -1.
    TokenId byteToken(unsigned char byte) const { return byteTokens_[byte]; }
    /// Bytes of the longest text of a token.
    std::size_t longest() const { return longest_; }

private:
    std::vector<VocabularyEntry> entries_;
    std::unordered_map<std::string_view, TokenId> index_;
    std::array<TokenId, 256> byteTokens_{};
    std::size_t longest_ = 0;
};

/// "<0x0A>"
std::string byteTokenText(unsigned char byte);

} // namespace mantissa
