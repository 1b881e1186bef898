// How PlotWidget turns a Picture into QCustomPlot's objects.
#include "plots/plot_style.h"
#include "plots/plot_widget.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

// Whole decades on a log axis when it spans some, else 1-2-5 steps, and even ones where too few of those lie
// within, so that there are always a few labels.
class DecadeTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double, const QCPRange& range) override {
        const QVector<double> ticks = range.lower > 0 ? decadesOf(range) : QVector<double>();
        even_ =
            std::count_if(ticks.begin(), ticks.end(), [&](double tick) { return range.contains(tick); }) < 3;
        return even_ && range.lower > 0 ? QCPAxisTicker::createTickVector(getTickStep(range), range) : ticks;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        return even_ ? QLocale().toString(tick, 'g', 3) : numberText(tick, 1);
    }
    int getSubTickCount(double) override { return 0; }

private:
    static QVector<double> decadesOf(const QCPRange& range) {
        QVector<double> ticks;
        const double decades = std::log10(range.upper / range.lower);
        const int first = static_cast<int>(std::floor(std::log10(range.lower)));
        const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
        const int step = std::max(1, static_cast<int>(std::ceil(decades / 6)));
        for (int exponent = first; exponent <= last; ++exponent) {
            if (decades > 2.5 && (exponent - first) % step != 0)
                continue;
            const double decade = std::pow(10.0, exponent);
            if (decades > 2.5)
                ticks << decade;
            else
                ticks << decade << 2 * decade << 5 * decade;
        }
        return ticks;
    }

    bool even_ = false;
};

class PlainTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        // A tick computed as 0 may come out as 1e-17.
        return std::abs(tick) < 1e-12 ? QStringLiteral("0") : QLocale().toString(tick, 'g', 4);
    }
};

constexpr std::size_t crowd = 60; // points of a line, from where on not each has its mark

QVector<double> vectorOf(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

double smallestPositive(const Picture& picture) {
    double smallest = 0;
    for (const Series& series : picture.series)
        for (const double y : series.y)
            if (y > 0 && (smallest == 0 || y < smallest))
                smallest = y;
    return smallest;
}

struct Span {
    double low = 0;
    double high = 0;
    bool any = false;
    void take(double value, bool positive) {
        if (!std::isfinite(value) || (positive && value <= 0))
            return;
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        any = true;
    }
};

QCPRange widened(Span span, bool logarithmic, bool fromZero, double margin) {
    if (!span.any)
        return logarithmic ? QCPRange(0.1, 10) : QCPRange(0, 1);
    if (logarithmic) {
        const double decades = std::max(std::log10(span.high / span.low), 0.2);
        return {span.low / std::pow(10, decades * margin), span.high * std::pow(10, decades * margin)};
    }
    double width = span.high - (fromZero ? 0 : span.low);
    if (width <= 0)
        width = std::max(std::abs(span.high), 1e-12);
    return {fromZero ? 0 : span.low - width * margin, span.high + width * margin};
}

} // namespace

