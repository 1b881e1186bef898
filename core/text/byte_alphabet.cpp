#include "text/byte_alphabet.h"

#include "text/utf8.h"

#include <array>

namespace mantissa {
namespace {

struct Alphabet {
    std::array<std::string, 256> characters;
    std::array<int, 512> bytes{}; ///< by code point; -1 where there is none

    Alphabet() {
        bytes.fill(-1);
        char32_t next = 0x100;
        for (int byte = 0; byte < 256; ++byte) {
            const bool printable =
                (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xFF && byte != 0xAD);
            const char32_t codePoint = printable ? static_cast<char32_t>(byte) : next++;
            appendUtf8(characters[static_cast<std::size_t>(byte)], codePoint);
            bytes[codePoint] = byte;
        }
    }
};

const Alphabet& alphabet() {
    static const Alphabet instance;
    return instance;
}

} // namespace

const std::string& byteCharacter(unsigned char byte) {
    return alphabet().characters[byte];
}

std::optional<unsigned char> characterByte(char32_t codePoint) {
    const auto& bytes = alphabet().bytes;
    if (codePoint >= bytes.size() || bytes[codePoint] < 0)
        return std::nullopt;
    return static_cast<unsigned char>(bytes[codePoint]);
}

std::string toByteAlphabet(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char byte : bytes)
        out += byteCharacter(static_cast<unsigned char>(byte));
    return out;
}

std::string fromByteAlphabet(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Character character = utf8At(text, i);
        const auto byte = character.valid ? characterByte(character.codePoint) : std::nullopt;
        if (byte)
            out += static_cast<char>(*byte);
        else
            out.append(text.substr(i, character.bytes));
        i += character.bytes;
    }
    return out;
}

} // namespace mantissa
