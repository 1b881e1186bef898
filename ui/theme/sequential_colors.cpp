// From little to much in one hue whose lightness runs one way only, so that order shows without colour, too
// (see diverging_colors.cpp for the source). On a dark ground little is dark.
#include "theme/mixed_color.h"
#include "theme/theme.h"

#include <array>
#include <cmath>

namespace mantissa::ui {

namespace {

constexpr std::array<QRgb, 5> onLight{0xFFEFF4F9, 0xFFB9D4E9, 0xFF6FA8D3, 0xFF2A6FAE, 0xFF0A2F5C};
constexpr std::array<QRgb, 5> onDark{0xFF1B2733, 0xFF1F4468, 0xFF2F78B0, 0xFF7DB8E6, 0xFFE6F3FD};

} // namespace

QRgb sequentialColor(double value, const QPalette& palette) {
    if (std::isnan(value))
        return palette.color(QPalette::Base).rgb();
    const auto& stops = isDark(palette) ? onDark : onLight;
    const double at = qBound(0.0, value, 1.0) * static_cast<double>(stops.size() - 1);
    const auto low = qMin(static_cast<std::size_t>(at), stops.size() - 2);
    const double share = at - static_cast<double>(low);
    return mixedColor(stops[low], stops[low + 1], share);
}

} // namespace mantissa::ui