void PlotWidget::redraw(bool keepZoom) {
    const QCPRange x = plot_->xAxis->range();
    const QCPRange y = plot_->yAxis->range();
    plot_->clearPlottables();
    plot_->clearItems();
    cursor_ = nullptr;
    stylePlot(*plot_, palette());
    plot_->xAxis->setLabel(compact_ ? QString() : picture_.xAxis);
    plot_->yAxis->setLabel(compact_ ? QString() : picture_.yAxis);
    setTicks();
    reserveLabelSpace();
    for (const Series& series : picture_.series)
        drawErrors(series);
    for (const Series& series : picture_.series)
        drawSeries(series);
    drawMarks();
    drawHighlight();
    drawBand();
    cursor_ = new QCPItemStraightLine(plot_);
    cursor_->setLayer(QStringLiteral("overlay"));
    cursor_->setPen(QPen(themeColors(palette()).muted, 1, Qt::DotLine));
    cursor_->setVisible(false);
    const bool nothing = empty();
    empty_->setVisible(nothing && !empty_->text().isEmpty());
    plot_->axisRect()->setVisible(!nothing);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis})
        axis->setVisible(!nothing);
    if (keepZoom) {
        plot_->xAxis->setRange(x);
        plot_->yAxis->setRange(y);
    } else {
        zoomed_ = false;
        applyRanges();
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PlotWidget::reserveLabelSpace() {
    double widest = 0;
    const QFontMetricsF metrics(labelFont());
    for (const Series& series : picture_.series)
        if (series.labelled && (!picture_.categories.empty() || isLine(series)))
            widest = std::max(widest, metrics.horizontalAdvance(series.name));
    // With categories the last point stands half a category from the edge; a line may end right at it.
    const int gap = picture_.categories.empty() ? 15 : 4;
    plot_->axisRect()->setMinimumMargins(QMargins(0, 8, widest > 0 ? qRound(widest) + gap : 8, 0));
}

void PlotWidget::setTicks() {
    const auto logTicker = QSharedPointer<DecadeTicker>::create();
    const auto plainTicker = [](int count) {
        const auto ticker = QSharedPointer<PlainTicker>::create();
        ticker->setTickCount(count);
        return ticker;
    };
    plot_->yAxis->setScaleType(picture_.logY ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot_->xAxis->setScaleType(picture_.logX ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot_->yAxis->setTicker(picture_.logY ? QSharedPointer<QCPAxisTicker>(logTicker)
                                          : plainTicker(compact_ ? 3 : 5));
    if (!picture_.series.empty() && picture_.series.front().style == SeriesStyle::Bars) {
        const auto whole = QSharedPointer<QCPAxisTickerFixed>::create(); // codes are whole numbers
        whole->setTickStep(
            std::max(1.0, std::round(static_cast<double>(picture_.series.front().x.size()) / 8)));
        plot_->xAxis->setTicker(whole);
        return;
    }
    if (picture_.categories.empty()) {
        plot_->xAxis->setTicker(picture_.logX ? QSharedPointer<QCPAxisTicker>(logTicker) : plainTicker(5));
        return;
    }
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const std::size_t step = std::max<std::size_t>(1, picture_.categories.size() / 20);
    for (std::size_t i = 0; i < picture_.categories.size(); i += step)
        ticker->addTick(static_cast<double>(i), picture_.categories[i]);
    plot_->xAxis->setTicker(ticker);
}

// Under all lines and markers: a band along a line, a bar through a marker.
void PlotWidget::drawErrors(const Series& series) {
    if (series.low.size() != series.x.size() || series.low.empty())
        return;
    QColor color = schemeColor(series.slot, palette());
    if (!isLine(series)) {
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            QCPGraph* bar = plot_->addGraph();
            bar->setPen(QPen(color, 1.2));
            bar->setData(
                {series.x[i], series.x[i]},
                {picture_.logY ? std::max(series.low[i], series.y[i] / 10) : series.low[i], series.high[i]});
        }
        return;
    }
    QCPGraph* low = plot_->addGraph();
    QCPGraph* high = plot_->addGraph();
    for (QCPGraph* edge : {low, high})
        edge->setPen(Qt::NoPen);
    color.setAlpha(series.strong || series.slot < 0 ? 50 : 14);
    low->setData(vectorOf(series.x), vectorOf(series.low), true);
    high->setData(vectorOf(series.x), vectorOf(series.high), true);
    high->setBrush(color);
    high->setChannelFillGraph(low);
}

void PlotWidget::drawSeries(const Series& series) {
    const QColor color = schemeColor(series.slot, palette());
    if (series.style == SeriesStyle::Bars) {
        auto* bars = new QCPBars(plot_->xAxis, plot_->yAxis);
        bars->setData(vectorOf(series.x), vectorOf(series.y), true);
        bars->setWidth(series.x.size() > 40 ? 1.0 : 0.72);
        bars->setPen(Qt::NoPen);
        bars->setBrush(color);
        return;
    }
    QCPGraph* graph = plot_->addGraph();
    graph->setName(series.name);
    QColor fill = color;
    QPen pen(color, series.strong ? 2.6 : 1.6);
    switch (series.style) {
    case SeriesStyle::FilledSteps:
        fill.setAlpha(series.slot < 0 ? 110 : 90);
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setBrush(fill);
        pen.setWidthF(1);
        break;
    case SeriesStyle::Steps:
        graph->setLineStyle(QCPGraph::lsStepLeft);
        pen.setWidthF(1.3);
        break;
    case SeriesStyle::Line:
        pen.setWidthF(1.1);
        break;
    case SeriesStyle::LineAndMarkers:
        graph->setScatterStyle(scatterStyle(series.slot, series.strong ? 9 : 7, palette()));
        if (series.x.size() > crowd) { // marks would cover each other, and a thin line is drawn far sooner
            graph->setScatterSkip(static_cast<int>(series.x.size() / (crowd / 2)));
            pen.setWidthF(series.strong ? 2 : 1);
        }
        break;
    case SeriesStyle::Markers:
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(scatterStyle(series.slot, series.strong ? 13 : 10, palette()));
        break;
    case SeriesStyle::Front:
        pen = QPen(themeColors(palette()).muted, 1.2, Qt::DashLine);
        graph->setLineStyle(QCPGraph::lsLine);
        break;
    case SeriesStyle::Bars:
        break;
    }
    graph->setPen(pen);
    // An empty bin has no logarithm: it sinks to the foot of the axis instead of breaking the outline.
    const double foot = picture_.logY ? smallestPositive(picture_) / 10 : 0;
    QVector<double> y = vectorOf(series.y);
    for (double& value : y)
        if (picture_.logY && value <= 0)
            value = foot;
    graph->setData(vectorOf(series.x), y, series.style != SeriesStyle::Markers);
}

void PlotWidget::drawMarks() {
    if (picture_.marks.empty() || picture_.series.empty())
        return;
    // On the second axis (0 to 1), so that the marks keep their height whatever the first one shows.
    QCPGraph* marks = plot_->addGraph(plot_->xAxis, plot_->yAxis2);
    marks->setLineStyle(QCPGraph::lsImpulse);
    QColor color = schemeColor(picture_.series.back().slot, palette());
    marks->setPen(QPen(color, picture_.marks.size() > 64 ? 1 : 2));
    marks->setData(vectorOf(picture_.marks),
                   QVector<double>(static_cast<qsizetype>(picture_.marks.size()), 0.05));
}

void PlotWidget::drawHighlight() {
    if (picture_.highlight < 0)
        return;
    auto* band = new QCPItemRect(plot_);
    band->setLayer(QStringLiteral("background"));
    QColor color = themeColors(palette()).accent;
    color.setAlpha(24);
    band->setBrush(color);
    band->setPen(Qt::NoPen);
    band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->topLeft->setCoords(picture_.highlight - 0.4, 0);
    band->bottomRight->setCoords(picture_.highlight + 0.4, 1);
}

void PlotWidget::drawBand() {
    if (!picture_.band)
        return;
    auto* band = new QCPItemRect(plot_);
    QColor color = themeColors(palette()).accent;
    band->setPen(QPen(color, 1, Qt::DashLine));
    color.setAlpha(40);
    band->setBrush(color);
    band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->topLeft->setCoords(picture_.band->first, 0);
    band->bottomRight->setCoords(picture_.band->second, 1);
}

void PlotWidget::applyRanges() {
    Span x;
    Span y;
    for (const Series& series : picture_.series) {
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            x.take(series.x[i], picture_.logX);
            y.take(series.y[i], picture_.logY);
            if (i < series.low.size() && i < series.high.size()) {
                y.take(series.low[i], picture_.logY);
                y.take(series.high[i], picture_.logY);
            }
        }
    }
    const bool histogram =
        !picture_.series.empty() && (picture_.series.front().style == SeriesStyle::FilledSteps ||
                                     picture_.series.front().style == SeriesStyle::Line);
    QCPRange across = widened(x, picture_.logX, false, histogram ? 0.0 : 0.07);
    if (!picture_.categories.empty())
        across = QCPRange(-0.5, static_cast<double>(picture_.categories.size()) - 0.5);
    if (!picture_.series.empty() && picture_.series.front().style == SeriesStyle::Bars)
        across = QCPRange(x.low - 0.6, x.high + 0.6);
    plot_->xAxis->setRange(across);
    plot_->yAxis->setRange(widened(y, picture_.logY, picture_.fromZero, 0.06));
}

} // namespace mantissa::ui
