#pragma once
// A text whose tokens are coloured by what happened to them. Lost probability is underlined as well, gained
// dotted, a lot of it bold, so that colour says nothing alone. Only the lines in sight are painted.
#include "models/token_cells.h"

#include <QAbstractScrollArea>
#include <QHash>

namespace mantissa::ui {

class TokenText : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TokenText(QWidget* parent = nullptr);

    void setCells(std::vector<TokenCell> cells);
    const std::vector<TokenCell>& cells() const { return cells_; }
    void setMeasure(TokenMeasure measure);
    void setEmptyText(const QString& text);
    /// The current cell, -1 for none. Scrolls to it.
    void setCurrent(int cell);
    int current() const { return current_; }
    /// The cell at a place of the viewport, -1 for none.
    int cellAt(const QPoint& place) const;
    /// Where a cell is in the viewport.
    QRect cellRect(int cell) const;
    int lineCount() const { return static_cast<int>(lines_.size()); }

    /// What there is to say about a cell, in lines.
    static QString describe(const TokenCell& cell);

    /// The ground of a cell and the ink that can be read on it.
    static std::pair<QColor, QColor> colorsOf(double place, const QPalette& palette);

signals:
    void currentChanged(int cell);
    /// N and Shift+N: the next or the previous of the worst.
    void worstRequested(int step);
    void pageRequested(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Line {
        std::size_t first = 0;
        std::size_t count = 0;
        std::int64_t chunk = -1; ///< a heading instead: of that chunk
    };
    struct Box {
        int x = 0;
        int width = 0;
        int line = 0;
    };
    void layOut();
    int widthOf(const TokenCell& cell);
    bool strong(const TokenCell& cell) const;
    QFont fontOf(bool strong) const;
    int lineHeight() const;
    void paintCell(QPainter& painter, int cell, const QRect& box) const;
    void moveLines(int step);
    void choose(int cell);

    std::vector<TokenCell> cells_;
    std::vector<Line> lines_;
    std::vector<Box> boxes_; ///< as cells_
    QHash<QString, int> widths_;
    QHash<QString, int> strongWidths_;
    TokenMeasure measure_ = TokenMeasure::Change;
    QString empty_;
    int current_ = -1;
};

} // namespace mantissa::ui
