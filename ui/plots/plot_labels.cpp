// Direct labels beside points, kept apart, and what the cursor reads.
#include "plots/plot_widget.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QApplication>
#include <qcustomplot.h>

#include <cmath>
#include <limits>

namespace mantissa::ui {

namespace {

struct Label {
    QString text;
    QRectF box; ///< in pixels of the plot
    bool strong = false;
};

// Moves boxes down (and, from the foot, up) until none covers another; they keep their order.
void spread(std::vector<Label>& labels, const QRectF& inside) {
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Label& a, const Label& b) { return a.box.center().y() < b.box.center().y(); });
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (labels[i].box.intersects(labels[j].box))
                labels[i].box.moveTop(labels[j].box.bottom() + 0.5);
    double foot = inside.bottom();
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        if (label->box.bottom() > foot)
            label->box.moveBottom(foot);
        for (auto below = labels.rbegin(); below != label; ++below)
            if (label->box.intersects(below->box))
                label->box.moveBottom(below->box.top() - 0.5);
    }
}

double overlap(const QRectF& a, const QRectF& b) {
    const QRectF both = a.intersected(b);
    return both.isValid() ? both.width() * both.height() : 0;
}

// Beside a point, to its right if that covers nothing, else wherever around it covers least. Ways out of the
// picture count as covered.
QRectF besidePoint(const QPointF& point, const QSizeF& size, const QRectF& inside,
                   const std::vector<QRectF>& taken) {
    const double half = size.height() / 2;
    const QPointF corners[] = {{point.x() + 9, point.y() - half},
                               {point.x() - 9 - size.width(), point.y() - half},
                               {point.x() - size.width() / 2, point.y() - 8 - size.height()},
                               {point.x() - size.width() / 2, point.y() + 8},
                               {point.x() + 6, point.y() - 6 - size.height()},
                               {point.x() + 6, point.y() + 6},
                               {point.x() - 6 - size.width(), point.y() - 6 - size.height()},
                               {point.x() - 6 - size.width(), point.y() + 6}};
    QRectF best;
    double least = std::numeric_limits<double>::infinity();
    for (const QPointF& corner : corners) {
        const QRectF box(corner, size);
        double covered = size.width() * size.height() - overlap(box, inside);
        for (const QRectF& other : taken)
            covered += overlap(box, other);
        if (covered < least) {
            least = covered;
            best = box;
        }
    }
    return best;
}

} // namespace

QFont PlotWidget::labelFont() const {
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

// A dashed front, as small boxes along it.
void PlotWidget::addPath(const Series& series, std::vector<QRectF>& boxes) const {
    for (std::size_t i = 1; i < series.x.size(); ++i) {
        const QPointF from(plot_->xAxis->coordToPixel(series.x[i - 1]),
                           plot_->yAxis->coordToPixel(series.y[i - 1]));
        const QPointF to(plot_->xAxis->coordToPixel(series.x[i]), plot_->yAxis->coordToPixel(series.y[i]));
        const int steps =
            std::min(500, static_cast<int>(std::hypot(to.x() - from.x(), to.y() - from.y()) / 6));
        for (int step = 1; step < steps; ++step) {
            const QPointF place = from + (to - from) * step / steps;
            boxes.emplace_back(place.x() - 2, place.y() - 2, 4, 4);
        }
    }
}

// Of single points and of the front; other lines are covered anyway.
std::vector<QRectF> PlotWidget::markerBoxes() const {
    std::vector<QRectF> boxes;
    for (const Series& series : picture_.series) {
        if (series.style == SeriesStyle::Front)
            addPath(series, boxes);
        if (series.style != SeriesStyle::Markers)
            continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const QPointF point(plot_->xAxis->coordToPixel(series.x[i]),
                                plot_->yAxis->coordToPixel(series.y[i]));
            boxes.emplace_back(point.x() - 6, point.y() - 6, 12, 12);
        }
    }
    return boxes;
}

