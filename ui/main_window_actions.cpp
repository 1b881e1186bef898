// The main window's actions, menus and texts.
#include "main_window.h"

#include "dialogs/about_dialog.h"
#include "dialogs/file_dialogs.h"
#include "panels/model_panel.h"
#include "panels/scheme_panel.h"
#include "text/number_text.h"
#include "theme/theme.h"
#include "views/accuracy_view.h"
#include "views/handbook_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>

namespace mantissa::ui {

QAction* MainWindow::addAct(const QString& name, const QKeySequence& shortcut, std::function<void()> run) {
    auto* action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    actions_.insert(name, action);
    addAction(action);
    return action;
}

void MainWindow::buildActions() {
    addAct(QStringLiteral("open"), QKeySequence::Open, [this] { openModelDialog(); });
    addAct(QStringLiteral("openFolder"), QKeySequence(QStringLiteral("Ctrl+Shift+O")),
           [this] { openFolderDialog(); });
    addAct(QStringLiteral("openOriginal"), {}, [this] {
        askToOpenFile(this, QStringLiteral("openOriginalDialog"), tr("Choose the original"),
                      settings_.value(Setting::LastFolder).toString(),
                      tr("Models (*.gguf *.safetensors *.json);;All files (*)"),
                      [this](const QString& path) { workbench_.openOriginal(path); });
    });
    addAct(QStringLiteral("forgetOriginal"), {}, [this] { workbench_.forgetOriginal(); });
    addImportanceActions();
    addAct(QStringLiteral("compareFile"), QKeySequence(QStringLiteral("Ctrl+D")),
           [this] { askForAnotherFile(); });
    addAct(QStringLiteral("export"), QKeySequence(QStringLiteral("Ctrl+E")), [this] { openExportDialog(); });
    addAct(QStringLiteral("report"), QKeySequence(QStringLiteral("Ctrl+R")), [this] { openReportDialog(); });
    addUndo();
    addAct(QStringLiteral("saveWorkspace"), QKeySequence::Save,
           [this] { saveWorkspace(keeper_->document()); });
    addAct(QStringLiteral("saveWorkspaceAs"), QKeySequence(QStringLiteral("Ctrl+Shift+S")),
           [this] { saveWorkspace({}); });
    addAct(QStringLiteral("settings"), QKeySequence(QStringLiteral("Ctrl+,")), [this] { openSettings(); });
    addAct(QStringLiteral("palette"), QKeySequence(QStringLiteral("Ctrl+K")), [this] { openPalette(); });
    addAct(QStringLiteral("shortcuts"), QKeySequence(QStringLiteral("Ctrl+?")), [this] { listShortcuts(); });
    addWindowActions();
    addAct(QStringLiteral("addScheme"), QKeySequence(QStringLiteral("Ctrl+Return")),
           [this] { schemePanel_->addDraft(); });
    addAct(QStringLiteral("removeScheme"), QKeySequence(QStringLiteral("Ctrl+Backspace")),
           [this] { schemePanel_->removeSelected(); });
    addAct(QStringLiteral("measureAgain"), QKeySequence(Qt::Key_F5),
           [this] { schemePanel_->measureSelectedAgain(); });
    addSchemeActions();
    addAct(QStringLiteral("runAccuracy"), QKeySequence(Qt::Key_F6), [this] {
        views_->setCurrentWidget(accuracy_);
        accuracy_->runOrCancel();
    });
    addAct(QStringLiteral("filter"), QKeySequence::Find, [this] { modelPanel_->focusFilter(); });
    addAct(QStringLiteral("cancelAll"), QKeySequence(QStringLiteral("Ctrl+.")),
           [this] { workbench_.jobs().cancelAll(); });
    addAct(QStringLiteral("resetLayout"), {}, [this] { resetLayout(); });
    addAct(QStringLiteral("handbook"), QKeySequence::HelpContents,
           [this] { showHandbook(QStringLiteral("index")); });
    addAct(QStringLiteral("tour"), {}, [this] { startTour(); });
    addAct(QStringLiteral("about"), {}, [this] { showAbout(); });
    for (int i = 0; i < views_->count(); ++i)
        addAct(QStringLiteral("view%1").arg(i), QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)),
               [this, i] { views_->setCurrentIndex(i); });
}

