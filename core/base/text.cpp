#include "base/text.h"

#include "base/printable.h"

#include <cmath>
#include <cstdio>

namespace mantissa {

namespace {
Translator& translator() {
    static Translator instance;
    return instance;
}
} // namespace

std::string argumentText(std::string_view value) {
    return printable(value);
}

std::string argumentText(double value) {
    char buffer[32];
    constexpr double exactBelow = 1e15; // and not too long to read
    const bool whole = std::abs(value) < exactBelow && value == std::trunc(value);
    std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.6g", value);
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
