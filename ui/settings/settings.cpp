#include "settings/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <array>

namespace mantissa::ui {

namespace {

constexpr int currentVersion = 1;
constexpr int recentLimit = 10;

struct Row {
    Setting setting;
    const char* key;
    QVariant fallback;
};

const std::array<Row, 13>& table() {
    static const std::array<Row, 13> rows{{
        {Setting::Theme, "appearance/theme", QStringLiteral("system")},
        {Setting::Language, "appearance/language", QStringLiteral("system")},
        {Setting::Threads, "work/threads", 0},
        {Setting::MaxMemory, "work/maxMemoryMiB", 512},
        {Setting::WindowGeometry, "window/geometry", QByteArray()},
        {Setting::WindowState, "window/state", QByteArray()},
        {Setting::LastFolder, "files/lastFolder", QString()},
        {Setting::SaveFolder, "files/saveFolder", QString()},
        {Setting::RecentModels, "files/recent", QStringList()},
        {Setting::ModelGrouping, "model/grouping", 1},
        {Setting::LayersFigure, "layers/figure", 0},
        {Setting::CompareFigure, "compare/figure", 0},
        {Setting::TourSeen, "window/tourSeen", false},
    }};
    return rows;
}

const Row& row(Setting setting) {
    return table().at(static_cast<std::size_t>(setting));
}

} // namespace

Settings::Settings(QObject* parent) : QObject(parent), store_(std::make_unique<QSettings>()) {
    migrate();
}

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent), store_(std::make_unique<QSettings>(file, QSettings::IniFormat)) {
    migrate();
}

void Settings::migrate() {
    // Version 1 is the first. A later layout adds a numbered step here and raises currentVersion.
    store_->setValue(QStringLiteral("version"), currentVersion);
}

QVariant Settings::fallback(Setting setting) {
    return row(setting).fallback;
}

QVariant Settings::value(Setting setting) const {
    const Row& entry = row(setting);
    return store_->value(QLatin1String(entry.key), entry.fallback);
}

void Settings::set(Setting setting, const QVariant& value) {
    if (this->value(setting) == value)
        return;
    store_->setValue(QLatin1String(row(setting).key), value);
    emit changed(setting);
}

QString Settings::saveFolder() const {
    const QString last = value(Setting::SaveFolder).toString();
    if (!last.isEmpty() && QDir(last).exists())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

QString Settings::workspaceFile() const {
    return QFileInfo(store_->fileName()).dir().filePath(QStringLiteral("session.mantissa"));
}

void Settings::addRecentModel(const QString& path) {
    QStringList recent = value(Setting::RecentModels).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    while (recent.size() > recentLimit)
        recent.removeLast();
    set(Setting::RecentModels, recent);
}

} // namespace mantissa::ui
