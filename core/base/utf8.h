#pragma once
// Is a text of a file UTF-8? Reading text that may not be is core/text's business (text/utf8.h).
#include <string_view>

namespace mantissa {

/// Well-formed as Unicode 15, table 3-7 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool isUtf8(std::string_view text);

} // namespace mantissa
