#pragma once
// Names from files on their way to a terminal, a log or a label.
#include <string>
#include <string_view>

namespace mantissa {

/// The text with everything replaced that would do something instead of showing something: control
/// characters (as \\n, \\t, \\r, \\x1b), line separators and marks that turn the writing direction (as
/// \\u202e), and bytes that are no UTF-8 (as \\xff).
std::string printable(std::string_view text);

} // namespace mantissa
