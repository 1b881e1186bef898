#include "screenshots/screenshots.h"

#include "panels/banner.h"
#include "session/accuracy_driver.h"
#include "theme/theme.h"
#include "views/accuracy_view.h"
#include "views/handbook_window.h"
#include "views/page.h"
#include "views/tensor_view.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <cstdio>
#include <iterator>
#include <utility>

namespace mantissa::ui {

namespace {
constexpr int accuracyView = 5;
constexpr int settleMilliseconds = 250; // layouts and queued replots after a change
const char* const viewNames[] = {"tensor", "layers", "compare", "trade-off", "recipe", "accuracy"};
const char* const tensorPages[] = {"", "map", "block", "formats"};
const char* const otherNames[] = {"findings", "jobs", "export", "certificate", "report", "handbook"};

// "accuracy-continuations" of a page called continuationPage: what follows the first is a picture's own.
QString pictureOf(const QWidget& page) {
    static const QHash<QString, QString> names{
        {QStringLiteral("tokenPage"), QStringLiteral("text")},
        {QStringLiteral("methodsPage"), QStringLiteral("methods")},
        {QStringLiteral("continuationPage"), QStringLiteral("continuations")},
        {QStringLiteral("sensitivityPanel"), QStringLiteral("sensitivity")},
        {QStringLiteral("outputErrorPanel"), QStringLiteral("outputs")}};
    return QStringLiteral("accuracy-") + names.value(page.objectName(), page.objectName());
}
} // namespace

Screenshots::Screenshots(QApplication& application, MainWindow& window, Language& language,
                         ScreenshotWish wish, QObject* parent)
    : QObject(parent), application_(application), window_(window), language_(language),
      wish_(std::move(wish)) {
    timer_.setInterval(settleMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &Screenshots::step);
    for (const QString& one : std::as_const(wish_.languages))
        plan(one);
}

void Screenshots::plan(const QString& language) {
    const QTabWidget& pages = window_.findChild<AccuracyView*>()->pages();
    for (const QString& theme : std::as_const(wish_.themes))
        for (const QSize& size : std::as_const(wish_.sizes)) {
            for (int view = 0; view < window_.views().count(); ++view)
                shots_.append({QLatin1String(viewNames[view]), language, theme, size, view});
            for (int page = 1; page < int(std::size(tensorPages)); ++page)
                shots_.append({QLatin1String(tensorPages[page]), language, theme, size, 0, page});
            for (int page = 1; page < pages.count(); ++page)
                shots_.append({pictureOf(*pages.widget(page)), language, theme, size, accuracyView, page});
        }
    // After all views: the export leaves a banner.
    for (const QString& theme : std::as_const(wish_.themes))
        for (const char* name : otherNames)
            shots_.append({QLatin1String(name), language, theme, wish_.sizes.first()});
}

void Screenshots::start() {
    timer_.start();
}

void Screenshots::step() {
    if (const Banner* failed = window_.banners().find(QStringLiteral("open"))) {
        std::fputs(qPrintable(failed->text() + QLatin1Char('\n')), stderr);
        timer_.stop();
        emit finished(-1);
        return;
    }
    if (!window_.settled())
        return;
    const Shot& shot = shots_[next_];
    if (!prepared_ && shot.name == QLatin1String("findings") && !anyFindings()) {
        advance();
        return;
    }
    if (!prepared_) {
        prepare(shot);
        prepared_ = true;
        return;
    }
    if (!ready(shot)) {
        constexpr int patience = 600; // seconds: something will never be ready
        if (++waited_ * settleMilliseconds > patience * 1000) {
            timer_.stop();
            emit finished(-1);
        }
        return;
    }
    if (!std::exchange(seenReady_, true))
        return; // what became ready in this moment is drawn by the next
    waited_ = 0;
    seenReady_ = false;
    prepared_ = false;
    const bool written = grab(shot);
    tidy(shot);
    if (!written) {
        timer_.stop();
        emit finished(-1);
        return;
    }
    ++taken_;
    advance();
}

void Screenshots::advance() {
    if (++next_ < shots_.size())
        return;
    timer_.stop();
    emit finished(taken_);
}

bool Screenshots::anyFindings() const {
    return window_.findChild<QTableView*>(QStringLiteral("findingsTable"))->model()->rowCount() > 0;
}

// Docks that are folded away unless somebody asks for them.
QWidget* Screenshots::dockOf(const Shot& shot) const {
    const bool dock = shot.name == QLatin1String("jobs") || shot.name == QLatin1String("findings");
    return dock ? window_.findChild<QWidget*>(shot.name + QStringLiteral("Dock")) : nullptr;
}

void Screenshots::prepare(const Shot& shot) {
    if (language_.current() != shot.language)
        language_.apply(shot.language);
    applyTheme(application_, themeFromText(shot.theme));
    window_.resize(shot.size);
    const bool ofAccuracy = shot.view == accuracyView;
    window_.findChild<QTabBar*>(QStringLiteral("tensorPages"))->setCurrentIndex(ofAccuracy ? 0 : shot.page);
    window_.findChild<AccuracyView*>()->pages().setCurrentIndex(ofAccuracy ? shot.page : 0);
    if (shot.view >= 0)
        window_.views().setCurrentIndex(shot.view);
    else if (QWidget* dock = dockOf(shot))
        dock->show();
    else if (shot.name == QLatin1String("report"))
        window_.openReportDialog();
    else if (shot.name == QLatin1String("handbook"))
        window_.findChild<QAction*>(QStringLiteral("handbook"))->trigger();
    else
        window_.openExportDialog();
    // Where nobody has files yet, and a person's folder may be missing or full.
    if (shot.name == QLatin1String("certificate") || shot.name == QLatin1String("export")) {
        auto* target = subject(shot)->findChild<QLineEdit*>(QStringLiteral("exportTarget"));
        target->setText(exported_.filePath(QFileInfo(target->text()).fileName()));
    }
}

QWidget* Screenshots::subject(const Shot& shot) const {
    if (shot.view >= 0 || dockOf(shot))
        return &window_;
    if (shot.name == QLatin1String("handbook"))
        return window_.findChild<HandbookWindow*>();
    return window_.findChild<QDialog*>(shot.name == QLatin1String("report") ? QStringLiteral("reportDialog")
                                                                            : QStringLiteral("exportDialog"));
}

QWidget* Screenshots::pageOf(const Shot& shot) const {
    return shot.view == accuracyView ? window_.findChild<AccuracyView*>()->pages().widget(shot.page)
                                     : nullptr;
}

// Pre-flight, and for the certificate the export itself, take their time.
bool Screenshots::ready(const Shot& shot) {
    if (!window_.findChild<TensorView*>()->settled() || !window_.findChild<AccuracyDriver*>()->settled())
        return false;
    if (auto* page = qobject_cast<Page*>(pageOf(shot)); page && !page->demonstrated())
        return false;
    const QWidget* dialog = subject(shot);
    auto* start = dialog->findChild<QPushButton*>(QStringLiteral("exportStart"));
    if (!start)
        return true;
    if (shot.name == QLatin1String("export"))
        return start->isEnabled();
    if (dialog->findChild<QWidget*>(QStringLiteral("exportCertificate"))->isVisible())
        return true;
    start->click(); // does nothing until it is enabled
    return false;
}

bool Screenshots::grab(const Shot& shot) {
    const QString size = QStringLiteral("-%1x%2").arg(shot.size.width()).arg(shot.size.height());
    const QString name = shot.name + QLatin1Char('-') + shot.theme +
                         (subject(shot) == &window_ ? size : QString()) + QStringLiteral(".png");
    const QImage picture = subject(shot)->grab().toImage();
    const QDir folder(wish_.languages.size() > 1 ? QDir(wish_.folder).filePath(shot.language) : wish_.folder);
    return folder.mkpath(QStringLiteral(".")) && picture.save(folder.filePath(name), "PNG", 0);
}

void Screenshots::tidy(const Shot& shot) {
    window_.banners().dismiss(QStringLiteral("export"));
    if (QWidget* dock = dockOf(shot))
        dock->hide();
    else if (subject(shot) != &window_)
        subject(shot)->close();
}

} // namespace mantissa::ui
