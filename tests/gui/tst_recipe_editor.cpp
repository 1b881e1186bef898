// The recipe editor in the real window: rules typed, moved, undone; the plan beside them to the byte.
#include "dialogs/export_dialog.h"
#include "files/model.h"
#include "main_window.h"
#include "models/rule_model.h"
#include "session/recipe_check.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString tinystories = MANTISSA_TEST_DATA "/tinystories-656k";
constexpr int patience = 30000;

struct Stage {
    QTemporaryDir folder;
    Settings settings{folder.filePath("settings.ini")};
    Workbench workbench;
    std::unique_ptr<MainWindow> window;

    Stage() {
        workbench.setStartingSchemes({"Q8_0"});
        window = std::make_unique<MainWindow>(workbench, settings, nullptr);
        window->show();
        window->views().setCurrentIndex(4);
    }
    template <class T>
    T* find(const char* name) {
        T* widget = window->findChild<T*>(name);
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
    void press(const char* button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    bool open(const QString& path) {
        workbench.open(path);
        return QTest::qWaitFor([this] { return workbench.model() && window->settled(); }, patience);
    }
    QAbstractItemModel& rules() { return *find<QTableView>("recipeRules")->model(); }
    QAbstractItemModel& plan() { return *find<QTableView>("recipePlan")->model(); }
    QString summary() { return find<QLabel>("recipeSummary")->text(); }
    void rule(int row, const char* pattern, const char* scheme) {
        QVERIFY(rules().setData(rules().index(row, RuleModel::Pattern), pattern));
        QVERIFY(rules().setData(rules().index(row, RuleModel::SchemeColumn), scheme));
    }
    QString reach(int row) { return rules().index(row, RuleModel::Reach).data().toString(); }
    QString to(const QString& tensor) {
        for (int row = 0; row < plan().rowCount(); ++row)
            if (plan().index(row, PreflightModel::Name).data().toString() == tensor)
                return plan().index(row, PreflightModel::To).data().toString();
        return {};
    }
};

} // namespace

class tst_recipe_editor : public QObject {
    Q_OBJECT
private slots:
    void emptyWindow();
    void planFollowsTheTyping();
    void planIsExactToTheByte();
    void fallbacksShow();
    void halfTypedRulesAreNamed();
    void everythingIsUndone();
    void rulesMove();
    void dropsMove();
    void textGoesOutAndIn();
    void comparesAndExports();
    void pointsOpenInTheEditor();
    void completes();
    void modelIsSound();
};

void tst_recipe_editor::emptyWindow() {
    Stage stage;
    QVERIFY(stage.summary().contains("Open a model"));
    QVERIFY(!stage.find<QPushButton>("recipeCompare")->isEnabled());
    stage.press("recipeRemoveRule"); // nothing to remove, nothing happens
    stage.press("recipeUp");
    QCOMPARE(stage.rules().rowCount(), 0);
}

void tst_recipe_editor::planFollowsTheTyping() {
    Stage stage;
    QVERIFY(stage.open(fable));
    QTRY_COMPARE(stage.to("blk.0.attn_q.weight"), "Q4_K");
    stage.press("recipeAddRule");
    stage.rule(0, "q_proj", "Q6_K");
    QTRY_COMPARE(stage.to("blk.0.attn_q.weight"), "Q6_K");
    QTRY_COMPARE(stage.reach(0), "4");
    stage.press("recipeAddRule");
    stage.rule(1, "(q|k)_proj", "Q8_0");
    QTRY_COMPARE(stage.reach(1), "4 of 8"); // the rule above has taken four
    QTRY_COMPARE(stage.to("blk.0.attn_k.weight"), "Q8_0");
    QCOMPARE(stage.to("blk.0.attn_q.weight"), "Q6_K");
    stage.find<QComboBox>("recipeBase")->setCurrentText("Q5_K/search");
    stage.find<QCheckBox>("recipePure")->click();
    QTRY_COMPARE(stage.to("blk.1.ffn_up.weight"), "Q5_K/search");
}

void tst_recipe_editor::planIsExactToTheByte() {
    Stage stage;
    QVERIFY(stage.open(fable));
    ExportOptions options;
    options.target = stage.folder.filePath("x.gguf").toStdString();
    options.recipe = *parseRecipe("Q4_K_M");
    const auto expected = preflight(stage.workbench.model(), options);
    QVERIFY(expected);
    QTRY_VERIFY2(stage.summary().contains(QLocale().toString(qulonglong(expected->fileBytes))),
                 qPrintable(stage.summary()));
    QCOMPARE(stage.plan().rowCount(), static_cast<int>(expected->tensors.size()));
}

void tst_recipe_editor::fallbacksShow() {
    Stage stage;
    QVERIFY(stage.open(tinystories));
    QTRY_VERIFY2(stage.summary().contains("fall back"), qPrintable(stage.summary()));
}

void tst_recipe_editor::halfTypedRulesAreNamed() {
    Stage stage;
    QVERIFY(stage.open(fable));
    stage.press("recipeAddRule");
    auto* problem = stage.find<QLabel>("recipeProblem");
    QTRY_VERIFY(stage.find<QPushButton>("recipeCompare")->isEnabled()); // an empty rule is none yet
    stage.rule(0, "q_proj", "Q99");
    QTRY_VERIFY(problem->isVisible() && problem->text().contains("Q99"));
    QCOMPARE(stage.reach(0), QString::fromUtf8("✗"));
    QVERIFY(stage.rules().index(0, 0).data(Qt::ToolTipRole).toString().contains("Q99"));
    QVERIFY(!stage.find<QPushButton>("recipeExport")->isEnabled());
    stage.rule(0, "(q", "Q6_K");
    QTRY_VERIFY(problem->text().contains("(q"));
    stage.rule(0, "no such name", "Q6_K");
    QTRY_COMPARE(stage.reach(0), "0");
    QVERIFY(stage.rules().index(0, 0).data(Qt::ToolTipRole).toString().contains("No weight"));
}

void tst_recipe_editor::everythingIsUndone() {
    Stage stage;
    QVERIFY(stage.open(fable));
    auto* base = stage.find<QComboBox>("recipeBase");
    auto* undo = stage.find<QAction>("undo");
    auto* redo = stage.find<QAction>("redo");
    QVERIFY(!undo->isEnabled());
    base->setCurrentText("Q2_K");
    stage.find<QCheckBox>("recipePure")->click();
    stage.press("recipeAddRule");
    stage.rule(0, "q_proj", "Q6_K");
    stage.press("recipeRemoveRule");
    QCOMPARE(stage.rules().rowCount(), 0);
    undo->trigger();
    QCOMPARE(stage.rules().index(0, RuleModel::SchemeColumn).data().toString(), "Q6_K");
    int steps = 0;
    for (; undo->isEnabled(); ++steps)
        undo->trigger();
    QCOMPARE(steps, 5); // base, pure, new rule, its pattern, its scheme
    QCOMPARE(base->currentText(), "Q4_K_M");
    QVERIFY(!stage.find<QCheckBox>("recipePure")->isChecked());
    QCOMPARE(stage.rules().rowCount(), 0);
    while (redo->isEnabled())
        redo->trigger();
    QCOMPARE(base->currentText(), "Q2_K");
    QCOMPARE(stage.rules().rowCount(), 0);
}

void tst_recipe_editor::rulesMove() {
    Stage stage;
    for (const char* name : {"a", "b", "c"}) {
        stage.press("recipeAddRule");
        stage.rule(stage.rules().rowCount() - 1, name, "Q6_K");
    }
    const auto order = [&] {
        QString names;
        for (int row = 0; row < 3; ++row)
            names += stage.rules().index(row, RuleModel::Pattern).data().toString();
        return names;
    };
    auto* table = stage.find<QTableView>("recipeRules");
    table->setCurrentIndex(stage.rules().index(2, 0));
    stage.press("recipeUp");
    QCOMPARE(order(), "acb");
    stage.press("recipeUp");
    QCOMPARE(order(), "cab");
    stage.press("recipeUp"); // already first
    QCOMPARE(order(), "cab");
    stage.press("recipeDown");
    QCOMPARE(order(), "acb");
    QCOMPARE(table->currentIndex().row(), 1); // the moved rule stays the current one
}

void tst_recipe_editor::dropsMove() {
    RecipeDocument document;
    for (const char* name : {"a", "b", "c", "d"})
        document.insertRule(static_cast<int>(document.draft().rules.size()), {name, "Q6_K"});
    RuleModel model(document);
    const auto drag = [&](int from, int to) {
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(from, 0)}));
        model.dropMimeData(data.get(), Qt::MoveAction, to, 0, {});
        QString names;
        for (const RuleDraft& rule : document.draft().rules)
            names += rule.pattern;
        return names;
    };
    QCOMPARE(drag(0, 2), "bacd");
    QCOMPARE(drag(3, 0), "dbac");
    QCOMPARE(drag(1, 1), "dbac");
    QCOMPARE(drag(1, 2), "dbac");
    QCOMPARE(drag(0, -1), "bacd"); // below the last row: to the end
    document.undo().undo();
    QCOMPARE(document.draft().rules.first().pattern, "d");
    QMimeData other;
    other.setText("0");
    QVERIFY(!model.dropMimeData(&other, Qt::MoveAction, 0, 0, {}));
}

