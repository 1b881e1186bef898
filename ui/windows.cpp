#include "windows.h"

#include "main_window.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace mantissa::ui {

namespace {
constexpr int slotLimit = 16;     // windows whose state is kept; further ones are not
constexpr int cascadeOffset = 32; // pixels between a window and the next
} // namespace

Windows::Windows(Settings& settings, Language* language, QObject* parent)
    : QObject(parent), settings_(settings), language_(language) {}

Windows::~Windows() = default;

QString Windows::slotFile(int number) const {
    const QFileInfo first(settings_.workspaceFile());
    if (number == 0)
        return first.filePath();
    return first.dir().filePath(
        QStringLiteral("%1-%2.%3").arg(first.completeBaseName()).arg(number + 1).arg(first.suffix()));
}

QString Windows::closedFile() const {
    const QFileInfo first(settings_.workspaceFile());
    return first.dir().filePath(QStringLiteral("closed.") + first.suffix());
}

MainWindow& Windows::make() {
    Entry entry{std::make_unique<Workbench>(), nullptr};
    if (!startingSchemes_.isEmpty())
        entry.workbench->setStartingSchemes(startingSchemes_);
    entry.window = std::make_unique<MainWindow>(*entry.workbench, settings_, language_);
    MainWindow& window = *entry.window;
    if (!entries_.empty() && !window.isMaximized())
        window.move(entries_.back().window->pos() + QPoint(cascadeOffset, cascadeOffset));
    entries_.push_back(std::move(entry));
    connect(&window, &MainWindow::newWindowRequested, this, &Windows::openInNewWindows);
    connect(&window, &MainWindow::reopenRequested, this, &Windows::reopenClosed);
    connect(&window, &MainWindow::quitRequested, this, &Windows::quit);
    connect(&window, &MainWindow::aboutToClose, this, [this, &window] { aboutToClose(window); });
    return window;
}

MainWindow& Windows::add() {
    MainWindow& window = make();
    for (int number = 0; number < slotLimit && !window.keepsWorkspace(); ++number)
        window.keepWorkspaceIn(slotFile(number), false);
    window.show();
    return window;
}

int Windows::restore() {
    int count = 0;
    for (int number = 0; number < slotLimit; ++number) {
        if (!QFile::exists(slotFile(number)))
            continue;
        MainWindow& window = make();
        if (window.keepWorkspaceIn(slotFile(number), true)) {
            window.show();
            ++count;
        } else // of another process, or its model is gone
            discard(&window);
    }
    return count;
}

bool Windows::reopenClosed() {
    const QString file = closedFile();
    if (!QFile::exists(file))
        return false;
    MainWindow& window = add();
    if (!window.goOnFrom(file)) {
        window.close();
        return false;
    }
    QFile::remove(file);
    return true;
}

void Windows::openInNewWindows(const QStringList& paths) {
    if (paths.isEmpty())
        add();
    for (const QString& path : paths)
        add().openPath(path);
}

void Windows::quit() {
    quitting_ = true;
    for (MainWindow* window : all())
        window->close();
}

// The last window's state is what the next start goes on from; that of one among others can be called back.
void Windows::aboutToClose(MainWindow& window) {
    if (!quitting_ && entries_.size() > 1)
        window.leaveWorkspaceIn(closedFile());
    QTimer::singleShot(0, this, [this, gone = &window] { discard(gone); });
}

void Windows::discard(MainWindow* window) {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [window](const Entry& entry) { return entry.window.get() == window; });
    if (found == entries_.end())
        return;
    const Entry gone = std::move(*found); // the window goes before the workbench that it looks at
    entries_.erase(found);
}

std::vector<MainWindow*> Windows::all() const {
    std::vector<MainWindow*> windows;
    for (const Entry& entry : entries_)
        windows.push_back(entry.window.get());
    return windows;
}

Workbench& Windows::workbenchOf(const MainWindow& window) {
    return *std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
                return entry.window.get() == &window;
            })->workbench;
}

} // namespace mantissa::ui
