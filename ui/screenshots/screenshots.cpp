#include "screenshots/screenshots.h"

#include "theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTabWidget>

namespace mantissa::ui {

namespace {
constexpr int settleMilliseconds = 250; // layouts and queued replots after a change
const char* const viewNames[] = {"tensor", "layers", "compare", "trade-off"};
} // namespace

Screenshots::Screenshots(QApplication& application, MainWindow& window, ScreenshotWish wish, QObject* parent)
    : QObject(parent), application_(application), window_(window), wish_(std::move(wish)) {
    timer_.setInterval(settleMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &Screenshots::step);
    for (const QString& theme : std::as_const(wish_.themes))
        for (const QSize& size : std::as_const(wish_.sizes))
            for (int view = 0; view < window_.views().count(); ++view)
                shots_.append({theme, size, view});
}

void Screenshots::start() {
    timer_.start();
}

void Screenshots::step() {
    if (!window_.settled())
        return;
    const Shot& shot = shots_[next_];
    if (!prepared_) {
        applyTheme(application_, themeFromText(shot.theme));
        window_.resize(shot.size);
        window_.views().setCurrentIndex(shot.view);
        prepared_ = true;
        return;
    }
    prepared_ = false;
    const QString name = QStringLiteral("%1-%2-%3.png")
                             .arg(QLatin1String(viewNames[shot.view]), shot.theme)
                             .arg(shot.size.width());
    if (!grab(name)) {
        timer_.stop();
        emit finished(-1);
    } else if (++next_ == shots_.size()) {
        timer_.stop();
        emit finished(static_cast<int>(shots_.size()));
    }
}

bool Screenshots::grab(const QString& name) {
    QDir folder(wish_.folder);
    return folder.mkpath(QStringLiteral(".")) && window_.grab().save(folder.filePath(name));
}

} // namespace mantissa::ui
