// The main window and its importance matrix: collected from a text, loaded, missing.
#include "dialogs/calibration_dialog.h"
#include "dialogs/coverage_dialog.h"
#include "dialogs/file_dialogs.h"
#include "main_window.h"
#include "panels/banner.h"
#include "session/accuracy_driver.h"
#include "text/number_text.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>

namespace mantissa::ui {

void MainWindow::addImportanceActions() {
    addAct(QStringLiteral("collectCalibration"), QKeySequence(QStringLiteral("Ctrl+Shift+C")),
           [this] { openCalibrationDialog(); });
    addAct(QStringLiteral("openImportance"), {}, [this] {
        askToOpenFile(this, QStringLiteral("openImportanceDialog"), tr("Choose an importance matrix"),
                      settings_.value(Setting::LastFolder).toString(),
                      tr("Importance matrices (*.gguf *.imatrix *.dat *.safetensors);;All files (*)"),
                      [this](const QString& path) { workbench_.openImportance(path); });
    });
    addAct(QStringLiteral("forgetImportance"), {}, [this] {
        banners_->dismiss(QStringLiteral("importance"));
        keeper_->forgetMissingImatrix();
        workbench_.forgetImportance();
    });
    addAct(QStringLiteral("coverage"), {}, [this] { (new CoverageDialog(workbench_, this))->show(); });
}

void MainWindow::followImportance() {
    connect(&workbench_, &Workbench::importanceChanged, this, &MainWindow::sayWhatIsOpen);
    connect(&workbench_, &Workbench::importanceChanged, this,
            [this] { banners_->dismiss(QStringLiteral("importance")); });
    // A text that has gone only matters to who uses calibrated methods: told once, not refused.
    connect(
        &workbench_, &Workbench::importanceChanged, this,
        [this] {
            if (workbench_.calibrationProblem().isEmpty())
                return;
            Banner* banner = banners_->show(
                QStringLiteral("importance"), BannerKind::Warning,
                tr("The calibration weighs columns, but methods such as gptq cannot use it: %1")
                    .arg(workbench_.calibrationProblem()));
            banner->addAction(tr("Collect again …"), [this] { openCalibrationDialog(); });
        },
        Qt::QueuedConnection);
    connect(&workbench_, &Workbench::importanceFailed, this, &MainWindow::importanceFailed);
    connect(&workbench_, &Workbench::importanceCollected, this, [this](const QString& path) {
        Banner* banner = banners_->show(
            QStringLiteral("importance"), BannerKind::Success,
            tr("The calibration is collected and in use; %1 keeps it.").arg(QFileInfo(path).fileName()));
        banner->setToolTip(path);
        banner->addAction(tr("Show its coverage"),
                          [this] { actions_[QStringLiteral("coverage")]->trigger(); });
    });
    connect(&workbench_, &Workbench::collectFailed, this,
            [this](const CalibrationSetup& setup, const Error& error) {
                Banner* banner =
                    banners_->show(QStringLiteral("importance"), BannerKind::Problem, text(error.describe()));
                banner->addAction(tr("Choose again …"), [this, setup] { showCalibrationDialog(setup); });
            });
    // Queued: after importanceChanged has taken away the banner of before.
    connect(
        keeper_, &WorkspaceKeeper::imatrixDiffers, this,
        [this](const QString& path) {
            banners_
                ->show(QStringLiteral("importance"), BannerKind::Warning,
                       tr("The importance matrix %1 has changed since the workspace was saved: figures may "
                          "differ.")
                           .arg(QFileInfo(path).fileName()))
                ->setToolTip(path);
        },
        Qt::QueuedConnection);
}

// Beside the workspace's document if there is one, so that both move together.
void MainWindow::openCalibrationDialog() {
    if (!workbench_.model())
        return;
    const QFileInfo document(keeper_->document());
    const QFileInfo model(text(workbench_.model()->path.string()));
    const QDir folder(keeper_->document().isEmpty() ? settings_.saveFolder() : document.absolutePath());
    const QString name =
        keeper_->document().isEmpty() ? model.completeBaseName() : document.completeBaseName();
    const AccuracySetup& setup = accuracyDriver_->setup();
    showCalibrationDialog(
        {setup.text, setup.context, 0, folder.filePath(name + QStringLiteral("-calibration.safetensors"))});
}

void MainWindow::showCalibrationDialog(const CalibrationSetup& start) {
    auto* dialog = new CalibrationDialog(start, this);
    const auto tellStory = [this, dialog] {
        const RunnableModelPtr& runnable = accuracyDriver_->runnable();
        dialog->setStory(runnable ? runnable->story : QString());
    };
    tellStory();
    connect(accuracyDriver_, &AccuracyDriver::stateChanged, dialog, tellStory); // it may come to run later
    connect(dialog, &CalibrationDialog::collectRequested, this, [this](const CalibrationSetup& chosen) {
        banners_->dismiss(QStringLiteral("importance"));
        QDockWidget* jobs = docks_[QStringLiteral("jobsDock")];
        if (!jobs->isVisible()) {
            jobs->show();
            jobs->setProperty("unfolded", true);
        }
        workbench_.collectImportance(chosen);
    });
    dialog->open();
}

void MainWindow::importanceFailed(const QString& path, const Error& error) {
    const QString problem = text(error.describe());
    const bool named = keeper_->missingImatrix() == path;
    Banner* banner = banners_->show(
        QStringLiteral("importance"), BannerKind::Problem,
        named ? tr("The workspace's importance matrix is not in use. %1").arg(problem) : problem);
    banner->setToolTip(path);
    banner->addAction(tr("Choose another …"),
                      [this] { actions_[QStringLiteral("openImportance")]->trigger(); });
    sayWhatIsOpen();
}

} // namespace mantissa::ui
