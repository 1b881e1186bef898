#include "views/view.h"

#include "theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace mantissa::ui {

View::View(const QString& name, QWidget* parent)
    : QWidget(parent), heading_(new QLabel(this)), explanation_(new QLabel(this)), controls_(new QHBoxLayout),
      body_(new QVBoxLayout) {
    setObjectName(name);
    heading_->setObjectName(name + QStringLiteral("Heading"));
    heading_->setProperty("title", true);
    heading_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    explanation_->setObjectName(name + QStringLiteral("Explanation"));
    explanation_->setProperty("muted", true);
    explanation_->setWordWrap(true);
    explanation_->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
    auto* head = new QHBoxLayout;
    head->addWidget(heading_, 1);
    head->addLayout(controls_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(explanation_);
    layout->addLayout(body_, 1);
    refreshing_.setSingleShot(true);
    connect(&refreshing_, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        stale_ = false;
        refresh();
    });
    connect(explanation_, &QLabel::linkActivated, this, &View::helpRequested);
}

void View::setHeading(const QString& heading) {
    heading_->setText(heading);
    heading_->setToolTip(heading);
}

void View::setExplanation(const QString& text, const QString& handbookPage) {
    explanationText_ = text;
    explanationPage_ = handbookPage;
    showExplanation();
}

void View::showExplanation() {
    // Rich text remembers the link colour of the palette it was made under.
    explanation_->setText(QStringLiteral("%1 <a href=\"%2\" style=\"color:%3\">%4</a>")
                              .arg(explanationText_, explanationPage_, themeColors(palette()).accent.name(),
                                   tr("What am I looking at?")));
}

void View::refreshSoon() {
    stale_ = true;
    if (isVisible() && !refreshing_.isActive())
        refreshing_.start();
}

// Before it is painted: a view that comes to the front never shows what was.
void View::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!stale_)
        return;
    stale_ = false;
    refresh();
}

void View::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showExplanation();
}

} // namespace mantissa::ui
