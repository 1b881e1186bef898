// From little to much: pale yellow over orange to dark brown, on a dark ground the other way round, so that
// much always stands out. Lightness alone tells the order, in print and to every kind of colour vision (the
// scheme YlOrBr of C. Brewer, colorbrewer2.org).
#include "theme/heat_colors.h"

#include "theme/theme.h"

#include <array>
#include <cmath>

namespace mantissa::ui {

namespace {

constexpr std::array<QRgb, 6> onLight{0xFFFFFFE5, 0xFFFEE9A0, 0xFFFEB24C, 0xFFE67A1E, 0xFFB04405, 0xFF5E2104};
constexpr std::array<QRgb, 6> onDark{0xFF241C16, 0xFF55260A, 0xFF974008, 0xFFD9701C, 0xFFFCB75A, 0xFFFFF0B8};

/// Relative luminance of a channel (WCAG 2.1).
double linear(int channel) {
    const double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

} // namespace

QRgb heatColor(double value, const QPalette& palette) {
    const auto& stops = isDark(palette) ? onDark : onLight;
    if (std::isnan(value))
        return themeColors(palette).window.rgb();
    const double place = qBound(0.0, value, 1.0) * static_cast<double>(stops.size() - 1);
    const std::size_t low = qMin(static_cast<std::size_t>(place), stops.size() - 2);
    const double share = place - static_cast<double>(low);
    const auto mix = [share](int a, int b) { return qRound(a + share * (b - a)); };
    return qRgb(mix(qRed(stops[low]), qRed(stops[low + 1])), mix(qGreen(stops[low]), qGreen(stops[low + 1])),
                mix(qBlue(stops[low]), qBlue(stops[low + 1])));
}

QColor readableOn(QRgb ground) {
    const double luminance =
        0.2126 * linear(qRed(ground)) + 0.7152 * linear(qGreen(ground)) + 0.0722 * linear(qBlue(ground));
    // Where black and white are told apart from the ground alike.
    return luminance > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

} // namespace mantissa::ui
