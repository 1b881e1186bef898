// The Compare view driven as a person would: schemes arranged, numbers chosen, tables taken along, two files
// side by side.
#include "models/compare_model.h"
#include "models/diff_model.h"
#include "models/roles.h"
#include "panels/table_menu.h"
#include "plots/plot_widget.h"
#include "support/cli.h"
#include "support/stage.h"
#include "theme/theme.h"
#include "views/compare_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <cmath>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
constexpr int compareTab = 2;

QStringList heads(const QTableView& table) {
    QStringList names;
    for (int column = CompareModel::FirstCandidate; column < table.model()->columnCount(); ++column)
        names << table.model()->headerData(column, Qt::Horizontal).toString();
    return names;
}

/// What /bin/sh makes of a line that was copied.
CliRun runLine(const QString& line) {
    QProcess process;
    QString here = line;
    here.replace(QStringLiteral("mantissa-cli"), QStringLiteral(MANTISSA_CLI));
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), here});
    CliRun run;
    if (process.waitForFinished(120'000))
        run.code = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.error = process.readAllStandardError();
    return run;
}

struct CompareStage : Stage {
    using Stage::Stage;
    bool prepare(const QString& model) {
        language.apply("en"); // for its plurals
        const bool good = settle(model);
        window->views().setCurrentIndex(compareTab);
        return good;
    }
    QTableView& table() { return *find<QTableView>("compareTensors"); }
    void selectScheme(const char* name) { workbench.select(workbench.candidateNamed(name)->id); }
};

} // namespace

class tst_compare_window : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void pinSoloHideRenameReorder();
    void headsMoveAndHaveAMenu();
    void arrangementIsKept();
    void regretAndDifferences();
    void tablesAreTakenAlong();
    void commandLineSaysTheSame();
    void histogramsSideBySide();
    void anotherFile();
    void anotherFileGoesWrong();
    void manySchemesStayReadable();
    void modelIsSound();
};

void tst_compare_window::pinSoloHideRenameReorder() {
    CompareStage stage({"Q8_0", "Q4_0", "INT4"});
    QVERIFY(stage.prepare(stories));
    stage.selectScheme("INT4");
    stage.trigger("pinScheme");
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q8_0", "Q4_0"}));
    QVERIFY(stage.find<QAction>("pinScheme")->isChecked());

    stage.selectScheme("Q4_0");
    stage.trigger("soloScheme");
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q4_0"})); // the reference stays in sight
    stage.trigger("soloScheme");
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q8_0", "Q4_0"}));

    stage.trigger("schemeEarlier");
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q4_0", "Q8_0"}));
    stage.trigger("schemeLater");
    stage.trigger("schemeLater"); // it is the last already
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q8_0", "Q4_0"}));

    stage.trigger("renameScheme");
    auto* dialog = stage.find<QInputDialog>("renameDialog");
    dialog->setTextValue(QStringLiteral("as shipped"));
    dialog->accept();
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q8_0", "as shipped"}));
    auto* list = stage.find<QAbstractItemView>("schemeList");
    QCOMPARE(list->model()->index(2, 0).data().toString(), QString("as shipped")); // everywhere
    stage.window->views().setCurrentIndex(1);
    QTRY_COMPARE(stage.find<PlotWidget>("layers")->picture().series.back().name, QString("as shipped"));

    stage.trigger("showScheme");
    QCOMPARE(heads(stage.table()), (QStringList{"⚑INT4", "Q8_0"}));
    QVERIFY(!stage.find<QAction>("showScheme")->isChecked());
    stage.selectScheme("INT4");
    stage.trigger("pinScheme");
    QCOMPARE(heads(stage.table()), (QStringList{"INT4", "Q8_0"}));
    stage.workbench.remove(stage.workbench.candidateNamed("INT4")->id);
    QCOMPARE(stage.workbench.pinned(), 0);
    QVERIFY(!stage.find<QAction>("pinScheme")->isEnabled()); // nothing is selected
}

