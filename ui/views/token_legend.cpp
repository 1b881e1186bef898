#include "views/token_legend.h"

#include "text/number_text.h"
#include "theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace mantissa::ui {

namespace {
constexpr int barWidth = 150;
constexpr int barHeight = 10;
} // namespace

TokenLegend::TokenLegend(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("tokenLegend"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TokenLegend::setMeasure(TokenMeasure measure) {
    measure_ = measure;
    setAccessibleName(measure == TokenMeasure::Change
                          ? tr("Scale: from probability gained to probability lost")
                          : tr("Scale: KL divergence"));
    setToolTip(measure == TokenMeasure::Change
                   ? tr("By how many percentage points the probability of the token moved. Lost is "
                        "underlined, gained is dotted, 25 and more are bold.")
                   : tr("KL divergence of the whole prediction at this place, in nats. 0.04 and more are "
                        "underlined, 0.25 and more are bold."));
    update();
}

std::vector<TokenLegend::Tick> TokenLegend::ticks() const {
    if (measure_ == TokenMeasure::Divergence)
        return {{0, numberText(0)},
                {0.2, numberText(0.04, 1)},
                {0.5, numberText(0.25, 2)},
                {1, QStringLiteral("≥ 1")}};
    return {{-1, QStringLiteral("+100")},
            {-0.5, QStringLiteral("+25")},
            {0, QStringLiteral("0")},
            {0.5, QStringLiteral("−25")},
            {1, QStringLiteral("−100 %")}};
}

QSize TokenLegend::sizeHint() const {
    return {barWidth + 56, barHeight + fontMetrics().height() + 4};
}

void TokenLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setMeasure(measure_);
}

void TokenLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect bar(24, 1, barWidth, barHeight);
    const double low = measure_ == TokenMeasure::Divergence ? 0 : -1;
    for (int x = 0; x < bar.width(); ++x) {
        const double place = low + (1 - low) * x / (bar.width() - 1);
        painter.fillRect(bar.left() + x, bar.top(), 1, bar.height(),
                         QColor::fromRgb(divergingColor(place, palette())));
    }
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    painter.setPen(themeColors(palette()).muted);
    for (const Tick& tick : ticks()) {
        const int x = bar.left() + qRound((tick.place - low) / (1 - low) * (bar.width() - 1));
        painter.drawText(QRect(x - 30, bar.bottom() + 2, 60, fontMetrics().height()), Qt::AlignCenter,
                         tick.text);
    }
}

} // namespace mantissa::ui
