#pragma once
// What is written on a ground whose colour tells a figure.
#include <QColor>

namespace mantissa::ui {

/// Black or white, whichever stands out more from this ground (WCAG 2.1's contrast ratio).
QColor readableOn(QRgb ground);

} // namespace mantissa::ui