void tst_recipe_editor::textGoesOutAndIn() {
    Stage stage;
    QVERIFY(stage.open(fable));
    stage.press("recipeAddRule");
    stage.rule(0, "v_proj", "Q8_0");
    const QString file = stage.folder.filePath("mine.recipe");
    stage.press("recipeSave");
    emit stage.find<QFileDialog>("recipeSaveDialog")->fileSelected(file);
    QTRY_VERIFY(QFile::exists(file));
    stage.press("recipeRemoveRule");
    stage.find<QComboBox>("recipeBase")->setCurrentText("Q2_K");
    stage.press("recipeImport");
    emit stage.find<QFileDialog>("recipeImportDialog")->fileSelected(file);
    QTRY_COMPARE(stage.find<QComboBox>("recipeBase")->currentText(), "Q4_K_M");
    QCOMPARE(stage.rules().index(0, RuleModel::Pattern).data().toString(), "v_proj");
    QFile bad(stage.folder.filePath("bad.recipe"));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("Q4_K_M\nv_proj=Nothing\n");
    bad.close();
    stage.press("recipeImport");
    const auto dialogs = stage.window->findChildren<QFileDialog*>("recipeImportDialog");
    emit dialogs.last()->fileSelected(bad.fileName());
    QTRY_VERIFY(stage.find<QLabel>("recipeProblem")->text().contains("Line 2"));
    QCOMPARE(stage.rules().index(0, RuleModel::SchemeColumn).data().toString(), "Q8_0"); // as it was
}

