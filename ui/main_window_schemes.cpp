// The main window's actions on the selected scheme, and what belongs to every table.
#include "dialogs/file_dialogs.h"
#include "main_window.h"
#include "panels/scheme_panel.h"
#include "panels/table_menu.h"
#include "text/number_text.h"
#include "views/compare_view.h"

#include <QAction>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

#include <algorithm>

namespace mantissa::ui {

void MainWindow::addSchemeActions() {
    const auto chosen = [this] { return workbench_.selection().candidate(); };
    const auto moveBy = [this](int by) {
        const auto& all = workbench_.candidates();
        const auto found = std::find_if(all.begin(), all.end(), [this](const Candidate& candidate) {
            return candidate.id == workbench_.selection().candidate();
        });
        if (found != all.end())
            workbench_.move(found->id, static_cast<int>(found - all.begin()) + by);
    };
    addAct(QStringLiteral("pinScheme"), QKeySequence(QStringLiteral("Ctrl+Shift+P")), [this, chosen] {
        workbench_.pin(workbench_.pinned() == chosen() ? 0 : chosen());
    })->setCheckable(true);
    addAct(QStringLiteral("soloScheme"), QKeySequence(QStringLiteral("Ctrl+Shift+L")), [this, chosen] {
        workbench_.solo(workbench_.soloed() == chosen() ? 0 : chosen());
    })->setCheckable(true);
    addAct(QStringLiteral("showScheme"), QKeySequence(QStringLiteral("Ctrl+Shift+H")), [this] {
        if (const Candidate* candidate = workbench_.selectedCandidate())
            workbench_.setShown(candidate->id, !candidate->shown);
    })->setCheckable(true);
    addAct(QStringLiteral("renameScheme"), QKeySequence(Qt::Key_F2), [this] { renameScheme(); });
    addAct(QStringLiteral("schemeEarlier"), QKeySequence(QStringLiteral("Alt+Up")), [moveBy] { moveBy(-1); });
    addAct(QStringLiteral("schemeLater"), QKeySequence(QStringLiteral("Alt+Down")), [moveBy] { moveBy(1); });
    QList<QAction*> list;
    for (const char* name : {"pinScheme", "soloScheme", "showScheme", "renameScheme", "schemeEarlier",
                             "schemeLater", "measureAgain", "removeScheme"})
        list << actions_[QLatin1String(name)];
    schemePanel_->setListActions(list);
    compare_->setSchemeActions(list);
    connect(&workbench_, &Workbench::candidatesChanged, this, &MainWindow::updateSchemeActions);
    connect(&workbench_.selection(), &Selection::schemeChanged, this, &MainWindow::updateSchemeActions);
    updateSchemeActions();
}

void MainWindow::updateSchemeActions() {
    const Candidate* candidate = workbench_.selectedCandidate();
    for (const char* name :
         {"pinScheme", "soloScheme", "showScheme", "renameScheme", "schemeEarlier", "schemeLater"})
        actions_[QLatin1String(name)]->setEnabled(candidate != nullptr);
    actions_[QStringLiteral("pinScheme")]->setChecked(candidate && workbench_.pinned() == candidate->id);
    actions_[QStringLiteral("soloScheme")]->setChecked(candidate && workbench_.soloed() == candidate->id);
    actions_[QStringLiteral("showScheme")]->setChecked(candidate && candidate->shown);
}

void MainWindow::renameScheme() {
    const Candidate* candidate = workbench_.selectedCandidate();
    if (!candidate)
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("renameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the scheme"));
    dialog->setLabelText(
        tr("What %1 is called in all views; empty: by its own name again").arg(candidate->name));
    dialog->setTextValue(titleOf(*candidate));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, id = candidate->id](const QString& label) { workbench_.rename(id, label); });
    dialog->open();
}

void MainWindow::askForAnotherFile() {
    if (!workbench_.model())
        return;
    askToOpenFile(this, QStringLiteral("compareFileDialog"), tr("Choose a file to compare with"),
                  settings_.value(Setting::LastFolder).toString(),
                  tr("Models (*.gguf *.safetensors *.json);;All files (*)"), [this](const QString& path) {
                      settings_.set(Setting::LastFolder, QFileInfo(path).path());
                      views_->setCurrentWidget(compare_);
                      compare_->showPage(CompareView::AnotherFile);
                      diff_.open(path);
                  });
}

void MainWindow::addTableMenus() {
    for (auto* table : findChildren<QTableView*>())
        if (!table->property("companion").toBool())
            new TableMenu(table);
    for (auto* tree : findChildren<QTreeView*>())
        new TableMenu(tree);
}

} // namespace mantissa::ui
