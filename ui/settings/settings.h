#pragma once
// What the program remembers, as one table: key, default. Nothing else touches QSettings.
#include <QObject>
#include <QSettings>
#include <QVariant>

#include <memory>

namespace mantissa::ui {

enum class Setting {
    Theme,     ///< "system", "light", "dark"
    Language,  ///< "system" or a locale name such as "de"
    Threads,   ///< 0: all cores
    MaxMemory, ///< MiB of working set for exports
    WindowGeometry,
    WindowState,
    LastFolder,
    SaveFolder, ///< where an export or report went last
    RecentModels,
    ModelGrouping, ///< how the model tree is grouped
    LayersFigure,  ///< the figure the Layers view draws
    CompareFigure,
    TourSeen, ///< the first-run tour was shown, or skipped
};

class Settings : public QObject {
    Q_OBJECT
public:
    /// The person's own settings.
    explicit Settings(QObject* parent = nullptr);
    /// Kept in this .ini file instead (tests, screenshots).
    explicit Settings(const QString& file, QObject* parent = nullptr);

    QVariant value(Setting setting) const;
    void set(Setting setting, const QVariant& value);
    static QVariant fallback(Setting setting);
    /// Puts a model at the head of the recent ones; at most ten are kept.
    void addRecentModel(const QString& path);

    /// Where new files are suggested: the last used folder if it is still there, else the person's documents.
    QString saveFolder() const;
    /// Where the state of the window is kept between sessions: beside the settings.
    QString workspaceFile() const;

signals:
    void changed(mantissa::ui::Setting setting);

private:
    void migrate();
    std::unique_ptr<QSettings> store_;
};

} // namespace mantissa::ui
