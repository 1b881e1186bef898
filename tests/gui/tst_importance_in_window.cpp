// An importance matrix in the real window: loaded, used for every figure, study and export, shown, forgotten.
#include "calibration/imatrix_file.h"
#include "main_window.h"
#include "models/coverage_model.h"
#include "models/preflight_model.h"
#include "models/roles.h"
#include "pipeline/model_importance.h"
#include "text/number_text.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
constexpr int patience = 30000;

/// Knows two weights of the demo.
QString writeMatrix(const QTemporaryDir& folder) {
    ImportanceMatrix matrix;
    matrix.chunks = 2;
    matrix.chunkTokens = 256;
    matrix.datasets = {"story.txt"};
    for (const char* name : {"blk.0.ffn_up.weight", "blk.2.attn_k.weight"}) {
        ImportanceEntry& entry = matrix.entries[name];
        entry.counts = {512};
        for (int i = 0; i < 256; ++i)
            entry.sums.push_back(i % 4 == 0 ? 0.0F : static_cast<float>(1 + i % 7));
    }
    const QString path = folder.filePath("demo.imatrix");
    if (!writeImatrix(path.toStdString(), matrix))
        qFatal("cannot write the matrix");
    return path;
}

} // namespace

class ImportanceInWindow : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

private slots:
    void tableOfAMatrix() {
        const ModelPtr model = *openModel(fable.toStdString());
        const auto importance = loadImportance(model, writeMatrix(folder_).toStdString());
        QVERIFY(importance);
        CoverageModel table;
        const QAbstractItemModelTester tester(&table);
        QCOMPARE(table.rowCount(), 0);
        table.set(model, *importance);
        QCOMPARE(table.rowCount(), 30);
        QCOMPARE(table.unknown(), 28);
        for (int row = 0; row < table.rowCount(); ++row) {
            const QString name = table.index(row, CoverageModel::Name).data().toString();
            const bool known = name == "model.layers.0.mlp.up_proj.weight" ||
                               name == "model.layers.2.self_attn.k_proj.weight";
            QCOMPARE(table.index(row, CoverageModel::Tokens).data(SortRole).toDouble(), known ? 512.0 : -1.0);
            if (known) {
                QCOMPARE(table.index(row, CoverageModel::Silent).data(SortRole).toDouble(), 0.25);
                QCOMPARE(table.index(row, CoverageModel::Silent).data().toString(),
                         mantissa::ui::percentText(0.25));
            }
            QVERIFY(!table.index(row, 0).data(Qt::ToolTipRole).toString().isEmpty());
        }
        table.set(model, nullptr);
        QCOMPARE(table.rowCount(), 0);
    }

    /// The older form holds chunks, and not how long they were.
    void coverageInChunks() {
        const ModelPtr model = *openModel(fable.toStdString());
        ImportanceMatrix old;
        old.countsChunks = true;
        old.entries["blk.0.ffn_up.weight"] = {std::vector<float>(256, 3.0F), {7}};
        const auto importance = fitImportance(model, old);
        QVERIFY(importance);
        CoverageModel table;
        table.set(model, *importance);
        int known = 0;
        for (int row = 0; row < table.rowCount(); ++row)
            known += table.index(row, CoverageModel::Tokens).data().toString() == "7 chunks" ? 1 : 0;
        QCOMPARE(known, 1);
    }

    void loadedUsedAndForgotten() {
        Settings settings(folder_.filePath("settings.ini"));
        Language language;
        Workbench workbench;
        workbench.setStartingSchemes({"Q4_K", "Q4_0/search"});
        MainWindow window(workbench, settings, &language);
        window.show();
        const auto settle = [&] {
            return QTest::qWaitFor([&] { return workbench.model() && window.settled(); }, patience);
        };
        const auto action = [&](const char* name) { return window.findChild<QAction*>(name); };
        QVERIFY(!action("openImportance")->isEnabled());
        window.openPath(fable);
        QVERIFY(settle());
        QVERIFY(action("openImportance")->isEnabled() && !action("coverage")->isEnabled());
        const ComparisonPtr plain = workbench.candidates().front().result;

        workbench.openImportance(writeMatrix(folder_));
        QVERIFY(QTest::qWaitFor([&] { return workbench.importance() != nullptr; }, patience));
        QVERIFY(settle());
        CompareOptions options;
        options.importance = workbench.importance();
        const auto expected = compare(workbench.model(), {*parseScheme("Q4_K")}, options, Task());
        QVERIFY(expected);
        const ComparisonPtr weighted = workbench.candidates().front().result;
        QCOMPARE(weighted->totals[0].sums, (*expected)->totals[0].sums);
        QVERIFY(!(weighted->totals[0].sums == plain->totals[0].sums));

        workbench.selection().setTensor(workbench.model()->tensor("model.layers.0.mlp.up_proj.weight"));
        QVERIFY(settle());
        const auto facts = [&] {
            QString all;
            for (const QLabel* label : window.findChildren<QLabel*>())
                all += label->text();
            return all;
        };
        QVERIFY(facts().contains("512 tokens"));
        action("coverage")->trigger();
        const auto* table = window.findChild<QTableView*>("coverageTable");
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 30);
        QVERIFY(window.findChild<QLabel*>("coverageSummary")->text().contains("demo.imatrix"));

        action("forgetImportance")->trigger();
        QVERIFY(settle());
        QCOMPARE(workbench.candidates().front().result->totals[0].sums, plain->totals[0].sums);
        QCOMPARE(table->model()->rowCount(), 0);
        QVERIFY(!action("coverage")->isEnabled());
    }

    // Some mixtures of llama.cpp choose other types with a matrix: the plan, the pre-flight and the figures
    // know.
    void recipesKnowOfIt() {
        Settings settings(folder_.filePath("recipes.ini"));
        Workbench workbench;
        workbench.setStartingSchemes({"IQ3_XXS"});
        MainWindow window(workbench, settings, nullptr);
        window.show();
        window.views().setCurrentIndex(4);
        window.findChild<QComboBox*>("recipeBase")->setCurrentText("IQ3_XXS");
        window.openPath(fable);
        const auto plan = [&](const QString& tensor) {
            const QAbstractItemModel& table = *window.findChild<QTableView*>("recipePlan")->model();
            for (int row = 0; row < table.rowCount(); ++row)
                if (table.index(row, PreflightModel::Name).data().toString() == tensor)
                    return table.index(row, PreflightModel::To).data().toString();
            return QString();
        };
        const auto summary = [&] { return window.findChild<QLabel*>("recipeSummary")->text(); };
        QTRY_COMPARE_WITH_TIMEOUT(plan("blk.2.attn_v.weight"), QString("IQ3_S"), patience);
        QCOMPARE(plan("blk.2.ffn_down.weight"), QString("Q3_K"));
        QVERIFY(!summary().contains("demo.imatrix"));
        workbench.openImportance(writeMatrix(folder_));
        QTRY_COMPARE_WITH_TIMEOUT(plan("blk.2.attn_v.weight"), QString("IQ3_XXS"), patience);
        QCOMPARE(plan("blk.2.ffn_down.weight"), QString("IQ3_XXS"));
        QVERIFY2(summary().contains("demo.imatrix"), qPrintable(summary()));
        ExportOptions options;
        options.target = folder_.filePath("planned.gguf").toStdString();
        options.recipe = *parseRecipe("IQ3_XXS");
        options.importance = workbench.importance();
        const auto expected = preflight(workbench.model(), options);
        QVERIFY(expected);
        QVERIFY2(summary().contains(QLocale().toString(qulonglong(expected->fileBytes))),
                 qPrintable(summary()));
        window.findChild<QAction*>("forgetImportance")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(plan("blk.2.attn_v.weight"), QString("IQ3_S"), patience);
    }

    void aMatrixOfAnotherModelIsRefused() {
        Workbench workbench;
        workbench.setStartingSchemes({"Q8_0"});
        QString problem;
        QObject::connect(
            &workbench, &Workbench::importanceFailed, this,
            [&](const QString&, const Error& error) { problem = QString::fromStdString(error.describe()); });
        workbench.open(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
        QVERIFY(QTest::qWaitFor([&] { return workbench.model() && workbench.settled(); }, patience));
        workbench.openImportance(writeMatrix(folder_));
        QVERIFY(QTest::qWaitFor([&] { return !problem.isEmpty(); }, patience));
        QVERIFY(!workbench.importance());
    }
};

QTEST_MAIN(ImportanceInWindow)
#include "tst_importance_in_window.moc"
