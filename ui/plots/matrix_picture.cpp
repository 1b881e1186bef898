#include "plots/matrix_picture.h"

#include "text/number_text.h"
#include "theme/readable_ink.h"
#include "theme/theme.h"

#include <QPainter>

#include <cmath>

namespace mantissa::ui {

namespace {

constexpr double decades = 1e5;
constexpr int gap = 8;

bool counts(double value) {
    return std::isfinite(value) && value > 0;
}

void drawHeader(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout,
                const QPalette& palette, int column, int left) {
    const QRect box(left, 0, layout.cell.width(), layout.header);
    const int marker = painter.fontMetrics().height() / 2 + 3;
    const QString name = painter.fontMetrics().elidedText(picture.columns[column], Qt::ElideMiddle,
                                                          box.width() - marker - gap);
    const int width = painter.fontMetrics().horizontalAdvance(name) + marker + 4;
    const int begin = box.center().x() - width / 2;
    drawMarker(painter, QRectF(begin, box.center().y() - marker / 2, marker, marker),
               picture.slots_[static_cast<std::size_t>(column)], palette);
    painter.setPen(palette.color(QPalette::WindowText));
    painter.drawText(QRect(begin + marker + 4, box.top(), box.width(), box.height()),
                     int(Qt::AlignLeft | Qt::AlignVCenter), name);
}

void drawCell(QPainter& painter, const MatrixPicture& picture, const QPalette& palette, int index,
              const QRect& box) {
    const double place = picture.place(picture.values[static_cast<std::size_t>(index)]);
    const QRgb color = sequentialColor(place, palette);
    const QRect inner = box.adjusted(0, 0, -1, -1);
    painter.fillRect(inner, QColor(color));
    if (std::isnan(place))
        painter.fillRect(inner, QBrush(themeColors(palette).grid, Qt::BDiagPattern));
    const QString& said = picture.texts[index];
    if (painter.fontMetrics().horizontalAdvance(said) > inner.width() - 4)
        return;
    painter.setPen(std::isnan(place) ? palette.color(QPalette::WindowText) : readableOn(color));
    painter.drawText(inner, int(Qt::AlignCenter), said);
}

void drawLegend(QPainter& painter, const MatrixPicture& picture, const QPalette& palette, const QRect& box) {
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(palette.color(QPalette::WindowText));
    const QRect title(box.left(), box.top() + 2, box.width(), 3 * metrics.lineSpacing());
    painter.drawText(title, int(Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap), picture.legend);
    const auto range = picture.range();
    const QRect bar(box.left(), title.bottom() + gap, 14,
                    qMin(220, box.height() - title.height() - 3 * gap - metrics.height() / 2));
    if (!range || bar.height() < 3 * metrics.height())
        return;
    for (int y = 0; y < bar.height(); ++y)
        painter.fillRect(bar.left(), bar.top() + y, bar.width(), 1,
                         QColor(sequentialColor(1.0 - y / qMax(1.0, bar.height() - 1.0), palette)));
    painter.setPen(themeColors(palette).border);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    painter.setPen(palette.color(QPalette::WindowText));
    int above = bar.top() - metrics.height();
    for (int exponent = 12; exponent >= -20; --exponent) {
        const double value = std::pow(10.0, exponent);
        if (value < range->first * 0.999 || value > range->second * 1.001)
            continue;
        const int y = bar.bottom() - qRound(picture.place(value) * (bar.height() - 1));
        painter.drawLine(bar.right() + 1, y, bar.right() + 4, y);
        if (y - above < metrics.height())
            continue;
        above = y;
        painter.drawText(QRect(bar.right() + 7, y - metrics.height() / 2, box.width(), metrics.height()),
                         int(Qt::AlignLeft | Qt::AlignVCenter), numberText(value, 2));
    }
}

void drawFrame(QPainter& painter, const QPalette& palette, const QRect& box, bool focused) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.color(QPalette::Base), 3)); // two lines: seen on every colour
    painter.drawRect(box.adjusted(0, 0, -2, -2));
    painter.setPen(QPen(focused ? themeColors(palette).accent : palette.color(QPalette::Text), 1.6));
    painter.drawRect(box.adjusted(0, 0, -2, -2));
}

} // namespace

