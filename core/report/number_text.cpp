#include "report/number_text.h"

#include <cmath>
#include <cstdio>
#include <optional>

namespace mantissa {

namespace {

std::optional<std::string> notFinite(double value) {
    if (std::isnan(value))
        return "–";
    if (std::isinf(value))
        return value > 0 ? "∞" : "−∞";
    return std::nullopt;
}

template <class... Arguments>
std::string printed(const char* pattern, Arguments... arguments) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, pattern, arguments...);
    return buffer;
}

// Three significant digits without an exponent, for 0.001 <= |value| < 1000.
std::string threeDigits(double value) {
    const double size = std::abs(value);
    if (size >= 99.95)
        return printed("%.0f", value);
    if (size >= 9.995)
        return printed("%.1f", value);
    return size >= 0.9995 ? printed("%.2f", value) : printed("%.3g", value);
}

} // namespace

std::string bytesText(std::uint64_t bytes) {
    if (bytes < 1000)
        return std::to_string(bytes) + " B";
    const char* units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    return threeDigits(value) + " " + units[unit];
}

std::string countText(std::uint64_t count) {
    const std::string digits = std::to_string(count);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += "\u202F"; // narrow no-break space
        text += digits[i];
    }
    return text;
}

std::string fixedText(double value, int decimals) {
    return notFinite(value).value_or(printed("%.*f", decimals, value));
}

std::string shortText(double value, int digits) {
    return notFinite(value).value_or(printed("%.*g", digits, value));
}

std::string percentText(double share) {
    if (auto text = notFinite(share))
        return *text;
    const double percent = share * 100;
    return (std::abs(percent) < 1e-3 && percent != 0 ? printed("%.1e", percent) : threeDigits(percent)) +
           " %";
}

} // namespace mantissa
