#include "plots/heat_map.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QPainter>

namespace mantissa::ui {

ColorBar::ColorBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("colorBar"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void ColorBar::setLimit(double limit, const QString& unit) {
    limit_ = limit;
    unit_ = unit;
    update();
}

void ColorBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    const QFontMetrics metrics(small);
    const int top = metrics.height() + 8;
    const QRect bar(4, top, 14, height() - top - metrics.height() / 2 - 2);
    for (int y = 0; y < bar.height(); ++y) {
        const double value = 1 - 2.0 * y / qMax(1, bar.height() - 1);
        painter.fillRect(bar.left(), bar.top() + y, bar.width(), 1, QColor(divergingColor(value, palette())));
    }
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(0, 0, width(), metrics.height()), int(Qt::AlignLeft | Qt::AlignVCenter),
                     metrics.elidedText(unit_, Qt::ElideRight, width()));
    // The ends stand for what lies beyond them too.
    const std::pair<double, QString> ticks[] = {{1, QStringLiteral("≥ ") + numberText(limit_, 2)},
                                                {0.5, numberText(limit_ / 2, 2)},
                                                {0, QStringLiteral("0")},
                                                {-0.5, numberText(-limit_ / 2, 2)},
                                                {-1, QStringLiteral("≤ ") + numberText(-limit_, 2)}};
    for (const auto& [at, label] : ticks) {
        const int y = bar.top() + qRound((1 - at) / 2 * (bar.height() - 1));
        painter.drawLine(bar.right() + 1, y, bar.right() + 4, y);
        painter.drawText(
            QRect(bar.right() + 7, y - metrics.height() / 2, width() - bar.right() - 7, metrics.height()),
            int(Qt::AlignLeft | Qt::AlignVCenter), label);
    }
}

} // namespace mantissa::ui