void tst_compare_window::headsMoveAndHaveAMenu() {
    CompareStage stage({"Q8_0", "Q4_0", "INT4"});
    QVERIFY(stage.prepare(stories));
    QHeaderView* header = stage.table().horizontalHeader();
    header->moveSection(4, 2); // as dragging does
    QTRY_COMPARE(heads(stage.table()), (QStringList{"INT4", "Q8_0", "Q4_0"}));
    for (int column = 0; column < 5; ++column)
        QCOMPARE(header->visualIndex(column), column); // the schemes moved, not only what is drawn
    header->moveSection(2, 3);
    QTRY_COMPARE(heads(stage.table()), (QStringList{"Q8_0", "INT4", "Q4_0"}));

    const QPoint place(header->sectionViewportPosition(4) + 5, 5);
    emit header->customContextMenuRequested(place);
    auto* menu = stage.find<QMenu>("schemeHeadMenu");
    QVERIFY(menu->isVisible());
    QVERIFY(menu->actions().contains(stage.find<QAction>("pinScheme")));
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q4_0")); // the one that was asked about
    menu->close();
}

void tst_compare_window::arrangementIsKept() {
    const QTemporaryDir folder;
    const QString document = folder.filePath("kept.mantissa");
    {
        CompareStage stage({"Q8_0", "Q4_0", "INT4"});
        QVERIFY(stage.prepare(stories));
        stage.workbench.pin(stage.workbench.candidateNamed("Q4_0")->id);
        stage.workbench.rename(stage.workbench.candidateNamed("INT4")->id, "ours");
        stage.window->saveWorkspace(document);
    }
    CompareStage stage({"NF4"});
    stage.window->openPath(document);
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.model() && stage.window->settled(), patience);
    QCOMPARE(heads(stage.table()), (QStringList{"⚑Q4_0", "Q8_0", "ours"}));
    QCOMPARE(stage.workbench.pinned(), stage.workbench.candidateNamed("Q4_0")->id);
}

void tst_compare_window::regretAndDifferences() {
    CompareStage stage({"Q8_0", "Q4_0", "INT4"});
    QVERIFY(stage.prepare(stories));
    QAbstractItemModel* model = stage.table().model();
    const auto cell = [&](int column, int role = SortRole) { return model->index(0, column).data(role); };
    const double q8 = cell(2).toDouble(), q4 = cell(3).toDouble(), int4 = cell(4).toDouble();
    QVERIFY(q8 < q4 && q8 < int4);

    stage.choose("compareNumbers", "Regret");
    QCOMPARE(cell(2).toDouble(), 0.0);
    QCOMPARE(cell(3).toDouble(), q4 - q8);
    QCOMPARE(cell(4, DataRole).toDouble(), 100 * (int4 - q8));    // in the unit of the head
    QVERIFY(cell(2, Qt::DisplayRole).toString().startsWith("▲")); // told without colour
    stage.table().sortByColumn(3, Qt::DescendingOrder);
    for (int row = 1; row < model->rowCount(); ++row)
        QVERIFY(model->index(row - 1, 3).data(SortRole).toDouble() >=
                model->index(row, 3).data(SortRole).toDouble());
    stage.table().sortByColumn(-1, Qt::AscendingOrder);

    // Larger is better: regret is what is missing.
    stage.choose("compareFigure", "SQNR");
    QCOMPARE(cell(2).toDouble(), 0.0);
    QVERIFY(cell(3).toDouble() > 0);

    stage.choose("compareFigure", "Relative RMSE");
    stage.choose("compareNumbers", "Differences");
    QCOMPARE(heads(stage.table()).first(), QString("⚑Q8_0")); // without a pin, the first one
    QCOMPARE(cell(2).toDouble(), q8);
    QCOMPARE(cell(3).toDouble(), q4 - q8);
    QVERIFY2(cell(3, Qt::DisplayRole).toString().contains('+'), qPrintable(cell(3, 0).toString()));
    stage.workbench.pin(stage.workbench.candidateNamed("Q4_0")->id);
    QCOMPARE(cell(3).toDouble(), q8 - q4); // now second
    QVERIFY(cell(3, Qt::DisplayRole).toString().contains(QStringLiteral("−")));

    // One scheme alone is neither best nor worst, and regrets nothing.
    stage.workbench.pin(0);
    stage.workbench.solo(stage.workbench.candidateNamed("INT4")->id);
    stage.choose("compareNumbers", "Regret");
    QCOMPARE(cell(2).toDouble(), 0.0);
    QCOMPARE(cell(2, BestRole).toInt(), 0);
}

