#include "base/utf8.h"

#include <cstddef>

namespace mantissa {

namespace {

bool within(unsigned char byte, unsigned low, unsigned high) {
    return byte >= low && byte <= high;
}

/// Bytes of the character that begins the text (which is not empty); 0 if none does.
std::size_t characterLength(std::string_view text) {
    const auto at = [text](std::size_t i) {
        return static_cast<unsigned char>(i < text.size() ? text[i] : 0);
    };
    const unsigned lead = at(0);
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // Only the second byte is narrower than 80..BF, behind four of the leads.
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (!within(at(1), low, high))
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!within(at(i), 0x80, 0xBF))
            return 0;
    }
    return length;
}

} // namespace

bool isUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace mantissa
