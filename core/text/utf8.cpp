#include "text/utf8.h"

namespace mantissa {

std::size_t utf8Length(unsigned char lead) {
    if (lead < 0xC0)
        return 1;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

Utf8Character utf8At(std::string_view text, std::size_t position) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1, true};
    const std::size_t length = utf8Length(lead);
    if (length == 1 || lead > 0xF4 || text.size() - position < length)
        return {};
    char32_t codePoint = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return {};
        codePoint = codePoint << 6 | (byte(i) & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (codePoint < smallest[length] || surrogate || codePoint > 0x10FFFF)
        return {};
    return {codePoint, length, true};
}

void appendUtf8(std::string& out, char32_t codePoint) {
    const auto put = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (codePoint < 0x80) {
        put(codePoint);
        return;
    }
    const int tail = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    constexpr char32_t lead[] = {0, 0xC0, 0xE0, 0xF0};
    put(lead[tail] | codePoint >> 6 * tail);
    for (int i = tail - 1; i >= 0; --i)
        put(0x80 | (codePoint >> 6 * i & 0x3F));
}

std::string validUtf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Character character = utf8At(text, i);
        if (character.valid)
            out.append(text.substr(i, character.bytes));
        else
            appendUtf8(out, 0xFFFD);
        i += character.bytes;
    }
    return out;
}

std::string replaceAll(std::string_view text, std::string_view from, std::string_view to) {
    if (from.empty())
        return std::string(text);
    std::string out;
    out.reserve(text.size());
    std::size_t start = 0;
    for (std::size_t hit; (hit = text.find(from, start)) != std::string_view::npos; start = hit + from.size())
        out.append(text.substr(start, hit - start)).append(to);
    return out.append(text.substr(start));
}

} // namespace mantissa