void tst_recipe_editor::comparesAndExports() {
    Stage stage;
    QVERIFY(stage.open(fable));
    stage.press("recipeAddRule");
    stage.rule(0, "v_proj", "Q8_0");
    QTRY_VERIFY(stage.find<QPushButton>("recipeCompare")->isEnabled());
    stage.press("recipeCompare");
    QVERIFY(stage.workbench.candidateNamed("Q4_K_M; v_proj=Q8_0"));
    stage.press("recipeExport");
    auto* dialog = stage.find<QDialog>("exportDialog");
    QCOMPARE(dialog->findChild<QComboBox*>("exportPlan")->currentText(), "Q4_K_M");
    QCOMPARE(dialog->findChild<QPlainTextEdit*>("exportRules")->toPlainText(), "v_proj=Q8_0");
    dialog->close();
}

void tst_recipe_editor::pointsOpenInTheEditor() {
    Stage stage;
    QVERIFY(stage.open(fable));
    const int id = stage.workbench.add(*parseRecipe("Q3_K_M\noutput=Q8_0"));
    QVERIFY(QTest::qWaitFor([&] { return stage.window->settled(); }, patience));
    stage.workbench.select(id);
    stage.window->views().setCurrentIndex(3);
    QTRY_VERIFY(stage.find<QPushButton>("tradeoffEdit")->isEnabled());
    stage.press("tradeoffEdit");
    QCOMPARE(stage.window->views().currentIndex(), 4);
    QCOMPARE(stage.find<QComboBox>("recipeBase")->currentText(), "Q3_K_M");
    QCOMPARE(stage.rules().index(0, RuleModel::Pattern).data().toString(), "output");
    stage.workbench.select(stage.workbench.candidateNamed("Q8_0")->id);
    stage.window->views().setCurrentIndex(3);
    stage.press("tradeoffEdit");
    QVERIFY(stage.find<QCheckBox>("recipePure")->isChecked()); // one scheme for all
}

void tst_recipe_editor::completes() {
    Stage stage;
    QVERIFY(stage.open(fable));
    stage.press("recipeAddRule");
    auto* table = stage.find<QTableView>("recipeRules");
    const auto words = [&](int column) {
        table->edit(stage.rules().index(0, column));
        auto* line = qobject_cast<QLineEdit*>(table->indexWidget(stage.rules().index(0, column)));
        if (!line)
            line = table->viewport()->findChild<QLineEdit*>();
        QStringList all;
        auto* model = line->completer()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all << model->index(row, 0).data().toString();
        QTest::keyClick(line, Qt::Key_Escape);
        QTest::qWait(0);
        return all;
    };
    QTRY_VERIFY(words(RuleModel::Pattern).contains("self_attn.q_proj")); // collected on a worker
    const QStringList schemes = words(RuleModel::SchemeColumn);
    for (const char* scheme : {"Q4_K", "Q4_K/search", "NF4", "F32"})
        QVERIFY2(schemes.contains(scheme), scheme);
}

void tst_recipe_editor::modelIsSound() {
    RecipeDocument document;
    RuleModel model(document);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    document.insertRule(0, {"a", "Q6_K"});
    document.insertRule(1, {"b", "Q6_K"});
    model.setReach({{1, 1}, {2, 1}});
    QCOMPARE(model.index(1, RuleModel::Reach).data().toString(), "1 of 2");
    document.setRule(0, {"c", "Q6_K"});
    QVERIFY(model.index(0, RuleModel::Reach).data().toString().isEmpty()); // counted anew
    document.moveRule(0, 2);
    document.removeRule(0);
    document.undo().undo();
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.setData(model.index(0, RuleModel::Reach), "x", Qt::EditRole));
}

QTEST_MAIN(tst_recipe_editor)
#include "tst_recipe_editor.moc"
