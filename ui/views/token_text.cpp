#include "views/token_text.h"

#include "models/worst_tokens_model.h"
#include "text/number_text.h"
#include "theme/readable_ink.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace mantissa::ui {

namespace {

constexpr int margin = 8;
constexpr double strongPlace = 0.5; ///< on the scale: a change of 25 %

bool beginsWord(const TokenCell& cell) {
    return cell.text.isEmpty() || cell.text.front().isSpace() || cell.position == 0;
}

bool endsLine(const TokenCell& cell) {
    return cell.text.contains(QLatin1Char('\n'));
}

// Line feeds end the line and need no room of their own beside their sign.
QString shownText(const TokenCell& cell) {
    QString text = cell.text;
    text.replace(QLatin1Char('\n'), QChar(0x21B5)).replace(QLatin1Char('\t'), QChar(0x21E5));
    return text.isEmpty() ? QStringLiteral("·") : text;
}

} // namespace

TokenText::TokenText(QWidget* parent) : QAbstractScrollArea(parent) {
    setObjectName(QStringLiteral("tokenText"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming and going would lay out twice
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
}

QFont TokenText::fontOf(bool strong) const {
    QFont own = font();
    own.setPointSizeF(own.pointSizeF() * 1.1);
    own.setBold(strong);
    return own;
}

int TokenText::lineHeight() const {
    return QFontMetrics(fontOf(true)).height() + 8;
}

bool TokenText::strong(const TokenCell& cell) const {
    return std::abs(scalePlace(cell, measure_)) >= strongPlace;
}

int TokenText::widthOf(const TokenCell& cell) {
    const bool bold = strong(cell);
    QHash<QString, int>& known = bold ? strongWidths_ : widths_;
    const QString text = shownText(cell);
    const auto found = known.constFind(text);
    if (found != known.constEnd())
        return *found;
    return *known.insert(text, QFontMetrics(fontOf(bold)).horizontalAdvance(text));
}

// Words stay whole where they fit; a word is the tokens up to the next blank.
void TokenText::layOut() {
    lines_.clear();
    boxes_.assign(cells_.size(), {});
    const int width = qMax(60, viewport()->width() - 2 * margin);
    const int blank = QFontMetrics(fontOf(false)).horizontalAdvance(QLatin1Char(' '));
    int x = 0;
    const auto newLine = [&](std::size_t first) {
        lines_.push_back({first, 0, -1});
        x = 0;
    };
    for (std::size_t i = 0; i < cells_.size();) {
        if (cells_[i].position == 0) {
            lines_.push_back({i, 0, cells_[i].chunk});
            newLine(i);
        }
        std::size_t end = i + 1;
        int word = widthOf(cells_[i]);
        while (end < cells_.size() && !beginsWord(cells_[end]) && !endsLine(cells_[end - 1]) && word < width)
            word += widthOf(cells_[end++]);
        if (x > 0 && x + word > width)
            newLine(i);
        for (; i < end; ++i) {
            const int own = widthOf(cells_[i]);
            if (x > 0 && x + own > width)
                newLine(i);
            if (x == 0 && cells_[i].text.startsWith(QLatin1Char(' ')))
                x = -blank; // words stand flush, their blank in the margin
            boxes_[i] = {x, own, static_cast<int>(lines_.size()) - 1};
            ++lines_.back().count;
            x += own;
        }
        if (endsLine(cells_[end - 1]) && end < cells_.size() && cells_[end].position != 0)
            newLine(end);
    }
    const int height = static_cast<int>(lines_.size()) * lineHeight() + 2 * margin;
    verticalScrollBar()->setRange(0, qMax(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(lineHeight());
    viewport()->update();
}

void TokenText::setCells(std::vector<TokenCell> cells) {
    cells_ = std::move(cells);
    current_ = -1;
    layOut();
    verticalScrollBar()->setValue(0);
}

void TokenText::setMeasure(TokenMeasure measure) {
    if (measure == measure_)
        return;
    measure_ = measure;
    layOut();
}

void TokenText::setEmptyText(const QString& text) {
    empty_ = text;
    viewport()->update();
}

void TokenText::setCurrent(int cell) {
    if (cell < 0 || cell >= static_cast<int>(cells_.size()))
        cell = -1;
    current_ = cell;
    if (cell >= 0) {
        const QRect box = cellRect(cell);
        QScrollBar& bar = *verticalScrollBar();
        // A line of what comes before and after stays in sight.
        if (box.top() < lineHeight())
            bar.setValue(bar.value() + box.top() - lineHeight());
        else if (box.bottom() > viewport()->height() - lineHeight())
            bar.setValue(bar.value() + box.bottom() - viewport()->height() + lineHeight());
        setAccessibleDescription(describe(cells_[static_cast<std::size_t>(cell)]));
    }
    viewport()->update();
}

void TokenText::choose(int cell) {
    setCurrent(cell);
    emit currentChanged(current_);
}

QRect TokenText::cellRect(int cell) const {
    const Box& box = boxes_[static_cast<std::size_t>(cell)];
    return {margin + box.x, margin + box.line * lineHeight() - verticalScrollBar()->value(), box.width,
            lineHeight()};
}

int TokenText::cellAt(const QPoint& place) const {
    const int y = place.y() - margin + verticalScrollBar()->value();
    const int line = y < 0 ? -1 : y / lineHeight();
    if (line < 0 || line >= lineCount())
        return -1;
    const Line& found = lines_[static_cast<std::size_t>(line)];
    for (std::size_t i = found.first; i < found.first + found.count; ++i) {
        const Box& box = boxes_[i];
        if (place.x() - margin >= box.x && place.x() - margin < box.x + box.width)
            return static_cast<int>(i);
    }
    return -1;
}

std::pair<QColor, QColor> TokenText::colorsOf(double place, const QPalette& palette) {
    const QColor ground = QColor::fromRgb(divergingColor(place, palette));
    return {ground, readableOn(ground.rgb())};
}

void TokenText::paintCell(QPainter& painter, int index, const QRect& box) const {
    const TokenCell& cell = cells_[static_cast<std::size_t>(index)];
    const ThemeColors& theme = themeColors(palette());
    const double place = scalePlace(cell, measure_);
    QColor ink = cell.text.isEmpty() || !cell.scored() ? theme.muted : theme.text;
    const QRect inside = box.adjusted(0, 2, 0, -2);
    if (cell.scored()) {
        const auto [ground, readable] = colorsOf(place, palette());
        painter.fillRect(inside, ground);
        if (std::abs(place) > 0.05)
            ink = readable;
    }
    painter.setFont(fontOf(strong(cell)));
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shownText(cell));
    if (std::abs(place) >= 0.2) {
        const int y = inside.bottom() - 2;
        painter.setPen(QPen(ink, place > 0 && strong(cell) ? 2 : 1, place > 0 ? Qt::SolidLine : Qt::DotLine));
        painter.drawLine(box.left() + 1, y, box.right() - 1, y);
    }
    if (index == current_) {
        painter.setPen(QPen(theme.text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(inside.adjusted(0, 0, -1, -1));
    }
}

void TokenText::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const ThemeColors& theme = themeColors(palette());
    painter.fillRect(event->rect(), theme.base);
    if (cells_.empty()) {
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect().adjusted(30, 10, -30, -10), Qt::AlignCenter | Qt::TextWordWrap,
                         empty_);
        return;
    }
    const int height = lineHeight();
    const int first = qMax(0, (event->rect().top() - margin + verticalScrollBar()->value()) / height);
    for (int i = first; i < lineCount(); ++i) {
        const int top = margin + i * height - verticalScrollBar()->value();
        if (top > event->rect().bottom())
            break;
        const Line& line = lines_[static_cast<std::size_t>(i)];
        if (line.chunk >= 0) {
            const QString heading = tr("Chunk %1").arg(line.chunk + 1);
            painter.setFont(font());
            painter.setPen(theme.muted);
            const QRect box(margin, top, viewport()->width() - 2 * margin, height);
            painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, heading);
            painter.setPen(theme.border);
            const int from = margin + QFontMetrics(font()).horizontalAdvance(heading) + 8;
            painter.drawLine(from, box.center().y(), box.right(), box.center().y());
        }
        for (std::size_t cell = line.first; cell < line.first + line.count; ++cell)
            paintCell(painter, static_cast<int>(cell), cellRect(static_cast<int>(cell)));
    }
}

void TokenText::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    const int kept = current_ >= 0 ? current_ : cellAt({margin, lineHeight()});
    layOut();
    if (kept >= 0 && current_ >= 0)
        setCurrent(kept);
}

void TokenText::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    widths_.clear();
    strongWidths_.clear();
    layOut();
}

