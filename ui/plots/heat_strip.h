#pragma once
// A StripPicture as colours, with a legend, layer borders and marks. A click or the arrow keys pick a cell;
// where a column of pixels stands for several tensors it shows, and picks, the worst of them.
#include "jobs/file_work.h"
#include "plots/strip_picture.h"

#include <QImage>
#include <QWidget>

namespace mantissa::ui {

class HeatStrip : public QWidget {
    Q_OBJECT
public:
    explicit HeatStrip(const QString& name, QWidget* parent = nullptr);

    void setPicture(StripPicture picture);
    const StripPicture& picture() const { return picture_; }
    void setEmptyText(const QString& text);
    /// Marked with a triangle above their column.
    void setMarks(std::vector<std::shared_ptr<const Tensor>> marks);
    void setSelected(const std::shared_ptr<const Tensor>& tensor, int candidate);

    /// The cell under a place in the widget: column and row; -1, -1 outside.
    std::pair<int, int> cellAt(const QPointF& place) const;
    QString readOut(int column, int row) const;
    void draw(QPainter& painter, const QSize& size) const;
    bool save(const QString& path) const; ///< .png, .svg, .pdf or .csv
    BytesMaker bytesFor(const QString& path) const;
    void copyPicture() const;
    void copyData() const;

    QSize sizeHint() const override { return {500, 220}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

signals:
    void picked(std::shared_ptr<const mantissa::Tensor> tensor, int candidate);
    void hovered(const QString& readOut);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QImage imageOfAll() const;
    QRect cells(const QSize& size) const; ///< where the colours are
    double place(float value) const;      ///< 0..1 between low and high; NaN for none
    bool worse(float a, float b) const;
    int worstIn(int row, int first, int last) const;
    QImage imageOf(int width) const;
    void drawLabels(QPainter& painter, const QRect& area) const;
    void drawLayers(QPainter& painter, const QRect& area) const;
    void drawMarks(QPainter& painter, const QRect& area) const;
    void drawLegend(QPainter& painter, const QRect& area, const QSize& size) const;
    void pick(int column, int row);
    int labelWidth() const;
    double columnCentre(int column, const QRect& area) const;

    StripPicture picture_;
    std::vector<int> marks_; ///< columns
    std::vector<std::shared_ptr<const Tensor>> marked_;
    int selectedColumn_ = -1;
    int selectedRow_ = -1;
    QString emptyText_;
    mutable QImage image_; ///< of the cells at the present width; null: to be made
};

} // namespace mantissa::ui
