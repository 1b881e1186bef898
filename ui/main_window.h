#pragma once
// The one window: views in the centre, docks around them, actions with shortcuts, banners for what there is
// to say.
#include "pipeline/certificate.h"
#include "session/diff_driver.h"
#include "session/findings_driver.h"
#include "session/study_driver.h"
#include "session/workbench.h"
#include "session/workspace_keeper.h"
#include "settings/language.h"
#include "settings/settings.h"

#include <QMainWindow>

#include <optional>

class QActionGroup;
class QLabel;
class QTabWidget;

namespace mantissa::ui {

class AccuracyDriver;
class AccuracyView;
class BannerStack;
class CompareView;
class LayersView;
class MethodsDriver;
class ModelPanel;
class RecipeView;
class SchemePanel;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// language may be null (tests that leave the language alone).
    MainWindow(Workbench& workbench, Settings& settings, Language* language);
    ~MainWindow() override;

    /// Nothing is being computed for the views: they show exact figures.
    bool settled() const;
    QTabWidget& views() { return *views_; }
    BannerStack& banners() { return *banners_; }
    /// Keeps the state in this file from now on, and, if wanted, goes on where it was left: true if that is
    /// being opened.
    bool keepWorkspaceIn(const QString& file, bool restore);
    bool keepsWorkspace() const { return keeper_->keeps(); }
    /// Goes on from a state that another window left there; false: it cannot be read, or its model is gone.
    bool goOnFrom(const QString& file);
    /// Leaves the state there instead of where it is kept.
    void leaveWorkspaceIn(const QString& file);
    static bool isWorkspace(const QString& path);

public slots:
    /// A model, or a workspace by its ending.
    void openPath(const QString& path);
    /// Asks where if the path is empty.
    void saveWorkspace(const QString& path);
    void openPalette();
    void openModelDialog();
    void openFolderDialog();
    void openExportDialog();
    void openReportDialog();
    void resetLayout();
    void startTour();
    /// The tour, unless this person has seen or skipped it.
    void greet();

signals:
    /// A window for each of these models or workspaces; none: an empty window.
    void newWindowRequested(const QStringList& paths);
    void reopenRequested(); ///< what was closed last
    void quitRequested();   ///< all windows, not only this
    void aboutToClose();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildViews();
    void buildDocks();
    void buildActions();
    void addUndo();
    void addImportanceActions();
    void followImportance();
    void openCalibrationDialog();
    void showCalibrationDialog(const CalibrationSetup& start);
    void importanceFailed(const QString& path, const Error& error);
    void addSchemeActions();
    void askForAnotherFile();
    void renameScheme();
    void updateSchemeActions();
    void addTableMenus();
    void buildMenus();
    void followSettings();
    void buildThemeMenu();
    void buildLanguageMenu();
    void addWindowActions();
    void buildToolBar();
    void buildWorkspace();
    void workspaceSaved(const QString& path);
    void openSettings();
    void listShortcuts();
    QAction* addAct(const QString& name, const QKeySequence& shortcut, std::function<void()> run);
    QDockWidget* addDock(const QString& name, QWidget* content, Qt::DockWidgetArea area);
    void retranslate();
    void restyleIcons();
    void modelChanged();
    void openFailed(const QString& path, const Error& error);
    void sayWhatIsOpen();
    void fillRecent();
    void goToNextWindow();
    std::vector<MainWindow*> otherWindows() const;
    void busyChanged(bool busy);
    void candidateMeasured(int id);
    void tellFindings();
    void showHandbook(const QString& page);
    void showAbout();
    void editRecipe(int candidate);
    /// Empty: the dialog chooses.
    void exportRecipe(const QString& recipe);

    Workbench& workbench_;
    Settings& settings_;
    Language* language_;
    StudyDriver study_;
    DiffDriver diff_;
    FindingsDriver findings_;
    WorkspaceKeeper* keeper_ = nullptr;
    std::optional<Certificate> certificate_;
    BannerStack* banners_;
    QTabWidget* views_;
    RecipeView* recipe_ = nullptr;
    AccuracyDriver* accuracyDriver_;
    AccuracyView* accuracy_ = nullptr;
    MethodsDriver* methods_ = nullptr;
    CompareView* compare_ = nullptr;
    LayersView* layers_ = nullptr;
    ModelPanel* modelPanel_ = nullptr;
    SchemePanel* schemePanel_ = nullptr;
    QHash<QString, QDockWidget*> docks_;
    QHash<QString, QAction*> actions_;
    QHash<QString, QMenu*> menus_;
    QActionGroup* themes_;
    QActionGroup* languages_;
    QLabel* status_;
    QByteArray factoryState_;
};

} // namespace mantissa::ui