std::optional<std::pair<double, double>> MatrixPicture::range() const {
    double low = 0;
    double high = 0;
    for (const double value : values) {
        if (!counts(value))
            continue;
        low = low > 0 ? std::min(low, value) : value;
        high = std::max(high, value);
    }
    if (high <= 0)
        return std::nullopt;
    low = std::max(low, high / decades);
    return std::pair(low < high ? low : high / 10, high);
}

double MatrixPicture::place(double value) const {
    const auto limits = range();
    if (std::isnan(value) || !limits)
        return std::isnan(value) ? value : 0;
    if (value <= limits->first)
        return 0;
    return std::min(1.0, std::log(value / limits->first) / std::log(limits->second / limits->first));
}

MatrixLayout MatrixLayout::of(const MatrixPicture& picture, const QFontMetrics& metrics, const QSize& room) {
    MatrixLayout layout;
    layout.rows = static_cast<int>(picture.rows.size());
    layout.columns = static_cast<int>(picture.columns.size());
    int widest = 0;
    for (const QString& row : picture.rows)
        widest = std::max(widest, metrics.horizontalAdvance(row));
    layout.labels = std::min(widest + gap, room.width() * 2 / 5);
    layout.header = metrics.height() + 10;
    layout.legend = metrics.averageCharWidth() * 15 + 2 * gap;
    const int columns = std::max(1, layout.columns);
    const int across = (room.width() - layout.labels - layout.legend) / columns;
    const int narrowest = metrics.horizontalAdvance(QStringLiteral("0.00000"));
    const int down = (room.height() - layout.header) / std::max(1, layout.rows);
    layout.cell = {std::clamp(across, narrowest, 150),
                   std::clamp(down, metrics.height() + 4, metrics.height() + 16)};
    layout.whole = {layout.labels + columns * layout.cell.width(),
                    layout.header + layout.rows * layout.cell.height()};
    return layout;
}

QRect MatrixLayout::cellRect(int row, int column) const {
    return {QPoint(labels + column * cell.width(), header + row * cell.height()), cell};
}

std::optional<QPoint> MatrixLayout::cellAt(const QPoint& place) const {
    if (place.x() < labels || place.y() < header || cell.isEmpty())
        return std::nullopt;
    const QPoint found((place.x() - labels) / cell.width(), (place.y() - header) / cell.height());
    return found.x() < columns && found.y() < rows ? std::optional(found) : std::nullopt;
}

void paintMatrix(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout,
                 const QPalette& palette, const QSize& viewport, const QPoint& scroll,
                 const std::optional<QPoint>& current, bool focused) {
    const int right = viewport.width() - layout.legend;
    painter.save();
    painter.setClipRect(QRect(layout.labels, layout.header, right - layout.labels - gap / 2,
                              viewport.height() - layout.header));
    const int firstRow = scroll.y() / layout.cell.height();
    const int lastRow = std::min(layout.rows - 1, (scroll.y() + viewport.height()) / layout.cell.height());
    for (int row = firstRow; row <= lastRow; ++row) {
        for (int column = 0; column < layout.columns; ++column)
            drawCell(painter, picture, palette, picture.at(row, column),
                     layout.cellRect(row, column).translated(-scroll));
    }
    if (current)
        drawFrame(painter, palette, layout.cellRect(current->y(), current->x()).translated(-scroll), focused);
    painter.setClipRect(QRect(0, layout.header, layout.labels, viewport.height() - layout.header));
    for (int row = firstRow; row <= lastRow; ++row) {
        const int top = layout.header + row * layout.cell.height() - scroll.y();
        const QRect box(0, top, layout.labels - gap, layout.cell.height());
        const bool chosen = current && current->y() == row;
        if (chosen)
            painter.fillRect(box.adjusted(0, 0, gap, 0), themeColors(palette).selection);
        painter.setPen(palette.color(QPalette::WindowText));
        painter.drawText(box, int(Qt::AlignRight | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(picture.rows[row], Qt::ElideMiddle, box.width()));
    }
    painter.setClipRect(QRect(layout.labels, 0, right - layout.labels - gap / 2, layout.header));
    painter.setRenderHint(QPainter::Antialiasing);
    for (int column = 0; column < layout.columns; ++column)
        drawHeader(painter, picture, layout, palette, column,
                   layout.labels + column * layout.cell.width() - scroll.x());
    painter.restore();
    // Beside the cells where they leave room.
    const int legend = std::min(right, layout.whole.width() - scroll.x()) + gap;
    drawLegend(painter, picture, palette, QRect(legend, 0, layout.legend - gap, viewport.height()));
}

} // namespace mantissa::ui