void TokenText::moveLines(int step) {
    if (current_ < 0) {
        choose(0);
        return;
    }
    const QRect box = cellRect(current_);
    int line = boxes_[static_cast<std::size_t>(current_)].line + step;
    const int direction = step < 0 ? -1 : 1;
    line = qBound(0, line, lineCount() - 1);
    while (line >= 0 && line < lineCount() && lines_[static_cast<std::size_t>(line)].count == 0)
        line += direction;
    if (line < 0 || line >= lineCount())
        return;
    const Line& found = lines_[static_cast<std::size_t>(line)];
    std::size_t nearest = found.first;
    for (std::size_t i = found.first; i < found.first + found.count; ++i)
        if (boxes_[i].x + margin <= box.left())
            nearest = i;
    choose(static_cast<int>(nearest));
}

void TokenText::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(cells_.size()) - 1;
    const int lines = qMax(1, viewport()->height() / lineHeight() - 1);
    switch (event->key()) {
    case Qt::Key_N:
        emit worstRequested(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        return;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int step = event->key() == Qt::Key_PageUp ? -1 : 1;
        if (event->modifiers().testFlag(Qt::ControlModifier))
            emit pageRequested(step);
        else if (last >= 0)
            moveLines(step * lines);
        return;
    }
    default:
        break;
    }
    if (last < 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        choose(qMax(0, current_ - 1));
        return;
    case Qt::Key_Right:
        choose(qMin(last, current_ + 1));
        return;
    case Qt::Key_Up:
        moveLines(-1);
        return;
    case Qt::Key_Down:
        moveLines(1);
        return;
    case Qt::Key_Home:
        choose(0);
        return;
    case Qt::Key_End:
        choose(last);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TokenText::mousePressEvent(QMouseEvent* event) {
    if (const int cell = cellAt(event->position().toPoint()); cell >= 0)
        choose(cell);
}

QString TokenText::describe(const TokenCell& cell) {
    const QString where = tr("chunk %1, token %2").arg(cell.chunk + 1).arg(cell.position + 1);
    if (!cell.scored())
        return quotedToken(cell.text) + QStringLiteral("   ·   ") + where + QStringLiteral("   ·   ") +
               tr("context, not scored");
    return QStringList{
        quotedToken(cell.text), where,
        tr("probability %1 before, %2 after").arg(percentText(cell.original), percentText(cell.candidate)),
        tr("KL %1 nats").arg(numberText(cell.divergence, 3))}
        .join(QStringLiteral("   ·   "));
}

bool TokenText::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto& help = *static_cast<QHelpEvent*>(event);
    const int cell = cellAt(help.pos());
    if (cell < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(),
                           describe(cells_[static_cast<std::size_t>(cell)])
                               .replace(QStringLiteral("   ·   "), QStringLiteral("\n")),
                           viewport(), cellRect(cell));
    return true;
}

} // namespace mantissa::ui