void MainWindow::buildMenus() {
    const auto fill = [this](const QString& name, const QStringList& actions) {
        QMenu* menu = menuBar()->addMenu(QString());
        menu->setObjectName(name + QStringLiteral("Menu"));
        menus_.insert(name, menu);
        for (const QString& action : actions) {
            if (action.isEmpty())
                menu->addSeparator();
            else
                menu->addAction(actions_[action]);
        }
        return menu;
    };
    QMenu* file = fill(QStringLiteral("file"),
                       {QStringLiteral("newWindow"), QStringLiteral("open"), QStringLiteral("openFolder")});
    menus_.insert(QStringLiteral("recent"), file->addMenu(QString()));
    file->addSeparator();
    for (const char* name : {"saveWorkspace", "saveWorkspaceAs"})
        file->addAction(actions_[QLatin1String(name)]);
    file->addSeparator();
    for (const char* name : {"compareFile", "openOriginal", "forgetOriginal"})
        file->addAction(actions_[QLatin1String(name)]);
    file->addSeparator();
    for (const char* name : {"collectCalibration", "openImportance", "forgetImportance", "coverage"})
        file->addAction(actions_[QLatin1String(name)]);
    file->addSeparator();
    for (const char* name : {"export", "report"})
        file->addAction(actions_[QLatin1String(name)]);
    file->addSeparator();
    file->addAction(actions_[QStringLiteral("settings")]);
    file->addSeparator();
    for (const char* name : {"reopenWindow", "closeWindow", "quit"})
        file->addAction(actions_[QLatin1String(name)]);
    fill(QStringLiteral("edit"), {QStringLiteral("undo"), QStringLiteral("redo")});
    fill(QStringLiteral("scheme"),
         {QStringLiteral("addScheme"), QStringLiteral("removeScheme"), QStringLiteral("measureAgain"),
          QStringLiteral("runAccuracy"), QString(), QStringLiteral("pinScheme"), QStringLiteral("soloScheme"),
          QStringLiteral("showScheme"), QStringLiteral("renameScheme"), QStringLiteral("schemeEarlier"),
          QStringLiteral("schemeLater"), QString(), QStringLiteral("cancelAll")});
    QMenu* view =
        fill(QStringLiteral("view"),
             {QStringLiteral("view0"), QStringLiteral("view1"), QStringLiteral("view2"),
              QStringLiteral("view3"), QStringLiteral("view4"), QStringLiteral("view5"), QString(),
              QStringLiteral("palette"), QStringLiteral("filter"), QStringLiteral("nextWindow"), QString()});
    for (const char* name : {"modelDock", "metadataDock", "schemeDock", "findingsDock", "jobsDock"})
        view->addAction(docks_[QLatin1String(name)]->toggleViewAction());
    view->addAction(actions_[QStringLiteral("resetLayout")]);
    view->addSeparator();
    buildThemeMenu();
    buildLanguageMenu();
    fill(QStringLiteral("help"), {QStringLiteral("handbook"), QStringLiteral("tour"),
                                  QStringLiteral("shortcuts"), QString(), QStringLiteral("about")});
}

void MainWindow::buildThemeMenu() {
    QMenu* menu = menus_[QStringLiteral("view")]->addMenu(QString());
    menus_.insert(QStringLiteral("theme"), menu);
    themes_ = new QActionGroup(this);
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark}) {
        const QString id = themeText(choice);
        QAction* action = addAct(QStringLiteral("theme-") + id, {}, [this, id, choice] {
            settings_.set(Setting::Theme, id);
            applyTheme(*qApp, choice);
        });
        action->setCheckable(true);
        action->setChecked(settings_.value(Setting::Theme).toString() == id);
        themes_->addAction(action);
        menu->addAction(action);
    }
}

void MainWindow::buildLanguageMenu() {
    QMenu* menu = menus_[QStringLiteral("view")]->addMenu(QString());
    menus_.insert(QStringLiteral("language"), menu);
    languages_ = new QActionGroup(this);
    std::vector<Language::Choice> choices = Language::available();
    choices.insert(choices.begin(), {QStringLiteral("system"), QString()});
    for (const Language::Choice& choice : choices) {
        QAction* action = addAct(QStringLiteral("language-") + choice.id, {}, [this, id = choice.id] {
            settings_.set(Setting::Language, id);
            if (language_)
                language_->apply(id);
        });
        action->setText(choice.name);
        action->setCheckable(true);
        action->setChecked(settings_.value(Setting::Language).toString() == choice.id);
        languages_->addAction(action);
        menu->addAction(action);
    }
}

// Another window may have changed them.
void MainWindow::followSettings() {
    connect(&settings_, &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::RecentModels)
            fillRecent();
        const QString id = settings_.value(setting).toString();
        if (setting == Setting::Theme)
            actions_[QStringLiteral("theme-") + id]->setChecked(true);
        if (setting == Setting::Language)
            actions_[QStringLiteral("language-") + id]->setChecked(true);
    });
}

void MainWindow::buildToolBar() {
    QToolBar* bar = addToolBar(QString());
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(18, 18));
    for (const char* name : {"open", "export", "report"})
        bar->addAction(actions_[QLatin1String(name)]);
    restyleIcons();
}

void MainWindow::restyleIcons() {
    if (actions_.isEmpty())
        return;
    const std::pair<const char*, const char*> icons[] = {
        {"open", "open"},     {"openFolder", "open"},     {"export", "export"},    {"report", "report"},
        {"addScheme", "add"}, {"removeScheme", "remove"}, {"cancelAll", "cancel"}, {"resetLayout", "layout"}};
    for (const auto& [action, icon] : icons)
        actions_[QLatin1String(action)]->setIcon(themedIcon(QLatin1String(icon), palette()));
}

