#pragma once
// The recipe editor: base and rules on the left, on the right what every tensor of the open model would
// become, to the byte, while it is being typed.
#include "models/preflight_model.h"
#include "models/rule_model.h"
#include "session/recipe_document.h"
#include "session/workbench.h"
#include "settings/settings.h"
#include "views/view.h"

#include <QSortFilterProxyModel>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace mantissa::ui {

class RecipeView : public View {
    Q_OBJECT
public:
    RecipeView(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);

    RecipeDocument& document() { return document_; }
    /// Puts a candidate's plan into the editor (one step to undo).
    void edit(const Candidate& candidate);

signals:
    void exportRequested(const QString& recipe);
    void calibrationRequested();

protected:
    void retranslate() override;
    void refresh() override { check(); }

private:
    QWidget* buildRules();
    QWidget* buildPlan();
    void buildButtons(QWidget* parent, class QBoxLayout* into);
    void showDocument();
    void check();
    void fillCompletions();
    void addRule();
    void moveCurrent(int by);
    void removeCurrent();
    void importText();
    void imported(const Result<Recipe>& recipe);
    void exportText();
    void compare();

    Workbench& workbench_;
    Settings& settings_;
    RecipeDocument document_;
    RuleModel rules_;
    PreflightModel plan_;
    QSortFilterProxyModel sortedPlan_;
    QComboBox* base_;
    QCheckBox* pure_;
    QLabel* baseLabel_;
    QTableView* ruleTable_;
    QTableView* planTable_;
    QLabel* summary_;
    QLabel* problem_;
    QLabel* hint_;
    QHash<QString, QPushButton*> buttons_;
    QTimer pause_;
};

} // namespace mantissa::ui
