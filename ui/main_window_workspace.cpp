// The main window and its workspace: documents, what is kept between sessions, the palette that reaches
// everything.
#include "dialogs/command_palette.h"
#include "dialogs/file_dialogs.h"
#include "dialogs/settings_dialog.h"
#include "dialogs/shortcuts_dialog.h"
#include "main_window.h"
#include "panels/banner.h"
#include "session/accuracy_driver.h"
#include "text/handbook.h"
#include "text/number_text.h"
#include "views/recipe_view.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QPointer>
#include <QTabWidget>
#include <QUndoStack>

#include <algorithm>

namespace mantissa::ui {

namespace {

// Without what marks it as changed.
QString plainTitle(const QWidget& window) {
    return window.windowTitle().remove(QLatin1String("[*]"));
}

void bringForward(QWidget& window) {
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

QString workspaceFilter() {
    return MainWindow::tr("Workspaces (*.mantissa)");
}

} // namespace

bool MainWindow::isWorkspace(const QString& path) {
    return path.endsWith(QLatin1String(".mantissa"), Qt::CaseInsensitive);
}

void MainWindow::buildWorkspace() {
    keeper_ = new WorkspaceKeeper(
        workbench_,
        [this] {
            return WorkspaceKeeper::Frame{views_->currentIndex(), saveState(), accuracyDriver_->saved()};
        },
        this);
    connect(keeper_, &WorkspaceKeeper::restored, this, [this](const Workspace& workspace) {
        if (!workspace.layout.isEmpty())
            restoreState(workspace.layout);
        views_->setCurrentIndex(workspace.view);
        accuracyDriver_->restore(workspace.accuracy);
    });
    connect(keeper_, &WorkspaceKeeper::opened, &settings_, &Settings::addRecentModel);
    connect(keeper_, &WorkspaceKeeper::openFailed, this, &MainWindow::openFailed);
    connect(keeper_, &WorkspaceKeeper::saved, this, &MainWindow::workspaceSaved);
    connect(keeper_, &WorkspaceKeeper::saveFailed, this, [this](const Error& error) {
        banners_->show(QStringLiteral("workspace"), BannerKind::Problem, text(error.describe()));
    });
    connect(keeper_, &WorkspaceKeeper::changed, this, &MainWindow::sayWhatIsOpen);
    connect(accuracyDriver_, &AccuracyDriver::stateChanged, keeper_, &WorkspaceKeeper::touch);
    connect(accuracyDriver_, &AccuracyDriver::entryChanged, keeper_, [this](int id) {
        if (accuracyDriver_->evaluation(id))
            keeper_->touch();
    });
}

bool MainWindow::keepWorkspaceIn(const QString& file, bool restore) {
    keeper_->keepIn(file);
    if (!restore || !keeper_->kept() || !QFileInfo::exists(keeper_->kept()->model))
        return false;
    keeper_->restore(*keeper_->kept());
    if (keeper_->crashed())
        banners_->show(QStringLiteral("recovered"), BannerKind::Info,
                       tr("Mantissa did not end in good order last time. What was open then is open again."));
    return true;
}

bool MainWindow::goOnFrom(const QString& file) {
    const std::optional<Workspace> left = WorkspaceKeeper::stateIn(file);
    if (!left || !QFileInfo::exists(left->model))
        return false;
    keeper_->restore(*left);
    return true;
}

void MainWindow::leaveWorkspaceIn(const QString& file) {
    keeper_->leaveIn(file);
}

void MainWindow::openPath(const QString& path) {
    if (!isWorkspace(path)) {
        workbench_.open(path);
        return;
    }
    keeper_->open(path);
}

void MainWindow::saveWorkspace(const QString& path) {
    if (path.isEmpty()) {
        const QString suggested = workbench_.model()
                                      ? QFileInfo(text(workbench_.model()->path.string())).completeBaseName()
                                      : QStringLiteral("workspace");
        askToSave(this, QStringLiteral("saveWorkspaceDialog"), tr("Save the workspace"),
                  QDir(settings_.saveFolder()).filePath(suggested + QStringLiteral(".mantissa")),
                  workspaceFilter(), [this](const QString& chosen) {
                      saveWorkspace(isWorkspace(chosen) ? chosen : chosen + QStringLiteral(".mantissa"));
                  });
        return;
    }
    keeper_->save(path);
}

void MainWindow::workspaceSaved(const QString& path) {
    banners_->dismiss(QStringLiteral("workspace"));
    settings_.set(Setting::SaveFolder, QFileInfo(path).absolutePath());
    settings_.addRecentModel(path);
}

// The stack puts the step's name behind the word.
void MainWindow::addUndo() {
    QUndoStack& stack = recipe_->document().undo();
    const std::tuple<const char*, QAction*, QKeySequence::StandardKey> both[] = {
        {"undo", stack.createUndoAction(this), QKeySequence::Undo},
        {"redo", stack.createRedoAction(this), QKeySequence::Redo}};
    for (const auto& [name, action, key] : both) {
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        actions_.insert(QLatin1String(name), action);
        addAction(action);
    }
}

std::vector<MainWindow*> MainWindow::otherWindows() const {
    std::vector<MainWindow*> others;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<MainWindow*>(widget); window && window != this && window->isVisible())
            others.push_back(window);
    std::sort(others.begin(), others.end(),
              [](const MainWindow* a, const MainWindow* b) { return a->winId() < b->winId(); });
    return others;
}

// Round and round, in the order in which they were made.
void MainWindow::goToNextWindow() {
    const std::vector<MainWindow*> others = otherWindows();
    if (others.empty())
        return;
    const auto next = std::find_if(others.begin(), others.end(),
                                   [this](const MainWindow* other) { return other->winId() > winId(); });
    bringForward(next == others.end() ? *others.front() : **next);
}

void MainWindow::addWindowActions() {
    addAct(QStringLiteral("newWindow"), QKeySequence::New, [this] { emit newWindowRequested({}); });
    addAct(QStringLiteral("reopenWindow"), QKeySequence(QStringLiteral("Ctrl+Shift+T")),
           [this] { emit reopenRequested(); });
    addAct(QStringLiteral("nextWindow"), QKeySequence(QStringLiteral("Ctrl+F6")),
           [this] { goToNextWindow(); });
    addAct(QStringLiteral("closeWindow"), QKeySequence::Close, [this] { close(); });
    addAct(QStringLiteral("quit"), QKeySequence::Quit, [this] {
        emit quitRequested();
        close();
    });
}

void MainWindow::openSettings() {
    (new SettingsDialog(settings_, actions_, this))->open();
}

void MainWindow::listShortcuts() {
    QList<QAction*> all = actions();
    (new ShortcutsDialog(all, this))->open();
}

void MainWindow::openPalette() {
    std::vector<PaletteEntry> entries;
    constexpr int commandsFirst = 60 * 1024, schemesNext = 40 * 1024;
    for (QAction* action : actions())
        if (action->isEnabled() && !action->text().isEmpty() && action != actions_[QStringLiteral("palette")])
            entries.push_back({plainText(*action), tr("Command"), action->shortcut(),
                               [action] { action->trigger(); }, commandsFirst});
    for (const QDockWidget* dock : docks_)
        entries.push_back({dock->windowTitle(),
                           tr("Panel"),
                           {},
                           [action = dock->toggleViewAction()] { action->trigger(); },
                           commandsFirst});
    for (const Candidate& candidate : workbench_.candidates())
        entries.push_back({titleOf(candidate),
                           tr("Scheme"),
                           {},
                           [this, id = candidate.id] { workbench_.select(id); },
                           schemesNext});
    for (MainWindow* other : otherWindows())
        entries.push_back({plainTitle(*other),
                           tr("Window"),
                           {},
                           [other = QPointer<MainWindow>(other)] {
                               if (other)
                                   bringForward(*other);
                           },
                           schemesNext});
    for (const QString& id : handbook::pageIds())
        entries.push_back({handbook::title(handbook::pageUrl(id, handbook::languageFolder())),
                           tr("Handbook"),
                           {},
                           [this, id] { showHandbook(id); }});
    if (workbench_.model())
        for (const auto& tensor : workbench_.model()->tensors)
            entries.push_back({text(tensor->name), tr("Tensor"), {}, [this, tensor] {
                                   workbench_.selection().setTensor(tensor);
                               }});
    (new CommandPalette(std::move(entries), this))->show();
}

} // namespace mantissa::ui
