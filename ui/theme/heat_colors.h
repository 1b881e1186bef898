#pragma once
// Colours for figures that go from little to much, and what is written on them.
#include <QColor>
#include <QPalette>

namespace mantissa::ui {

/// From 0 (little) to 1 (much). NaN is the window's ground.
QRgb heatColor(double value, const QPalette& palette);
/// Black or white, whichever reads better on this ground.
QColor readableOn(QRgb ground);

} // namespace mantissa::ui
