// The page "Layer outputs" in the real window: its figures are core's, it goes with the selection both ways,
// can be stopped, keeps what is known of each scheme, refuses what it cannot measure, and writes its files.
#include "evaluation/text_chunks.h"
#include "jobs/file_work.h"
#include "models/output_error_model.h"
#include "models/roles.h"
#include "pipeline/simulate.h"
#include "session/output_error_driver.h"
#include "support/accuracy_stage.h"
#include "theme/theme.h"
#include "views/output_error_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <qcustomplot.h>

using namespace mantissa;
using namespace mantissa::ui;
using namespace accuracy_stage;

namespace {

using State = OutputErrorDriver::State;

/// A window whose small model is about to be measured on a little text under its first scheme.
struct Outputs : Stage {
    OutputErrorDriver& driver;
    PlotWidget* plot;
    QTableView* table;

    explicit Outputs(const QStringList& schemes = {"Q8_0", "Q4_0"}, int chunks = 2)
        : Stage(schemes), driver(*window->findChild<OutputErrorDriver*>()),
          plot(find<PlotWidget>("outputErrorPlot")), table(find<QTableView>("outputErrorTable")) {
        window->resize(1400, 900);
        openStories(*this, chunks);
        workbench.select(id(schemes.front()));
        showMeasuring(*this, "outputErrorPanel", [&] { return driver.canRun(selected()); });
    }
    int id(const QString& scheme) const { return workbench.candidateNamed(scheme)->id; }
    int selected() { return workbench.selection().candidate(); }
    QPushButton* button() { return find<QPushButton>("outputErrorMeasure"); }
    QString status() { return find<QLabel>("outputErrorStatus")->text(); }
    bool done() {
        return QTest::qWaitFor([&] { return driver.state(selected()) == State::Done; }, patience) &&
               QTest::qWaitFor([&] { return table->isVisible() && !plot->picture().series.empty(); },
                               patience);
    }
    QVariant cell(int row, OutputErrorModel::Column column, int role = DataRole) const {
        return table->model()->index(row, column).data(role);
    }
    QString current() const {
        return table->currentIndex().siblingAtColumn(OutputErrorModel::Layer).data(DataRole).toString();
    }
    const Series* strong() const {
        for (const Series& series : plot->picture().series)
            if (series.strong)
                return &series;
        return nullptr;
    }
    QString empty() {
        for (QLabel* label : plot->plot().findChildren<QLabel*>())
            if (label->isVisible())
                return label->text();
        return {};
    }
};

std::vector<LayerError> byCore(const char* scheme) {
    const auto model = openModel(stories.toStdString());
    const auto network = buildNetwork(**model);
    const auto chunks = chunksOfFile(**tokenizerOf(**model), evaluationText.toStdString(), 64, 2, Task());
    const auto changed =
        simulate(*network, **model, mantissa::recipeOf(*parseScheme(scheme)), nullptr, Task());
    return *outputErrors(*network, changed->network, *chunks, {}, Runtime(), Task());
}

} // namespace

class TestOutputErrorPanel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        qputenv("MANTISSA_DATA", MANTISSA_SOURCE_DIR "/resources");
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void figuresAreThoseOfCore();
    void tableChoosesTheTensor();
    void pointChoosesTheTensor();
    void followsTheSelection();
    void eachSchemeKeepsItsFigures();
    void stops();
    void refusesCalibratedMethods();
    void saysWhatIsMissing();
    void anotherTextDropsFigures();
    void removedSchemeStops();
    void writesFiles();
    void closesWhileMeasuring();
};

void TestOutputErrorPanel::figuresAreThoseOfCore() {
    Outputs stage({"Q4_0", "Q8_0"});
    QVERIFY(!stage.table->isVisible());
    QTRY_VERIFY(stage.empty().startsWith("Press Measure"));
    click(stage.button());
    QVERIFY(stage.done());
    const std::vector<LayerError> expected = byCore("Q4_0");
    QVERIFY(expected.size() > 30);
    stage.table->sortByColumn(OutputErrorModel::Layer, Qt::AscendingOrder);
    QCOMPARE(stage.table->model()->rowCount(), int(expected.size()));
    for (int row = 0; row < int(expected.size()); ++row) {
        const LayerError& layer = expected[std::size_t(row)];
        QCOMPARE(stage.cell(row, OutputErrorModel::Layer).toString(), QString::fromStdString(layer.layer));
        QCOMPARE(stage.cell(row, OutputErrorModel::Weight).toString(), QString::fromStdString(layer.weight));
        // The same bits, not only nearly the same.
        QVERIFY(stage.cell(row, OutputErrorModel::WeightError).toDouble() == 100 * layer.stored.relative());
        QVERIFY(stage.cell(row, OutputErrorModel::OutputError).toDouble() == 100 * layer.output.relative());
        QVERIFY(stage.cell(row, OutputErrorModel::Sqnr).toDouble() == layer.output.sqnrDb());
        QVERIFY(stage.cell(row, OutputErrorModel::Ratio).toDouble() ==
                layer.output.relative() / layer.stored.relative());
    }
    QCOMPARE(stage.plot->picture().series.size(), expected.size() + 1); // and the diagonal
    QVERIFY(stage.status().startsWith("Q4_0: "));
}

