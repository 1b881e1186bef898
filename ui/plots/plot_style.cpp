#include "plots/plot_style.h"

#include "theme/theme.h"

#include <QApplication>
#include <qcustomplot.h>

namespace mantissa::ui {

void stylePlot(QCustomPlot& plot, const QPalette& palette) {
    const ThemeColors& colors = themeColors(palette);
    QFont small = QApplication::font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    plot.setBackground(colors.base);
    plot.axisRect()->setBackground(colors.base);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->setTickLabelColor(colors.muted);
        axis->setLabelColor(colors.muted);
        axis->setBasePen(QPen(colors.border, 1));
        axis->setTickPen(QPen(colors.border, 1));
        axis->setSubTicks(false);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(3);
        axis->setLabelPadding(3);
        axis->grid()->setPen(QPen(colors.grid, 1));
        axis->grid()->setZeroLinePen(QPen(colors.grid, 1));
        axis->grid()->setSubGridVisible(false);
        axis->ticker()->setTickCount(5);
        axis->ticker()->setTickStepStrategy(QCPAxisTicker::tssMeetTickCount);
    }
    plot.xAxis->grid()->setVisible(false);
    plot.yAxis2->setVisible(false);
    plot.yAxis2->setRange(0, 1);
}

QCPScatterStyle scatterStyle(int slot, double size, const QPalette& palette) {
    const QColor color = schemeColor(slot, palette);
    const QPen outline(color, 1.6);
    switch (schemeMarker(slot)) {
    case Marker::Circle:
        return {QCPScatterStyle::ssDisc, outline, color, size};
    case Marker::Square:
        return {QCPScatterStyle::ssSquare, outline, color, size * 0.85};
    case Marker::Triangle:
        return {QCPScatterStyle::ssTriangle, outline, color, size};
    case Marker::Diamond:
        return {QCPScatterStyle::ssDiamond, outline, color, size};
    case Marker::TriangleDown:
        return {QCPScatterStyle::ssTriangleInverted, outline, color, size};
    case Marker::Cross:
        return {QCPScatterStyle::ssCross, outline, color, size};
    case Marker::Plus:
        return {QCPScatterStyle::ssPlus, outline, color, size};
    case Marker::Star:
        return {QCPScatterStyle::ssStar, outline, color, size};
    }
    return {};
}

} // namespace mantissa::ui
