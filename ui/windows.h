#pragma once
// All windows of the program. Each has a model and a comparison of its own, so that several models can be
// looked at side by side; settings, theme and language are shared.
#include "session/workbench.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace mantissa::ui {

class Language;
class MainWindow;
class Settings;

class Windows : public QObject {
    Q_OBJECT
public:
    /// language may be null, as for MainWindow.
    Windows(Settings& settings, Language* language, QObject* parent = nullptr);
    ~Windows() override;

    /// The schemes that a newly opened model is compared under, in every window made after this.
    void setStartingSchemes(const QStringList& texts) { startingSchemes_ = texts; }
    /// One more window, empty and shown. It keeps its state in a file of its own, if any is free.
    MainWindow& add();
    /// Opens again what was open when the program was left (or ended badly) last; gives how many windows.
    int restore();
    /// Opens again, in a window of its own, what the window that was closed last showed; false: nothing.
    bool reopenClosed();
    /// Closes all. What they show is kept for `restore`.
    void quit();

    std::vector<MainWindow*> all() const;
    Workbench& workbenchOf(const MainWindow& window);

private:
    struct Entry {
        std::unique_ptr<Workbench> workbench;
        std::unique_ptr<MainWindow> window;
    };
    MainWindow& make();
    void openInNewWindows(const QStringList& paths);
    void aboutToClose(MainWindow& window);
    void discard(MainWindow* window);
    /// Where the window of this number keeps its state: the first one beside the settings, further ones next
    /// to it.
    QString slotFile(int number) const;
    QString closedFile() const;

    Settings& settings_;
    Language* language_;
    QStringList startingSchemes_;
    std::vector<Entry> entries_;
    bool quitting_ = false;
};

} // namespace mantissa::ui
