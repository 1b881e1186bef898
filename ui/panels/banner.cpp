#include "panels/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace mantissa::ui {

namespace {

QString signOf(BannerKind kind) {
    switch (kind) {
    case BannerKind::Info:
        return QStringLiteral("ⓘ");
    case BannerKind::Success:
        return QStringLiteral("✓");
    case BannerKind::Warning:
        return QStringLiteral("⚠");
    case BannerKind::Problem:
        return QStringLiteral("✗");
    }
    return {};
}

// By it the theme's sheet knows the colours; a sheet of the banner's own would keep those of the old theme.
QString styleOf(BannerKind kind) {
    switch (kind) {
    case BannerKind::Info:
        return QStringLiteral("info");
    case BannerKind::Success:
        return QStringLiteral("success");
    case BannerKind::Warning:
        return QStringLiteral("warning");
    case BannerKind::Problem:
        return QStringLiteral("problem");
    }
    return {};
}

} // namespace

Banner::Banner(QString topic, BannerKind kind, const QString& text, QWidget* parent)
    : QFrame(parent), topic_(std::move(topic)), kind_(kind), sign_(new QLabel(signOf(kind), this)),
      text_(new QLabel(text, this)), action_(new QPushButton(this)) {
    setObjectName(QStringLiteral("banner-") + topic_);
    setAccessibleName(text);
    setProperty("banner", styleOf(kind));
    text_->setObjectName(QStringLiteral("bannerText"));
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    action_->setObjectName(QStringLiteral("bannerAction"));
    action_->hide();
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("bannerClose"));
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Dismiss"));
    close->setToolTip(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->addWidget(sign_);
    layout->addWidget(text_, 1);
    layout->addWidget(action_);
    layout->addWidget(close);
}

QString Banner::text() const {
    return text_->text();
}

void Banner::addAction(const QString& text, std::function<void()> run) {
    action_->setText(text);
    action_->show();
    connect(action_, &QPushButton::clicked, this, std::move(run));
}

BannerStack::BannerStack(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("banners"));
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(1);
}

Banner* BannerStack::show(const QString& topic, BannerKind kind, const QString& text) {
    dismiss(topic);
    auto* banner = new Banner(topic, kind, text, this);
    layout_->addWidget(banner);
    return banner;
}

void BannerStack::dismiss(const QString& topic) {
    if (Banner* old = find(topic)) {
        old->setObjectName(QString()); // it lives until the event loop comes round
        old->hide();
        old->deleteLater();
    }
}

Banner* BannerStack::find(const QString& topic) const {
    return findChild<Banner*>(QStringLiteral("banner-") + topic);
}

} // namespace mantissa::ui
