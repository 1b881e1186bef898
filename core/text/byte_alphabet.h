#pragma once
// The printable alphabet of byte-level BPE: every byte stands for one visible character, so that vocabularies
// can be written as text. Source: OpenAI's GPT-2 release, encoder.py, bytes_to_unicode.
#include <optional>
#include <string>
#include <string_view>

namespace mantissa {

/// The character (as UTF-8) that stands for a byte: itself if printable Latin-1, else one from U+0100 on.
const std::string& byteCharacter(unsigned char byte);

/// The byte a character stands for; nothing if it is not of the alphabet.
std::optional<unsigned char> characterByte(char32_t codePoint);

std::string toByteAlphabet(std::string_view bytes);
/// The bytes that a token's text stands for; characters outside the alphabet stay as they are.
std::string fromByteAlphabet(std::string_view text);

} // namespace mantissa
