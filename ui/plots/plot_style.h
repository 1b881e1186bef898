#pragma once
// The look shared by all plots: thin grid, few ticks, quiet axes, in the theme's colours.
#include <QPalette>

class QCustomPlot;
class QCPScatterStyle;

namespace mantissa::ui {

void stylePlot(QCustomPlot& plot, const QPalette& palette);
QCPScatterStyle scatterStyle(int slot, double size, const QPalette& palette);

} // namespace mantissa::ui