void PlotWidget::placeLabels() {
    for (int i = plot_->itemCount() - 1; i >= 0; --i)
        if (qobject_cast<QCPItemText*>(plot_->item(i)))
            plot_->removeItem(i);
    const QFont font = labelFont();
    const QFontMetricsF metrics(font);
    const QRectF inside = plot_->axisRect()->rect();
    std::vector<Label> labels;
    std::vector<QRectF> taken = markerBoxes();
    const bool lines = !picture_.categories.empty();
    for (const Series& series : picture_.series) {
        if (!series.labelled || series.x.empty())
            continue;
        std::size_t last = series.x.size();
        while (last > 0 && std::isnan(series.y[last - 1]))
            --last;
        if (last == 0)
            continue;
        const QPointF point(plot_->xAxis->coordToPixel(series.x[last - 1]),
                            plot_->yAxis->coordToPixel(series.y[last - 1]));
        const double width = metrics.horizontalAdvance(series.name) + 4;
        QRectF box(point.x() + 9, point.y() - metrics.height() / 2, width, metrics.height());
        if (isLine(series) && !lines)
            box.moveLeft(point.x() + 9); // there is room beside the axes
        else if (lines)
            box.moveLeft(std::max(
                point.x() + 9,
                inside.right() - 0.5 * inside.width() / static_cast<double>(picture_.categories.size()) + 9));
        else
            box = besidePoint(point, box.size(), QRectF(plot_->rect()).adjusted(inside.left(), 2, -2, -2),
                              taken);
        taken.push_back(box);
        labels.push_back({series.name, box, series.strong});
    }
    if (labels.empty())
        return;
    spread(labels, inside);
    for (const Label& label : labels) {
        if (label.box.top() < 0 && !label.strong)
            continue; // a low plot has no room for all: none is better than half of one
        auto* item = new QCPItemText(plot_);
        item->setClipToAxisRect(false);
        item->position->setType(QCPItemPosition::ptAbsolute);
        item->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        item->position->setCoords(label.box.topLeft());
        item->setText(label.text);
        QFont own = font;
        own.setBold(label.strong);
        item->setFont(own);
        item->setColor(themeColors(palette()).text);
    }
}

std::pair<int, int> PlotWidget::nearest(double x, double y, double reach) const {
    const QPointF place(plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y));
    std::pair<int, int> best{-1, -1};
    for (std::size_t s = 0; s < picture_.series.size(); ++s) {
        const Series& series = picture_.series[s];
        if (series.style != SeriesStyle::LineAndMarkers && series.style != SeriesStyle::Markers)
            continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const QPointF point(plot_->xAxis->coordToPixel(series.x[i]),
                                plot_->yAxis->coordToPixel(series.y[i]));
            const double distance = std::hypot(point.x() - place.x(), point.y() - place.y());
            if (distance < reach) {
                reach = distance;
                best = {static_cast<int>(s), static_cast<int>(i)};
            }
        }
    }
    return best;
}

QString PlotWidget::readOut(double x, double y) const {
    const auto [hit, point] = nearest(x, y, 40);
    if (hit >= 0) {
        const Series& series = picture_.series[static_cast<std::size_t>(hit)];
        const auto at = static_cast<std::size_t>(point);
        const auto category = static_cast<std::size_t>(std::max(0.0, series.x[at]));
        const QString where = category < picture_.categories.size()
                                  ? picture_.xAxis + QLatin1Char(' ') + picture_.categories[category]
                                  : numberText(series.x[at], 4);
        QString value = numberText(series.y[at], 4);
        if (at < series.low.size() && at < series.high.size())
            value += QStringLiteral(" ± ") + numberText((series.high[at] - series.low[at]) / 2, 2);
        return QStringLiteral("%1 · %2 · %3").arg(series.name, where, value);
    }
    if (!picture_.categories.empty())
        return {};
    QStringList parts{numberText(x, 4)};
    for (const Series& series : picture_.series) {
        if (series.x.empty() || series.style == SeriesStyle::Markers || series.style == SeriesStyle::Front)
            continue;
        // The point that holds at x: a step's left edge, a bar's middle.
        const double shift = series.style == SeriesStyle::Bars ? 0.5 : 0;
        const auto after = std::upper_bound(series.x.begin(), series.x.end(), x + shift);
        if (after == series.x.begin() || x > series.x.back() + shift)
            continue;
        const auto at = static_cast<std::size_t>(after - series.x.begin() - 1);
        if (series.style == SeriesStyle::Bars)
            parts.first() = numberText(series.x[at], 4);
        parts << QStringLiteral("%1 %2").arg(series.name, numberText(series.y[at], 3));
    }
    return parts.size() > 1 ? parts.join(QStringLiteral(" · ")) : QString();
}

} // namespace mantissa::ui
