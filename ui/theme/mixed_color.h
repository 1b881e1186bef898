#pragma once
#include <QColor>

namespace mantissa::ui {

/// `share` of the way from one colour to the other, 0 to 1; opaque.
inline QRgb mixedColor(QRgb from, QRgb to, double share) {
    const auto mix = [share](int a, int b) { return qRound(a + share * (b - a)); };
    return qRgb(mix(qRed(from), qRed(to)), mix(qGreen(from), qGreen(to)), mix(qBlue(from), qBlue(to)));
}

} // namespace mantissa::ui
