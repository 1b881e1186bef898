#pragma once
// UTF-8 as tokenizers read it: never failing, because text may hold anything.
#include <cstdint>
#include <string>
#include <string_view>

namespace mantissa {

/// Bytes of the character that starts with `lead`, judged by that byte alone (1 for a continuation byte).
std::size_t utf8Length(unsigned char lead);

struct Utf8Character {
    char32_t codePoint = 0xFFFD;
    std::size_t bytes = 1;
    bool valid = false; ///< well-formed: shortest form, no surrogate, at most U+10FFFF
};

/// The character at `position` (< text.size()). What is no UTF-8 is one byte long and reads as U+FFFD.
Utf8Character utf8At(std::string_view text, std::size_t position);

void appendUtf8(std::string& out, char32_t codePoint);

/// The text with every byte that is no UTF-8 replaced by U+FFFD.
std::string validUtf8(std::string_view text);

std::string replaceAll(std::string_view text, std::string_view from, std::string_view to);

} // namespace mantissa
