#pragma once
// Text that a person reads but core must carry. It is an English source string with %1..%9 for its arguments;
// the window installs a translator, the CLI leaves it in English. MANTISSA_TR marks the string for lupdate
// (an alias of QT_TRANSLATE_NOOP, see translations/README.md); the context is always "core".
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#define MANTISSA_TR(context, source) source

namespace mantissa {

/// A translatable sentence and the values that go into it. `source` must be a literal (static storage).
struct Text {
    const char* source = "";
    std::vector<std::string> arguments;
};

/// Names come from files and may hold anything: as printable() shows them.
std::string argumentText(std::string_view value);
std::string argumentText(double value); ///< whole numbers whole, else six significant digits

template <class Integer>
requires std::is_integral_v<Integer> std::string argumentText(Integer value) {
    return std::to_string(value);
}

/// The first for exactly one, else the second: plural(n, MANTISSA_TR("core", "%1 byte is left."),
/// MANTISSA_TR("core", "%1 bytes are left.")). Languages with more plurals write what suits every count.
template <class Integer>
const char* plural(Integer count, const char* one, const char* other) {
    return count == 1 ? one : other;
}

/// sentence(MANTISSA_TR("core", "%1 of %2"), 3, 7)
template <class... Arguments>
Text sentence(const char* source, const Arguments&... arguments) {
    return {source, {argumentText(arguments)...}};
}

using Translator = std::function<std::string(const char* source)>;

/// Installs the translation of source strings; call it before other threads run. Null restores English.
void setTranslator(Translator translator);

/// The sentence in the reader's language, arguments filled in.
std::string translated(const Text& text);
std::string translated(const char* source);

} // namespace mantissa
