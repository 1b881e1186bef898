// Blue for negative, orange for positive, the ground for zero: told apart with every common form of colour
// blindness, and by lightness alone from zero (after the advice in F. Crameri et al., "The misuse of colour
// in science communication", Nature Communications 11, 2020). On a dark ground zero is dark.
#include "theme/mixed_color.h"
#include "theme/theme.h"

#include <array>
#include <cmath>

namespace mantissa::ui {

namespace {

struct Stop {
    double at;
    QRgb color;
};

constexpr std::array<Stop, 7> onLight{{{-1, 0xFF08306B},
                                       {-0.55, 0xFF2E7EBC},
                                       {-0.2, 0xFFA6CBE3},
                                       {0, 0xFFFFFFFF},
                                       {0.2, 0xFFF8C792},
                                       {0.55, 0xFFDD7A1F},
                                       {1, 0xFF7A2E00}}};
constexpr std::array<Stop, 7> onDark{{{-1, 0xFFCDE7FA},
                                      {-0.55, 0xFF55A3DC},
                                      {-0.2, 0xFF1F4E7A},
                                      {0, 0xFF15181C},
                                      {0.2, 0xFF703E12},
                                      {0.55, 0xFFE28A35},
                                      {1, 0xFFFFE6C8}}};

} // namespace

QRgb divergingColor(double value, const QPalette& palette) {
    const auto& stops = isDark(palette) ? onDark : onLight;
    if (std::isnan(value))
        return themeColors(palette).muted.rgb();
    value = qBound(-1.0, value, 1.0);
    std::size_t next = 1;
    while (next + 1 < stops.size() && stops[next].at < value)
        ++next;
    const Stop& low = stops[next - 1];
    const Stop& high = stops[next];
    const double share = (value - low.at) / (high.at - low.at);
    return mixedColor(low.color, high.color, share);
}

} // namespace mantissa::ui