void tst_compare_window::tablesAreTakenAlong() {
    CompareStage stage({"Q8_0", "Q4_0"});
    QVERIFY(stage.prepare(stories));
    auto* menu = stage.table().findChild<TableMenu*>();
    QVERIFY(menu);
    const QString csv = stage.folder.filePath("t.csv"), png = stage.folder.filePath("t.png");
    QVERIFY(menu->save(csv));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), stage.table().model()->rowCount() + 1);
    QCOMPARE(lines.first(), QString("Tensor: relative RMSE (%),Type,Q8_0,Q4_0"));
    const QStringList first = lines.at(1).split(',');
    QCOMPARE(first.at(0),
             QString::fromStdString(stage.workbench.candidates()[0].result->tensors[0].tensor->name));
    const double expected =
        100 * valueOf(Figure::RelativeRmse, stage.workbench.candidates()[1].result->tensors[0].schemes[0]);
    QVERIFY(std::abs(first.at(3).toDouble() - expected) < 1e-8 * expected);

    QVERIFY(menu->save(png));
    const QImage picture(png);
    QVERIFY(picture.height() >
            stage.table().model()->rowCount() * 2 * 15); // all rows, twice the screen's size
    QVERIFY(picture.width() > 400);
    QVERIFY(!menu->save(stage.folder.filePath("no/such/folder/t.csv")));

    QTest::keyClick(&stage.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count('\n'), lines.size());
    QVERIFY(QApplication::clipboard()->text().startsWith("Tensor: relative RMSE (%)\tType\t"));

    // By the button as well, and every table of the window has it.
    auto* button = stage.find<QPushButton>("compareSave")->menu();
    emit button->aboutToShow();
    QCOMPARE(button->actions().first()->objectName(), QString("tableCopy"));
    for (auto* table : stage.window->findChildren<QTableView*>())
        QVERIFY2(table->findChild<TableMenu*>() || table->property("companion").toBool(),
                 qPrintable(table->objectName()));
}

void tst_compare_window::commandLineSaysTheSame() {
    CompareStage stage({"Q4_0", "Q4_K_M", "INT4,group=64/search"});
    QVERIFY(stage.prepare(fable));
    auto* button = stage.find<QPushButton>("compareSave")->menu();
    emit button->aboutToShow();
    auto* copy = button->findChild<QAction*>("copyCommand");
    QVERIFY(copy->isEnabled());
    copy->trigger();
    const QString line = QApplication::clipboard()->text();
    QVERIFY2(line.startsWith("mantissa-cli compare "), qPrintable(line));
    const CliRun run = runLine(line + " --json");
    QVERIFY2(run.code == 0, run.error);
    const QJsonArray totals = run.json().object().value("schemes").toArray();
    QCOMPARE(totals.size(), 3);
    // The line names schemes before recipes; each is found by its name.
    for (const Candidate& candidate : stage.workbench.candidates()) {
        bool found = false;
        for (const auto& entry : totals) {
            const QJsonObject total = entry.toObject();
            if (total.value("scheme").toString() != candidate.name)
                continue;
            found = true;
            QCOMPARE(static_cast<std::uint64_t>(total.value("bytes").toDouble()), totalOf(candidate)->bytes);
            QCOMPARE(total.value("relativeRmse").toDouble(),
                     valueOf(Figure::RelativeRmse, *totalOf(candidate)));
        }
        QVERIFY2(found, run.out.left(2000));
    }
}

