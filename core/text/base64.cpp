#include "text/base64.h"

namespace mantissa {
namespace {

int digit(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

} // namespace

Result<std::vector<std::uint8_t>> fromBase64(std::string_view text) {
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t group = 0;
    int bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int value = digit(text[i]);
        if (value < 0)
            return fail(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "Character %1 of a base-64 text is not one of its 64."), i));
        group = group << 6 | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(group >> bits & 0xFF));
        }
    }
    if (bits >= 6)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "A base-64 text ends in the middle of a byte.")));
    return bytes;
}

} // namespace mantissa
