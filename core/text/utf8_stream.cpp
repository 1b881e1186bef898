#include "text/utf8_stream.h"

#include "text/utf8.h"

#include <algorithm>
#include <utility>

namespace mantissa {

namespace {

/// Bytes at the end that start a character which more bytes could make whole.
std::size_t unfinished(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80) // inside a character: its lead stands before
            continue;
        return byte >= 0xC2 && byte <= 0xF4 && utf8Length(byte) > back ? back : 0;
    }
    return 0;
}

} // namespace

std::string Utf8Stream::add(std::string_view bytes) {
    held_.append(bytes);
    const std::size_t ready = held_.size() - unfinished(held_);
    std::string text = validUtf8(std::string_view(held_).substr(0, ready));
    held_.erase(0, ready);
    return text;
}

std::string Utf8Stream::finish() {
    return validUtf8(std::exchange(held_, {}));
}

} // namespace mantissa