void tst_compare_window::histogramsSideBySide() {
    CompareStage stage({"Q8_0", "Q4_0", "Q4_K_M"});
    QVERIFY(stage.prepare(fable));
    stage.find<QTabBar>("comparePages")->setCurrentIndex(CompareView::Histograms);
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled() && stage.window->findChild<PlotWidget*>("histogram2"),
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(!stage.find<PlotWidget>("histogram2")->picture().series.empty(), patience);
    for (int i = 0; i < 3; ++i) {
        const Picture picture = stage.find<PlotWidget>(qPrintable(QString("histogram%1").arg(i)))->picture();
        QCOMPARE(picture.series.size(), std::size_t{2}); // before and after
        QCOMPARE(picture.series.back().slot, stage.workbench.candidates()[static_cast<std::size_t>(i)].slot);
    }
    emit stage.find<PlotWidget>("histogram1")->clicked(0, 0);
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q4_0"));
    // Another tensor, other pictures; a hidden scheme, one less.
    const Picture before = stage.find<PlotWidget>("histogram0")->picture();
    stage.workbench.selection().setTensor(stage.workbench.candidates()[0].result->tensors.back().tensor);
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<PlotWidget>("histogram0")->picture() != before, patience);
    stage.trigger("showScheme");
    QTRY_VERIFY(!stage.window->findChild<PlotWidget*>("histogram2"));
    stage.window->views().setCurrentIndex(0); // nobody looks: nothing is computed
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
}

void tst_compare_window::anotherFile() {
    CompareStage stage({"Q8_0"});
    QVERIFY(stage.prepare(fable));
    const QString other = stage.folder.filePath("small one.gguf");
    QCOMPARE(runCli({"quantize", fable, other, "--recipe", "Q4_K_M", "-q"}).code, 0);
    stage.trigger("compareFile");
    auto* dialog = stage.find<QFileDialog>("compareFileDialog");
    emit dialog->fileSelected(other);
    dialog->close();
    auto* table = stage.find<QTableView>("diffTable");
    QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && stage.window->settled(), patience);
    QVERIFY2(stage.find<QLabel>("diffSummary")->text().contains("small one.gguf"),
             qPrintable(stage.find<QLabel>("diffSummary")->text()));
    QVERIFY(table->model()->rowCount() >= static_cast<int>(stage.workbench.model()->tensors.size()));

    // What it copies, run, gives the figures it shows.
    auto* button = stage.find<QPushButton>("compareSave")->menu();
    emit button->aboutToShow();
    button->findChild<QAction*>("copyCommand")->trigger();
    const CliRun run = runLine(QApplication::clipboard()->text() + " --json");
    QVERIFY2(run.code == 0, run.error);
    int compared = 0;
    for (const auto& entry : run.json().object().value("tensors").toArray()) {
        const QJsonObject tensor = entry.toObject();
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const auto cell = [&](int column, int role) {
                return table->model()->index(row, column).data(role);
            };
            if (cell(DiffModel::Name, SortRole).toString() != tensor.value("name").toString())
                continue;
            ++compared;
            const double expected = tensor.value("relativeRmse").toDouble();
            QVERIFY(std::abs(cell(DiffModel::RelativeRmse, SortRole).toDouble() - expected) <=
                    1e-12 + 1e-9 * expected);
        }
    }
    QVERIFY(compared > 20);

    table->selectRow(3); // one selection
    const QString name = table->model()->index(3, DiffModel::Name).data(SortRole).toString();
    QVERIFY(stage.workbench.selection().tensor());
    QVERIFY(!name.isEmpty());
}