void TestOutputErrorPanel::tableChoosesTheTensor() {
    Outputs stage;
    click(stage.button());
    QVERIFY(stage.done());
    double last = 1e9; // the worst comes first
    for (int row = 0; row < stage.table->model()->rowCount(); ++row) {
        const double error = stage.cell(row, OutputErrorModel::OutputError).toDouble();
        QVERIFY(error <= last);
        last = error;
    }
    const QRect place = stage.table->visualRect(stage.table->model()->index(2, 0));
    QTest::mouseClick(stage.table->viewport(), Qt::LeftButton, {}, place.center());
    const auto weight = [&](int row) { return stage.cell(row, OutputErrorModel::Weight).toString(); };
    QCOMPARE(QString::fromStdString(stage.workbench.selection().tensor()->name), weight(2));
    QTest::keyClick(stage.table, Qt::Key_Down);
    QCOMPARE(QString::fromStdString(stage.workbench.selection().tensor()->name), weight(3));
    QTRY_VERIFY(stage.strong() && stage.strong()->note.startsWith(stage.current() + " "));
    QVERIFY(stage.strong()->labelled);
    // Another order leaves the choice alone.
    const QString layer = stage.current();
    click(stage.table->horizontalHeader()->viewport());
    stage.table->sortByColumn(OutputErrorModel::Ratio, Qt::AscendingOrder);
    QCOMPARE(stage.current(), layer);
}

void TestOutputErrorPanel::pointChoosesTheTensor() {
    Outputs stage;
    click(stage.button());
    QVERIFY(stage.done());
    QCoreApplication::processEvents();
    const QCustomPlot& plot = stage.plot->plot();
    const std::vector<Series> points = stage.plot->picture().series;
    // The worst one stands apart.
    const Series& point =
        *std::max_element(points.begin() + 1, points.end(),
                          [](const auto& a, const auto& b) { return a.y.front() < b.y.front(); });
    const QPointF place(plot.xAxis->coordToPixel(point.x.front()), plot.yAxis->coordToPixel(point.y.front()));
    QTest::mouseClick(&stage.plot->plot(), Qt::LeftButton, {}, place.toPoint());
    const QString layer = point.note.section(' ', 0, 0); // its name is short
    QCOMPARE(stage.current(), layer);
    QTRY_VERIFY(stage.strong() && stage.strong()->name == point.name);
    const std::string& chosen = stage.workbench.selection().tensor()->name;
    QCOMPARE(QString::fromStdString(chosen), layer + ".weight");
    QVERIFY(stage.plot->readOut(point.x.front(), point.y.front()).startsWith(point.name));
}

void TestOutputErrorPanel::followsTheSelection() {
    Outputs stage;
    click(stage.button());
    QVERIFY(stage.done());
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("blk.2.ffn_up.weight"));
    QTRY_COMPARE(stage.current(), QString("blk.2.ffn_up"));
    QTRY_VERIFY(stage.strong() && stage.strong()->name == "2 · ffn_up");
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("blk.2.ffn_norm.weight"));
    QTRY_VERIFY(!stage.table->currentIndex().isValid()); // no linear layer
    QTRY_VERIFY(!stage.strong());
}

void TestOutputErrorPanel::eachSchemeKeepsItsFigures() {
    Outputs stage;
    click(stage.button());
    QVERIFY(stage.done());
    const LayerErrorsPtr first = stage.driver.result(stage.id("Q8_0"));
    stage.workbench.select(stage.id("Q4_0"));
    QTRY_VERIFY(!stage.table->isVisible());
    QTRY_VERIFY(stage.empty().contains("Q4_0"));
    click(stage.button());
    QVERIFY(stage.done());
    const double coarse = stage.cell(0, OutputErrorModel::OutputError).toDouble();
    stage.workbench.select(stage.id("Q8_0"));
    QTRY_VERIFY(stage.status().startsWith("Q8_0: "));
    QVERIFY(stage.cell(0, OutputErrorModel::OutputError).toDouble() < coarse / 4);
    QCOMPARE(stage.driver.result(stage.id("Q8_0")), first);
    stage.workbench.selection().setScheme(*parseScheme("INT4"), Selection::draft);
    QTRY_VERIFY(stage.empty().startsWith("Choose one of the schemes"));
    QVERIFY(!stage.button()->isEnabled());
}

