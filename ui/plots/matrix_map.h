#pragma once
// A matrix of figures as colours. A click, or the arrows, Home, End and the page keys choose a cell; its
// figures are in the tooltip and told to assistive tools.
#include "plots/matrix_picture.h"

#include <QAbstractScrollArea>

namespace mantissa::ui {

class MatrixMap : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit MatrixMap(const QString& name, QWidget* parent = nullptr);

    void setPicture(MatrixPicture picture);
    const MatrixPicture& picture() const { return picture_; }
    void setEmptyText(const QString& text);
    /// (column, row); tells nobody.
    void setCurrent(std::optional<QPoint> cell);
    const std::optional<QPoint>& current() const { return current_; }
    /// Where a cell is now, in the viewport.
    QRect cellRect(int row, int column) const;

    /// The whole matrix, what is scrolled out of sight too.
    QImage image(qreal scale) const;
    /// .png at twice the screen's scale, .svg or .pdf; false when that failed.
    bool save(const QString& path) const;

    QSize sizeHint() const override { return {420, 320}; }

signals:
    void picked(int row, int column); ///< by the person

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void lay();
    void choose(const QPoint& cell);
    void reveal(const QPoint& cell);
    QPoint scroll() const;
    MatrixLayout wholeLayout() const;
    QSize wholeSize() const;
    void paintWhole(QPainter& painter) const;

    MatrixPicture picture_;
    MatrixLayout layout_;
    QString emptyText_;
    std::optional<QPoint> current_;
};

} // namespace mantissa::ui
