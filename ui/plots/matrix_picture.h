#pragma once
// What a matrix of figures shows, and how it is drawn: rows x columns as colours on a logarithmic scale, with
// a legend, names and, where they fit, the figures themselves.
#include <QPalette>
#include <QPoint>
#include <QRect>
#include <QStringList>

#include <optional>
#include <vector>

class QPainter;

namespace mantissa::ui {

struct MatrixPicture {
    QString legend; ///< what the colours mean, with its unit
    QStringList rows;
    QStringList columns;
    std::vector<int> slots_;    ///< of the columns' schemes: colour and marker
    std::vector<double> values; ///< row by row; NaN: none (yet)
    QStringList texts;          ///< in the cells where they fit
    QStringList tips;           ///< all there is to say of each cell
    bool operator==(const MatrixPicture&) const = default;

    int at(int row, int column) const { return row * static_cast<int>(columns.size()) + column; }
    bool empty() const { return rows.empty() || columns.empty(); }
    /// Least and greatest value that colours tell apart: five decades at most. Nothing while there are none.
    std::optional<std::pair<double, double>> range() const;
    /// 0..1 on the colour scale; NaN without a value.
    double place(double value) const;
};

/// Where things are, in pixels; (0, 0) is the top left corner of the whole.
struct MatrixLayout {
    int labels = 0; ///< width of the rows' names
    int header = 0; ///< height of the columns' names
    QSize cell;
    int legend = 0; ///< width
    QSize whole;    ///< without the legend
    int rows = 0;
    int columns = 0;

    static MatrixLayout of(const MatrixPicture& picture, const QFontMetrics& metrics, const QSize& room);
    QRect cellRect(int row, int column) const;
    /// (column, row) of the cell at a place; nothing outside.
    std::optional<QPoint> cellAt(const QPoint& place) const;
};

/// Draws what a viewport of this size shows when scrolled by `scroll`; names and legend stay in place.
/// current: (column, row) of the chosen cell.
void paintMatrix(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout,
                 const QPalette& palette, const QSize& viewport, const QPoint& scroll,
                 const std::optional<QPoint>& current, bool focused);

} // namespace mantissa::ui
