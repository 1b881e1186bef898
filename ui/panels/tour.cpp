#include "panels/tour.h"

#include "theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace mantissa::ui {

namespace {
constexpr int bubbleWidth = 380;
constexpr int gap = 14;
} // namespace

Tour::Tour(std::vector<TourStep> steps, QWidget* window)
    : QWidget(window), steps_(std::move(steps)), before_(QApplication::focusWidget()),
      bubble_(new QFrame(this)), title_(new QLabel(bubble_)), words_(new QLabel(bubble_)),
      count_(new QLabel(bubble_)), skip_(new QPushButton(bubble_)), back_(new QPushButton(bubble_)),
      next_(new QPushButton(bubble_)) {
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour of the window"));
    setFocusPolicy(Qt::StrongFocus);
    bubble_->setObjectName(QStringLiteral("tourBubble"));
    bubble_->setAutoFillBackground(true);
    bubble_->setFrameShape(QFrame::StyledPanel);
    title_->setProperty("title", true);
    title_->setWordWrap(true);
    words_->setObjectName(QStringLiteral("tourWords"));
    words_->setWordWrap(true);
    count_->setProperty("muted", true);
    skip_->setObjectName(QStringLiteral("tourSkip"));
    back_->setObjectName(QStringLiteral("tourBack"));
    next_->setObjectName(QStringLiteral("tourNext"));
    skip_->setText(tr("&Skip"));
    back_->setText(tr("&Back"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(skip_);
    buttons->addStretch();
    buttons->addWidget(count_);
    buttons->addWidget(back_);
    buttons->addWidget(next_);
    auto* layout = new QVBoxLayout(bubble_);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->addWidget(title_);
    layout->addWidget(words_);
    layout->addLayout(buttons);
    connect(skip_, &QPushButton::clicked, this, &Tour::end);
    connect(back_, &QPushButton::clicked, this, [this] { go(step_ - 1); });
    connect(next_, &QPushButton::clicked, this, [this] { go(step_ + 1); });
    window->installEventFilter(this);
    setGeometry(window->rect());
    show();
    raise();
    go(0);
}

void Tour::go(int step) {
    if (step < 0)
        return;
    if (step >= steps()) {
        end();
        return;
    }
    step_ = step;
    const TourStep& now = steps_[static_cast<std::size_t>(step)];
    target_ = now.target ? now.target() : nullptr;
    title_->setText(now.title);
    words_->setText(now.words);
    count_->setText(tr("%1 of %2").arg(step + 1).arg(steps()));
    back_->setEnabled(step > 0);
    next_->setText(step + 1 == steps() ? tr("&Done") : tr("&Next"));
    next_->setDefault(true);
    raise();
    place();
    next_->setFocus();
}

void Tour::end() {
    hide();
    if (before_)
        before_->setFocus();
    emit ended();
    deleteLater();
}

QRect Tour::bright() const {
    if (!target_ || !target_->isVisible())
        return {};
    return QRect(target_->mapTo(parentWidget(), QPoint()), target_->size()).adjusted(-4, -4, 4, 4);
}

// Beside what it is about, where there is most room.
void Tour::place() {
    bubble_->setFixedWidth(qMin(bubbleWidth, width() - 2 * gap));
    bubble_->adjustSize();
    const QRect hole = bright();
    QPoint corner((width() - bubble_->width()) / 2, (height() - bubble_->height()) / 2);
    if (!hole.isNull()) {
        if (width() - hole.right() > bubble_->width() + 2 * gap)
            corner = {hole.right() + gap, hole.top() + gap};
        else if (hole.left() > bubble_->width() + 2 * gap)
            corner = {hole.left() - gap - bubble_->width(), hole.top() + gap};
        else if (height() - hole.bottom() > bubble_->height() + 2 * gap)
            corner = {hole.left() + gap, hole.bottom() + gap};
        else // nothing but the target itself: low in it, so that its head stays in sight
            corner = {hole.center().x() - bubble_->width() / 2, hole.bottom() - bubble_->height() - 2 * gap};
    }
    corner.setX(qBound(gap, corner.x(), qMax(gap, width() - bubble_->width() - gap)));
    corner.setY(qBound(gap, corner.y(), qMax(gap, height() - bubble_->height() - gap)));
    bubble_->move(corner);
    update();
}

void Tour::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath dim;
    dim.addRect(rect());
    const QRect hole = bright();
    if (!hole.isNull()) {
        QPainterPath light;
        light.addRoundedRect(hole, 6, 6);
        dim -= light;
    }
    painter.fillPath(dim, QColor(0, 0, 0, 130));
    if (!hole.isNull()) {
        painter.setPen(QPen(themeColors(palette()).accent, 2));
        painter.drawRoundedRect(hole, 6, 6);
    }
}

void Tour::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        end();
        break;
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        go(step_ + 1);
        break;
    case Qt::Key_Left:
        go(step_ - 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        place();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mantissa::ui
