#pragma once
// Draws a Picture in the theme's colours, with a title, a cursor read-out, wheel zoom, drag, double click to
// reset, and a menu to copy or save it. Statistics stay out of it.
#include "jobs/file_work.h"
#include "plots/picture.h"

#include <QWidget>

#include <memory>

class QCustomPlot;
class QLabel;
class QMenu;
class QCPItemStraightLine;

namespace mantissa::ui {

class PlotWidget : public QWidget {
    Q_OBJECT
public:
    /// name: the object name, and the start of suggested file names.
    explicit PlotWidget(const QString& name, QWidget* parent = nullptr);
    ~PlotWidget() override;

    void setTitle(const QString& title);
    /// Small multiples: the title says what the axes are, which carry numbers only.
    void setCompact();
    /// Shown over the axes while there is nothing to draw.
    void setEmptyText(const QString& text);
    /// keepZoom: the axes stay where the person put them.
    void setPicture(const Picture& picture, bool keepZoom = false);
    const Picture& picture() const { return picture_; }

    /// Shift and dragging marks a range of x: rangeMarked follows. A click with Shift, or Esc, forgets it.
    void setMarking(bool marking) { marking_ = marking; }

    void resetZoom();
    /// Writes .png (at the chosen scale), .svg, .pdf or .csv; false when that failed.
    bool save(const QString& path);
    void copyPicture();
    void copyData();
    /// What the cursor read-out says at this place of the axes' coordinates.
    QString readOut(double x, double y) const;

    QCustomPlot& plot() { return *plot_; }

signals:
    /// A click near a point (or in a category).
    void clicked(int seriesId, double x);
    void rangeMarked(double low, double high);
    void rangeForgotten();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void redraw(bool keepZoom);
    void drawErrors(const Series& series);
    void drawSeries(const Series& series);
    void drawMarks();
    void drawHighlight();
    void drawBand();
    bool markRange(QEvent* event);
    void setTicks();
    void applyRanges();
    void placeLabels();
    std::vector<QRectF> markerBoxes() const;
    void addPath(const Series& series, std::vector<QRectF>& boxes) const;
    void reserveLabelSpace();
    QFont labelFont() const;
    void showReadOut(const QPointF& place);
    void showNote(const QPointF& place, bool inside);
    void click(const QPointF& place);
    void showMenu(const QPoint& place);
    void addScales(QMenu& menu);
    void askAndSave();
    BytesMaker bytesFor(const QString& path);
    /// The series and point nearest to a place, within reach; -1 otherwise.
    std::pair<int, int> nearest(double x, double y, double reachPixels) const;
    bool empty() const;

    Picture picture_;
    QCustomPlot* plot_;
    QLabel* title_;
    QLabel* readOut_;
    QLabel* empty_;
    QCPItemStraightLine* cursor_ = nullptr;
    bool zoomed_ = false;
    bool compact_ = false;
    bool marking_ = false;
    bool noted_ = false;               ///< a series' note is on the screen
    std::optional<double> markedFrom_; ///< while the mouse is down
};

} // namespace mantissa::ui
