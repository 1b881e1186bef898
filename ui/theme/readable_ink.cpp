#include "theme/readable_ink.h"

#include <cmath>

namespace mantissa::ui {

namespace {

/// A channel's share of the relative luminance (WCAG 2.1).
double linear(int channel) {
    const double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

} // namespace

QColor readableOn(QRgb ground) {
    const double luminance =
        0.2126 * linear(qRed(ground)) + 0.7152 * linear(qGreen(ground)) + 0.0722 * linear(qBlue(ground));
    // Where black and white are told apart from the ground alike.
    return luminance > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

} // namespace mantissa::ui
