#include "base/text.h"

#include <cstdio>

namespace mantissa {

namespace {
Translator& translator() {
    static Translator instance;
    return instance;
}
} // namespace

std::string argumentText(std::string_view value) {
    return std::string(value);
}

std::string argumentText(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    return buffer;
}

void setTranslator(Translator function) {
    translator() = std::move(function);
}

std::string translated(const char* source) {
    return translator() ? translator()(source) : std::string(source);
}

std::string translated(const Text& text) {
    const std::string pattern = translated(text.source);
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool placeholder =
            pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        if (!placeholder) {
            result += pattern[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(pattern[++i] - '1');
        if (index < text.arguments.size())
            result += text.arguments[index];
    }
    return result;
}

} // namespace mantissa
