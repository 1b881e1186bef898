#include "base/printable.h"

#include <cstdint>
#include <cstdio>

namespace mantissa {

namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

/// RFC 3629: shortest form only, no surrogates, up to U+10FFFF.
Character characterAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80)
        return {first, 1, true};
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + bytes > text.size())
        return {};
    std::uint32_t code = first & (0x7FU >> bytes);
    for (std::size_t i = at + 1; i < at + bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U)
            return {};
        code = code << 6U | (byte(i) & 0x3FU);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return {code, bytes, code >= least[bytes] && code <= 0x10FFFF && !surrogate};
}

bool acts(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0)             // C0, DEL, C1
           || code == 0x2028 || code == 0x2029                      // line and paragraph separator
           || code == 0x200E || code == 0x200F                      // direction marks,
           || (code >= 0x202A && code <= 0x202E)                    // embeddings, overrides
           || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF; // and isolates
}

std::string escaped(std::uint32_t code) {
    switch (code) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        break;
    }
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, code < 0x100 ? "\\x%02x" : "\\u%04x", code);
    return buffer;
}

} // namespace

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (!character.valid) {
            result += escaped(static_cast<unsigned char>(text[at]));
            ++at;
            continue;
        }
        if (acts(character.code))
            result += escaped(character.code);
        else
            result += text.substr(at, character.bytes);
        at += character.bytes;
    }
    return result;
}

} // namespace mantissa
