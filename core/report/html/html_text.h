#pragma once
// Text on its way into HTML or SVG. Names come from files and may hold anything: all of them pass here.
#include "base/text.h"

namespace mantissa::html {

/// Safe in an element and in a quoted attribute. Bytes that are not UTF-8 and control characters become
/// U+FFFD.
std::string escaped(std::string_view text);

/// The sentence in the reader's language, escaped.
std::string label(const char* source);
std::string label(const Text& text);

/// <tag class="...">content</tag>; content is HTML already.
std::string element(std::string_view tag, std::string_view content, std::string_view cssClass = {});

/// A coordinate with one decimal.
std::string pixels(double value);

} // namespace mantissa::html