void MainWindow::fillRecent() {
    QMenu* menu = menus_[QStringLiteral("recent")];
    menu->clear();
    const QStringList recent = settings_.value(Setting::RecentModels).toStringList();
    for (const QString& path : recent) {
        QAction* action = menu->addAction(QFileInfo(path).fileName(), this, [this, path] { openPath(path); });
        action->setToolTip(path);
    }
    menu->setEnabled(!recent.isEmpty());
}

void MainWindow::retranslate() {
    const std::pair<const char*, QString> names[] = {
        {"open", tr("&Open …")},
        {"openFolder", tr("Open &folder …")},
        {"openOriginal", tr("Choose &original …")},
        {"forgetOriginal", tr("Measure against &this file")},
        {"collectCalibration", tr("Collect cali&bration from text …")},
        {"openImportance", tr("Load &importance matrix …")},
        {"forgetImportance", tr("&Forget the importance matrix")},
        {"coverage", tr("Co&verage of the importance matrix")},
        {"export", tr("&Export …")},
        {"report", tr("&Report …")},
        {"saveWorkspace", tr("&Save workspace")},
        {"saveWorkspaceAs", tr("Save workspace &as …")},
        {"settings", tr("Se&ttings …")},
        {"palette", tr("&Go to anything …")},
        {"shortcuts", tr("&Keyboard shortcuts")},
        {"newWindow", tr("&New window")},
        {"reopenWindow", tr("Open the closed &window again")},
        {"nextWindow", tr("Go to the &next window")},
        {"closeWindow", tr("C&lose the window")},
        {"quit", tr("&Quit")},
        {"addScheme", tr("&Add to comparison")},
        {"removeScheme", tr("&Remove from comparison")},
        {"measureAgain", tr("&Measure again")},
        {"pinScheme", tr("&Pin as reference")},
        {"soloScheme", tr("Show &only this")},
        {"showScheme", tr("&Show")},
        {"renameScheme", tr("Re&name …")},
        {"schemeEarlier", tr("Move &up")},
        {"schemeLater", tr("Move &down")},
        {"compareFile", tr("&Compare with another file …")},
        {"cancelAll", tr("&Cancel all jobs")},
        {"filter", tr("&Filter tensors")},
        {"resetLayout", tr("&Reset layout")},
        {"handbook", tr("&Handbook")},
        {"tour", tr("&Tour of the window")},
        {"about", tr("&About Mantissa")},
        {"view0", tr("&Tensor")},
        {"view1", tr("&Layers")},
        {"view2", tr("&Compare")},
        {"view3", tr("Trade-&off")},
        {"view4", tr("Recip&e")},
        {"view5", tr("&Accuracy")},
        {"runAccuracy", tr("&Evaluate the model")},
        {"theme-system", tr("&System")},
        {"theme-light", tr("&Light")},
        {"theme-dark", tr("&Dark")},
        {"language-system", tr("&System")},
    };
    for (const auto& [action, name] : names)
        actions_[QLatin1String(action)]->setText(name);
    const std::pair<const char*, QString> menus[] = {
        {"file", tr("&File")},         {"edit", tr("&Edit")}, {"recent", tr("Open &recent")},
        {"scheme", tr("&Scheme")},     {"view", tr("&View")}, {"theme", tr("T&heme")},
        {"language", tr("Lan&guage")}, {"help", tr("&Help")},
    };
    for (const auto& [menu, name] : menus)
        menus_[QLatin1String(menu)]->setTitle(name);
    docks_[QStringLiteral("modelDock")]->setWindowTitle(tr("Model"));
    docks_[QStringLiteral("metadataDock")]->setWindowTitle(tr("Metadata"));
    docks_[QStringLiteral("schemeDock")]->setWindowTitle(tr("Schemes"));
    docks_[QStringLiteral("jobsDock")]->setWindowTitle(tr("Jobs"));
    docks_[QStringLiteral("findingsDock")]->setWindowTitle(tr("Findings"));
    for (int i = 0; i < views_->count(); ++i)
        views_->setTabText(i, actions_[QStringLiteral("view%1").arg(i)]->text());
    views_->setAccessibleName(tr("Views"));
    for (QTabBar* panels : findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) // Qt's, of docks in one place
        panels->setAccessibleName(tr("Panels"));
    fillRecent();
    sayWhatIsOpen();
}

void MainWindow::showHandbook(const QString& page) {
    auto* window = findChild<HandbookWindow*>();
    if (!window)
        window = new HandbookWindow(this);
    window->showPage(page);
    window->show();
    window->raise();
}

void MainWindow::showAbout() {
    (new AboutDialog(this))->open();
}

} // namespace mantissa::ui