void TestOutputErrorPanel::stops() {
    Outputs stage({"Q4_0"}, 0);
    click(stage.button());
    QTRY_COMPARE(stage.button()->text(), QString("Sto&p"));
    QVERIFY(stage.find<QWidget>("outputErrorProgress")->isVisible());
    QVERIFY(QTest::qWaitFor([&] { return stage.driver.fraction() > 0; }, patience));
    QVERIFY(stage.driver.fraction() < 1);
    click(stage.button());
    QCOMPARE(stage.driver.state(stage.selected()), State::Cancelled);
    QVERIFY(!stage.driver.busy());
    QTRY_COMPARE(stage.status(), QString("Stopped."));
    QVERIFY(!stage.table->isVisible());
    stage.window->findChild<AccuracyDriver*>()->setChunks(1);
    QTRY_VERIFY_WITH_TIMEOUT(stage.driver.canRun(stage.selected()), patience);
    QTRY_VERIFY(stage.button()->isEnabled());
    click(stage.button());
    QVERIFY(stage.done());
}

void TestOutputErrorPanel::refusesCalibratedMethods() {
    Outputs stage({"Q8_0"});
    const int id = stage.workbench.add(*parseScheme("INT4/gptq"));
    stage.workbench.select(id);
    QTRY_VERIFY(stage.empty().contains("must see what comes into each weight"));
    QVERIFY(stage.empty().contains("collect a calibration"));
    QVERIFY(!stage.button()->isEnabled());
    stage.driver.run(id); // from wherever
    QVERIFY(!stage.driver.busy());
}

void TestOutputErrorPanel::saysWhatIsMissing() {
    Outputs stage({"Q8_0"});
    stage.window->findChild<AccuracyDriver*>()->setText(stage.folder.filePath("missing.txt"));
    QTRY_COMPARE(stage.empty(), QString("Choose a text above."));
    QVERIFY(!stage.button()->isEnabled());
    QVERIFY(!stage.find<QPushButton>("outputErrorSave")->isEnabled());
}

void TestOutputErrorPanel::anotherTextDropsFigures() {
    Outputs stage({"Q8_0"});
    click(stage.button());
    QVERIFY(stage.done());
    stage.window->findChild<AccuracyDriver*>()->setChunks(3);
    QVERIFY(!stage.driver.result(stage.selected()));
    QTRY_VERIFY(stage.plot->picture().series.empty());
    QVERIFY(!stage.table->isVisible());
}

void TestOutputErrorPanel::removedSchemeStops() {
    Outputs stage({"Q8_0", "Q4_0"}, 0);
    click(stage.button());
    QVERIFY(stage.driver.busy());
    stage.workbench.remove(stage.id("Q8_0"));
    QVERIFY(!stage.driver.busy());
    QTest::qWait(100);
    QVERIFY(!stage.table->isVisible());
}

void TestOutputErrorPanel::writesFiles() {
    Outputs stage({"Q4_0"});
    click(stage.button());
    QVERIFY(stage.done());
    const QString path = stage.folder.filePath("outputs.csv");
    click(stage.find<QPushButton>("outputErrorSave"));
    auto* dialog = stage.find<QFileDialog>("saveOutputErrorsDialog");
    emit dialog->fileSelected(path);
    dialog->close();
    finishFileWork();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split('\n');
    QCOMPARE(lines.size(), stage.table->model()->rowCount() + 1);
    QVERIFY(lines[1].startsWith(stage.cell(0, OutputErrorModel::Layer).toString() + ","));
    QTRY_VERIFY(stage.status().startsWith("Saved "));
    click(stage.find<QPushButton>("outputErrorCopy"));
    QVERIFY(QApplication::clipboard()->text().startsWith("Layer\tWeight\t"));
    stage.trigger("outputErrorCommand");
    QVERIFY(QApplication::clipboard()->text().startsWith("mantissa-cli evaluate "));
    QVERIFY(QApplication::clipboard()->text().endsWith(" --scheme Q4_0 --output-errors"));
    for (const char* name : {"a.png", "a.svg", "a.csv"})
        QVERIFY2(stage.plot->save(stage.folder.filePath(name)), name);
}

void TestOutputErrorPanel::closesWhileMeasuring() {
    Outputs stage({"Q8_0", "Q4_0"}, 0);
    click(stage.button());
    QTest::qWait(50);
    stage.window->close();
    stage.window.reset();
}

QTEST_MAIN(TestOutputErrorPanel)
#include "tst_output_error_panel.moc"