void tst_compare_window::anotherFileGoesWrong() {
    CompareStage stage({"Q8_0"});
    QVERIFY(!stage.find<QAction>("compareFile")->isEnabled());
    QVERIFY(stage.prepare(stories));
    const QString broken = stage.folder.filePath("broken.gguf");
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("GGUF\x03");
    file.close();
    stage.trigger("compareFile");
    auto* dialog = stage.find<QFileDialog>("compareFileDialog");
    emit dialog->fileSelected(broken);
    dialog->close();
    auto* summary = stage.find<QLabel>("diffSummary");
    QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith("✗") && summary->text().contains("broken.gguf"),
                             patience);
    QVERIFY(!stage.find<QTableView>("diffTable")->isVisible());
    emit stage.find<QAction>("compareFile")->triggered();
    auto* again = stage.window->findChildren<QFileDialog*>("compareFileDialog").last();
    emit again->fileSelected(stories); // the same file: all equal
    again->close();
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QTableView>("diffTable")->isVisible(), patience);
    QVERIFY2(summary->text().contains(": 48 tensors equal byte for byte, 0 different"),
             qPrintable(summary->text()));
}

// Fourteen schemes do not fit: every number whole, and the names stay where they are.
void tst_compare_window::manySchemesStayReadable() {
    QStringList schemes;
    for (int group = 16; group <= 64; group += 16)
        for (const char* bits : {"INT2", "INT3", "INT4"})
            schemes << QStringLiteral("%1,group=%2").arg(QLatin1String(bits)).arg(group);
    schemes << "Q8_0"
            << "Q4_0";
    CompareStage stage(schemes);
    stage.window->resize(1280, 800);
    QVERIFY(stage.prepare(stories));
    QTest::qWait(50);
    QTableView& table = stage.table();
    const QFontMetrics metrics(table.font());
    for (int column = CompareModel::FirstCandidate; column < table.model()->columnCount(); ++column)
        for (int row = 0; row < 10; ++row) {
            const QString words = table.model()->index(row, column).data().toString();
            QVERIFY2(table.columnWidth(column) >= metrics.horizontalAdvance(words), qPrintable(words));
        }
    auto* names = stage.find<QTableView>("compareTensorsFrozen");
    QVERIFY(!names->isVisible());
    QVERIFY(table.horizontalScrollBar()->maximum() > 0);
    table.horizontalScrollBar()->setValue(table.horizontalScrollBar()->maximum());
    QTRY_VERIFY(names->isVisible());
    QCOMPARE(names->width(), table.columnWidth(0));
    table.verticalScrollBar()->setValue(3);
    QCOMPARE(names->verticalScrollBar()->value(), 3);
    QCOMPARE(names->rowAt(5), table.rowAt(5));
    table.sortByColumn(4, Qt::DescendingOrder);
    stage.workbench.pin(stage.workbench.candidates().back().id); // the columns come anew
    QTest::qWait(50);
    for (int column = 1; column < table.model()->columnCount(); ++column)
        QVERIFY(names->isColumnHidden(column));
    QTest::mouseClick(names->viewport(), Qt::LeftButton, {}, QPoint(10, names->rowViewportPosition(6) + 3));
    QCOMPARE(table.currentIndex().row(), 6); // one selection
    table.horizontalScrollBar()->setValue(0);
    QVERIFY(!names->isVisible());
}

void tst_compare_window::modelIsSound() {
    CompareStage stage({"Q8_0", "Q4_0"});
    QVERIFY(stage.prepare(stories));
    const auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;
    CompareModel compare(stage.workbench);
    const QAbstractItemModelTester compareTester(&compare, strict);
    for (const auto numbers : {CompareNumbers::Regret, CompareNumbers::Difference, CompareNumbers::Figures})
        compare.setNumbers(numbers);
    DiffModel diff;
    const QAbstractItemModelTester diffTester(&diff, strict);
    const auto result = diffModels(stage.workbench.model(), stage.workbench.model(), Task());
    diff.set(*result);
    QCOMPARE(diff.rowCount(), static_cast<int>(stage.workbench.model()->tensors.size()));
    diff.set(nullptr);
    QCOMPARE(diff.rowCount(), 0);
}

QTEST_MAIN(tst_compare_window)
#include "tst_compare_window.moc"
