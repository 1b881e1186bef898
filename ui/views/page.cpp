#include "views/page.h"

#include <QEvent>
#include <QTimer>

namespace mantissa::ui {

Page::Page(const QString& name, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
}

void Page::showSoon() {
    stale_ = true;
    if (!isVisible() || waiting_)
        return;
    waiting_ = true;
    QTimer::singleShot(0, this, [this] {
        waiting_ = false;
        if (!isVisible() || !stale_)
            return;
        stale_ = false;
        showNow();
    });
}

// Before it is painted: a page that comes to the front never shows what was.
void Page::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!stale_)
        return;
    stale_ = false;
    showNow();
}

void Page::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace mantissa::ui
