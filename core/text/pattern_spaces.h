#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mantissa {

/// The pattern with \s and \S spelt out as Unicode's White_Space property, which tokenizers mean: PCRE2's own
/// \s also takes U+180E, the Mongolian vowel separator, which stopped being a space in Unicode 6.3. Nothing
/// for \S inside a bracket expression, which cannot be spelt out.
std::optional<std::string> withUnicodeSpaces(std::string_view pattern);

} // namespace mantissa
