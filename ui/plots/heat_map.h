#pragma once
// Rows x columns of a weight as colours, from the whole tensor down to single weights. Wheel, + and - zoom;
// dragging and arrows pan; Home or a double click shows all; a click picks a weight; Shift and dragging marks
// a region.
#include "session/map_driver.h"

#include <QWidget>

#include <optional>

namespace mantissa::ui {

class HeatMap : public QWidget {
    Q_OBJECT
public:
    explicit HeatMap(MapDriver& driver, QWidget* parent = nullptr);

    void setValue(MapValue value);
    void setRule(CellRule rule);
    MapValue value() const { return value_; }
    CellRule rule() const { return rule_; }
    /// The value that gets the strongest colour.
    void setLimit(double limit);
    double limit() const { return limit_; }
    void setEmptyText(const QString& text);
    /// Draws a frame around the block that is inspected.
    void setBlock(std::optional<MapRegion> block);

    // Of the level that is drawn now.
    std::int64_t rowsPerCell() const { return std::int64_t{1} << rowLevel(); }
    std::int64_t columnsPerCell() const { return std::int64_t{1} << columnLevel(); }
    QRectF visibleWeights() const { return view_; } ///< x: columns, y: rows
    void showAll();
    void showWeights(const QRectF& columnsAndRows);
    /// Every tile of what is visible is there.
    bool complete() const;

    QSize sizeHint() const override { return {400, 240}; }
    QSize minimumSizeHint() const override { return {160, 90}; }

signals:
    void hovered(qint64 row, qint64 column); ///< -1, -1: outside
    void picked(qint64 row, qint64 column);
    void regionMarked(const mantissa::MapRegion& region);
    void regionCleared();
    void viewChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void reset();
    void zoom(double factor, const QPointF& around);
    void pan(double columns, double rows);
    void keepInside();
    int rowLevel() const;
    int columnLevel() const;
    std::vector<TileKey> visibleTiles(int rowLevel, int columnLevel) const;
    void ask();
    void drawTile(QPainter& painter, const TileKey& key);
    void drawFrame(QPainter& painter, const MapRegion& region, bool dashed);
    QImage imageOf(const MapTile& tile) const;
    QRectF onScreen(const QRectF& weights) const;
    QPointF weightAt(const QPointF& place) const;
    QRectF map() const { return QRectF(rect()).adjusted(1, 1, -1, -1); }

    MapDriver& driver_;
    MapValue value_ = MapValue::Original;
    CellRule rule_ = CellRule::Largest;
    double limit_ = 1;
    QString emptyText_;
    QRectF view_; ///< the weights that are visible; x: columns, y: rows
    const void* shown_ = nullptr;
    std::optional<MapRegion> block_;
    std::optional<QPointF> pressed_;
    QPointF last_;
    bool dragging_ = false;
    bool marking_ = false;
    std::map<TileKey, std::pair<TilePtr, QImage>> images_; ///< and the tile each was made of
};

/// The legend of a heat map: colours, ticks, unit.
class ColorBar : public QWidget {
    Q_OBJECT
public:
    explicit ColorBar(QWidget* parent = nullptr);
    void setLimit(double limit, const QString& unit);
    QSize sizeHint() const override { return {78, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double limit_ = 1;
    QString unit_;
};

} // namespace mantissa::ui
