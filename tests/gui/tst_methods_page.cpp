// The page "Methods" in the real window: rows come as they are measured, are those of core, can be stopped
// and taken into the comparison; the report has them.
#include "evaluation/text_chunks.h"
#include "jobs/file_work.h"
#include "models/method_model.h"
#include "models/roles.h"
#include "report/method_figure.h"
#include "session/methods_driver.h"
#include "support/stage.h"
#include "views/methods_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
const QString eval = MANTISSA_TEST_DATA "/text/tinystories-eval.txt";
constexpr int accuracyTab = 5, threeBits = 1;
using State = MethodsDriver::State;

struct Methods : Stage {
    MethodsDriver& driver;
    QTableView* table;
    PlotWidget* plot;

    Methods()
        : Stage({"Q8_0"}), driver(*window->findChild<MethodsDriver*>()),
          table(find<QTableView>("methodsTable")), plot(find<PlotWidget>("methodsPlot")) {
        window->resize(1400, 900);
        if (!settle(stories))
            qFatal("the model was not opened");
        auto* accuracy = window->findChild<AccuracyDriver*>();
        accuracy->setText(eval);
        accuracy->setContext(32);
        accuracy->setChunks(1);
        if (!QTest::qWaitFor([&] { return driver.canRun(); }, patience))
            qFatal("the text was not read");
        window->views().setCurrentIndex(accuracyTab);
        find<QTabWidget>("accuracyPages")->setCurrentWidget(find<MethodsPage>("methodsPage"));
        find<QComboBox>("methodsSize")->setCurrentIndex(threeBits);
    }
    QPushButton* button() { return find<QPushButton>("methodsMeasure"); }
    bool run() {
        click(button());
        return QTest::qWaitFor([&] { return driver.state() == State::Done; }, 4 * patience) &&
               QTest::qWaitFor([&] { return table->model()->rowCount() == driver.wanted(); }, patience);
    }
};

} // namespace

class TestMethodsPage : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("MANTISSA_DATA", MANTISSA_SOURCE_DIR "/resources"); }
    void measuresAndTakesIntoTheComparison();
    void stops();
    void goesWithTheText();
};

void TestMethodsPage::measuresAndTakesIntoTheComparison() {
    Methods stage;
    QVERIFY(!stage.table->isVisible());
    QTRY_VERIFY(stage.find<QPushButton>("methodsCollect")->isVisible()); // nobody calibrated
    QVERIFY(stage.run());
    const auto expected = schemesOfSize({{3}, {}, {}});
    int without = 0;
    for (const Scheme& scheme : *expected)
        without += wantsCalibration(scheme) ? 0 : 1;
    QCOMPARE(stage.driver.wanted(), without);
    QVERIFY(without >= 5);
    QVERIFY(stage.table->isVisible() && !stage.plot->picture().series.empty());

    // The same figures as core's.
    const auto model = openModel(stories.toStdString());
    const auto network = buildNetwork(**model);
    const auto chunks = chunksOfFile(**tokenizerOf(**model), eval.toStdString(), 32, 1, Task());
    const std::vector<Scheme> two{stage.driver.comparison().methods[0].scheme,
                                  stage.driver.comparison().methods[1].scheme};
    const auto core = compareMethods(**model, *network, *chunks, two, {}, Task());
    for (std::size_t i = 0; i < 2; ++i) {
        const ComparedMethod& shown = stage.driver.comparison().methods[i];
        QCOMPARE(shown.divergence.mean.value, core->methods[i].divergence.mean.value);
        QCOMPARE(shown.output.relative(), core->methods[i].output.relative());
    }

    // A row is chosen, in the picture too, and becomes a scheme of the comparison.
    stage.table->setCurrentIndex(stage.table->model()->index(1, 0));
    QTRY_VERIFY(stage.plot->picture().highlight >= 0);
    QVERIFY(stage.find<QPushButton>("methodsAdd")->isEnabled());
    click(stage.find<QPushButton>("methodsAdd"));
    QVERIFY(stage.workbench.candidateNamed(QString::fromStdString(two[1].text())));

    // Of one tensor only its own figures are left.
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("blk.0.ffn_up.weight"));
    stage.find<QComboBox>("methodsScope")->setCurrentIndex(1);
    emit stage.find<QComboBox>("methodsScope")->activated(1);
    QTRY_VERIFY(stage.table->isColumnHidden(MethodModel::Divergence));
    QCOMPARE(stage.table->model()->index(1, MethodModel::WeightError).data(DataRole).toDouble(),
             100 * valueOf(stage.driver.comparison().methods[1], MethodFigure::WeightError,
                           "blk.0.ffn_up.weight"));
    stage.trigger("methodsCommand");
    QVERIFY(QApplication::clipboard()->text().startsWith("mantissa-cli compare-methods"));
    QVERIFY(QApplication::clipboard()->text().contains("--bits 3"));

    QVERIFY(stage.settled());
    stage.trigger("report");
    for (const char* name : {"report.html", "report.pdf"}) {
        if (!stage.window->findChild<QDialog*>("reportDialog"))
            stage.trigger("report");
        const QString file = stage.folder.filePath(name);
        auto* kind = stage.find<QComboBox>("reportKind");
        kind->setCurrentIndex(kind->findData(QString(name).section('.', 1)));
        stage.find<QLineEdit>("reportTarget")->setText(file);
        click(stage.find<QPushButton>("reportWrite"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patience);
        QTest::qWait(50);
    }
    QFile html(stage.folder.filePath("report.html"));
    QVERIFY(html.open(QIODevice::ReadOnly) && html.readAll().contains("Methods on equal terms"));
}

void TestMethodsPage::stops() {
    Methods stage;
    click(stage.button());
    QTRY_VERIFY_WITH_TIMEOUT(!stage.driver.comparison().methods.empty(), patience);
    click(stage.button());
    QCOMPARE(stage.driver.state(), State::Cancelled);
    const auto kept = stage.driver.comparison().methods.size();
    QVERIFY(kept > 0);
    QTRY_COMPARE(std::size_t(stage.table->model()->rowCount()), kept); // what is done stays
    QTRY_VERIFY(!stage.driver.busy() && stage.driver.canRun());
}

void TestMethodsPage::goesWithTheText() {
    Methods stage;
    click(stage.button());
    QTRY_VERIFY_WITH_TIMEOUT(!stage.driver.comparison().methods.empty(), patience);
    stage.window->findChild<AccuracyDriver*>()->setChunks(2);
    QTRY_VERIFY(stage.driver.comparison().methods.empty() && stage.driver.state() == State::Idle);
    QTRY_VERIFY(!stage.table->isVisible());
}

QTEST_MAIN(TestMethodsPage)
#include "tst_methods_page.moc"
