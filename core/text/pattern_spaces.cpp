#include "text/pattern_spaces.h"

namespace mantissa {

std::optional<std::string> withUnicodeSpaces(std::string_view pattern) {
    constexpr std::string_view spaces = "\\p{Z}\\t-\\r\\x{85}";
    std::string out;
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char escaped = pattern[++i];
            if (escaped == 'S' && inClass)
                return std::nullopt;
            if (escaped == 's')
                out.append(inClass ? "" : "[").append(spaces).append(inClass ? "" : "]");
            else if (escaped == 'S')
                out.append("[^").append(spaces).append("]");
            else
                out.append({c, escaped});
            continue;
        }
        out += c;
        // A bracket that opens a class may be followed by "^" and by a "]" that is an ordinary character.
        if (c == '[' && !inClass) {
            inClass = true;
            if (i + 1 < pattern.size() && pattern[i + 1] == '^')
                out += pattern[++i];
            if (i + 1 < pattern.size() && pattern[i + 1] == ']')
                out += pattern[++i];
        } else if (c == ']') {
            inClass = false;
        }
    }
    return out;
}

} // namespace mantissa
