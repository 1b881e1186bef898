#include "plots/matrix_map.h"

#include "theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPdfWriter>
#include <QScrollBar>
#include <QSvgGenerator>
#include <QToolTip>

namespace mantissa::ui {

MatrixMap::MatrixMap(const QString& name, QWidget* parent) : QAbstractScrollArea(parent) {
    setObjectName(name);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
}

void MatrixMap::setPicture(MatrixPicture picture) {
    if (picture == picture_)
        return;
    picture_ = std::move(picture);
    if (current_ && (current_->x() >= picture_.columns.size() || current_->y() >= picture_.rows.size()))
        current_.reset();
    lay();
}

void MatrixMap::setEmptyText(const QString& text) {
    emptyText_ = text;
    viewport()->update();
}

void MatrixMap::lay() {
    const QSize room = viewport()->size();
    layout_ = MatrixLayout::of(picture_, fontMetrics(), room);
    verticalScrollBar()->setRange(0, qMax(0, layout_.whole.height() - room.height()));
    verticalScrollBar()->setPageStep(room.height() - layout_.header);
    verticalScrollBar()->setSingleStep(layout_.cell.height());
    horizontalScrollBar()->setRange(0, qMax(0, layout_.whole.width() + layout_.legend - room.width()));
    horizontalScrollBar()->setPageStep(room.width());
    horizontalScrollBar()->setSingleStep(layout_.cell.width());
    viewport()->update();
}

QPoint MatrixMap::scroll() const {
    return {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

QRect MatrixMap::cellRect(int row, int column) const {
    return layout_.cellRect(row, column).translated(-scroll());
}

void MatrixMap::setCurrent(std::optional<QPoint> cell) {
    if (cell && (cell->x() < 0 || cell->y() < 0 || cell->x() >= picture_.columns.size() ||
                 cell->y() >= picture_.rows.size()))
        cell.reset();
    if (cell == current_)
        return;
    current_ = cell;
    if (cell)
        reveal(*cell);
    setAccessibleDescription(cell ? picture_.tips[picture_.at(cell->y(), cell->x())] : QString());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    viewport()->update();
}

void MatrixMap::reveal(const QPoint& cell) {
    const QRect place = layout_.cellRect(cell.y(), cell.x());
    const QSize room = viewport()->size();
    const auto into = [](QScrollBar* bar, int from, int to, int head, int size) {
        if (from - bar->value() < head)
            bar->setValue(from - head);
        else if (to - bar->value() > size)
            bar->setValue(to - size);
    };
    into(verticalScrollBar(), place.top(), place.bottom() + 1, layout_.header, room.height());
    into(horizontalScrollBar(), place.left(), place.right() + 1, layout_.labels,
         room.width() - layout_.legend);
}

void MatrixMap::choose(const QPoint& cell) {
    if (picture_.empty())
        return;
    const QPoint inside(qBound(0, cell.x(), int(picture_.columns.size()) - 1),
                        qBound(0, cell.y(), int(picture_.rows.size()) - 1));
    setCurrent(inside);
    emit picked(inside.y(), inside.x());
}

void MatrixMap::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    if (picture_.empty()) {
        painter.setPen(themeColors(palette()).muted);
        painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24),
                         int(Qt::AlignCenter | Qt::TextWordWrap), emptyText_);
        return;
    }
    paintMatrix(painter, picture_, layout_, palette(), viewport()->size(), scroll(), current_, hasFocus());
}

void MatrixMap::resizeEvent(QResizeEvent*) {
    lay();
}

void MatrixMap::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void MatrixMap::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void MatrixMap::mousePressEvent(QMouseEvent* event) {
    if (const auto cell = layout_.cellAt(event->pos() + scroll());
        cell && event->button() == Qt::LeftButton && event->pos().y() >= layout_.header &&
        event->pos().x() >= layout_.labels)
        choose(*cell);
}

void MatrixMap::keyPressEvent(QKeyEvent* event) {
    const int page = qMax(1, (viewport()->height() - layout_.header) / qMax(1, layout_.cell.height()) - 1);
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const int most = 1 << 28;
    const QPoint from = current_.value_or(QPoint(0, 0));
    const auto go = [&](int across, int down) {
        choose(current_ ? from + QPoint(across, down) : from);
        event->accept();
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return go(-1, 0);
    case Qt::Key_Right:
        return go(1, 0);
    case Qt::Key_Up:
        return go(0, -1);
    case Qt::Key_Down:
        return go(0, 1);
    case Qt::Key_PageUp:
        return go(0, -page);
    case Qt::Key_PageDown:
        return go(0, page);
    case Qt::Key_Home:
        return go(far ? 0 : -from.x(), far ? -most : 0);
    case Qt::Key_End:
        return go(far ? 0 : most, far ? most : 0);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool MatrixMap::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto cell = layout_.cellAt(help->pos() + scroll());
    if (cell && !picture_.empty())
        QToolTip::showText(help->globalPos(), picture_.tips[picture_.at(cell->y(), cell->x())], viewport(),
                           cellRect(cell->y(), cell->x()));
    else
        QToolTip::hideText();
    return true;
}

MatrixLayout MatrixMap::wholeLayout() const {
    return MatrixLayout::of(picture_, fontMetrics(), viewport()->size());
}

QSize MatrixMap::wholeSize() const {
    const MatrixLayout whole = wholeLayout();
    return {whole.whole.width() + whole.legend, qMax(whole.whole.height(), 240)};
}

void MatrixMap::paintWhole(QPainter& painter) const {
    painter.setFont(font());
    painter.fillRect(QRect(QPoint(), wholeSize()), palette().color(QPalette::Base));
    paintMatrix(painter, picture_, wholeLayout(), palette(), wholeSize(), QPoint(), std::nullopt, false);
}

QImage MatrixMap::image(qreal scale) const {
    QImage image((QSizeF(wholeSize()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paintWhole(painter);
    return image;
}

bool MatrixMap::save(const QString& path) const {
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(wholeSize());
        generator.setViewBox(QRect(QPoint(), wholeSize()));
        QPainter painter;
        if (!painter.begin(&generator))
            return false;
        paintWhole(painter);
        return painter.end();
    }
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        constexpr int dotsPerInch = 96;
        QPdfWriter writer(path);
        writer.setResolution(dotsPerInch);
        writer.setPageSize(QPageSize(QSizeF(wholeSize()) / dotsPerInch, QPageSize::Inch));
        writer.setPageMargins(QMarginsF());
        QPainter painter;
        if (!painter.begin(&writer))
            return false;
        paintWhole(painter);
        return painter.end();
    }
    return image(2).save(path, "PNG");
}

} // namespace mantissa::ui
