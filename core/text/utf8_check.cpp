#include "text/utf8_check.h"

#include "text/utf8.h"

namespace mantissa {

std::optional<std::size_t> firstNotUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character character = utf8At(text, at);
        if (!character.valid)
            return at;
        at += character.bytes;
    }
    return std::nullopt;
}

} // namespace mantissa
