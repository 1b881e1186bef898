// The Accuracy view in the real window: the demo evaluates itself, figures are those of core, a person can
// choose, cancel, run again, and finds everything again in a workspace.
#include "evaluation/text_chunks.h"
#include "files/demo.h"
#include "models/accuracy_model.h"
#include "pipeline/simulate.h"
#include "plots/plot_widget.h"
#include "support/accuracy_stage.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

using namespace mantissa;
using namespace mantissa::ui;
using namespace accuracy_stage;

namespace {

AccuracyModel& modelOf(Stage& stage) {
    auto* proxy = qobject_cast<QSortFilterProxyModel*>(stage.find<QTableView>("accuracyTable")->model());
    return *qobject_cast<AccuracyModel*>(proxy->sourceModel());
}

} // namespace

class TestAccuracyView : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        qputenv("MANTISSA_DATA", MANTISSA_SOURCE_DIR "/resources");
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void demoEvaluatesItself();
    void figuresAreThoseOfCore();
    void runsOnRequest();
    void cancelsAndRunsAgain();
    void saysWhyAModelCannotRun();
    void saysWhyATextCannotBeUsed();
    void takesADroppedText();
    void workspaceKeepsFigures();
    void closesDuringEvaluation();
};

void TestAccuracyView::demoEvaluatesItself() {
    Stage stage({"Q8_0", "Q4_0"});
    QVERIFY(settleDemo(stage));
    QVERIFY(evaluated(stage));
    const AccuracyDriver& driver = driverOf(stage);
    QCOMPARE(driver.state(), AccuracyDriver::State::Ready);
    QVERIFY(driver.evaluation(AccuracyDriver::original));
    stage.window->views().setCurrentIndex(accuracyTab);
    auto* running = stage.find<PlotWidget>("accuracyRunning");
    QTRY_COMPARE(running->picture().series.size(), std::size_t{3});
    QCOMPARE(running->picture().series[0].x.size(), std::size_t{storyChunks}); // a point a chunk
    QCOMPARE(stage.find<PlotWidget>("accuracyDivergence")->picture().series.size(), std::size_t{2});
    QVERIFY(stage.find<QLabel>("accuracyStatus")->text().contains("3 of 3"));
    AccuracyModel& model = modelOf(stage);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 3);
    // A scheme that comes later is evaluated, too.
    const int id = stage.workbench.add(*parseScheme("INT3,group=64"));
    QVERIFY(evaluated(stage));
    QVERIFY(driver.evaluation(id));
    QCOMPARE(model.rowCount(), 4);
    stage.choose("accuracyCurve", "Perplexity above the original");
    QTRY_COMPARE(running->picture().series.size(), std::size_t{3});
    click(stage.find<QPushButton>("accuracyCopy"));
    QVERIFY(QApplication::clipboard()->text().contains("INT3,group=64\t"));
    stage.find<QTableView>("accuracyTable")
        ->setCurrentIndex(stage.find<QTableView>("accuracyTable")->model()->index(2, 0));
    stage.trigger("accuracyCommand");
    const QString command = QApplication::clipboard()->text();
    QVERIFY(command.startsWith("mantissa-cli evaluate ") && command.contains("story.txt"));
    QVERIFY(command.contains("--context 256") && command.contains("--scheme Q4_0"));
    QTRY_VERIFY(stage.find<QLabel>("status")->text().contains(
        QStringLiteral("perplexity %1.")
            .arg(int(driver.evaluation(AccuracyDriver::original)->perplexity.value))));
    // What is hidden is not drawn.
    stage.workbench.setShown(id, false);
    QTRY_COMPARE(running->picture().series.size(), std::size_t{2});
}

void TestAccuracyView::figuresAreThoseOfCore() {
    Stage stage({"Q4_0"});
    QVERIFY(settleDemo(stage));
    QVERIFY(evaluated(stage));
    const auto model = openModel(fable.toStdString());
    const auto network = buildNetwork(**model);
    const auto tokenizer = tokenizerOf(**model);
    const auto chunks = chunksOfFile(**tokenizer, *demoFolder() / "story.txt", 256, storyChunks, Task());
    const auto simulation = simulate(*network, **model, recipeOf(*parseScheme("Q4_0")), nullptr, Task());
    EvaluationOptions options;
    options.original = &*network;
    const auto expected = evaluate(simulation->network, *chunks, options, Runtime(), Task());
    QVERIFY(expected);
    const Evaluation* shown = driverOf(stage).evaluation(stage.workbench.candidates().front().id);
    QVERIFY(shown);
    QVERIFY(qAbs(shown->perplexity.value / expected->perplexity.value - 1) < 1e-6);
    QVERIFY(qAbs(shown->divergence->mean.value / expected->divergence->mean.value - 1) < 1e-4);
    QCOMPARE(shown->divergence->sameTop.value, expected->divergence->sameTop.value);
}

void TestAccuracyView::runsOnRequest() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    QVERIFY(evaluated(stage));
    const AccuracyDriver& driver = driverOf(stage);
    QVERIFY(!driver.evaluation(AccuracyDriver::original)); // only the demo goes by itself
    stage.window->views().setCurrentIndex(accuracyTab);
    auto* chunks = stage.find<QSpinBox>("accuracyChunks");
    stage.find<QSpinBox>("accuracyContext")->setValue(64);
    chunks->setValue(3);
    QTRY_COMPARE_WITH_TIMEOUT(driver.state(), AccuracyDriver::State::Ready, patience);
    QCOMPARE(driver.ground()->chunks.count(), 3);
    QTRY_VERIFY(stage.find<QLabel>("accuracyStatus")->text().contains("not run"));
    auto* run = stage.find<QPushButton>("accuracyRun");
    QTRY_VERIFY(run->isEnabled());
    click(run);
    QVERIFY(evaluated(stage));
    QVERIFY(driver.evaluation(stage.workbench.candidates().front().id));
    QCOMPARE(driver.evaluation(AccuracyDriver::original)->chunks, 3);
    chunks->setValue(2); // other figures
    QVERIFY(!driver.evaluation(AccuracyDriver::original));
    chunks->setValue(3); // known ones
    QTRY_VERIFY_WITH_TIMEOUT(driver.evaluation(AccuracyDriver::original), patience);
}

void TestAccuracyView::cancelsAndRunsAgain() {
    Stage stage({"Q8_0", "Q4_0"});
    QVERIFY(settleDemo(stage));
    AccuracyDriver& driver = driverOf(stage);
    stage.window->views().setCurrentIndex(accuracyTab);
    QTRY_VERIFY_WITH_TIMEOUT(driver.busy(), patience);
    auto* run = stage.find<QPushButton>("accuracyRun");
    QTRY_COMPARE(run->text(), QString("Cance&l"));
    const int last = stage.workbench.candidates().back().id;
    click(run);
    QVERIFY(!driver.busy());
    QCOMPARE(driver.entry(last).state, AccuracyState::Cancelled);
    QTRY_COMPARE(run->text(), QString("&Run"));
    QVERIFY(QTest::qWaitFor([&] { return !stage.workbench.jobs().busy(); }, patience));
    QVERIFY(!driver.evaluation(last)); // nothing goes on behind the back
    stage.trigger("runAccuracy");
    QVERIFY(evaluated(stage));
    QVERIFY(driver.evaluation(last));
}

void TestAccuracyView::saysWhyAModelCannotRun() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors"));
    stage.window->views().setCurrentIndex(accuracyTab);
    AccuracyDriver& driver = driverOf(stage);
    QTRY_COMPARE_WITH_TIMEOUT(driver.state(), AccuracyDriver::State::CannotRun, patience);
    QVERIFY(!driver.problem().isEmpty());
    auto* empty = stage.find<QLabel>("accuracyEmpty");
    QTRY_VERIFY(empty->isVisible() && empty->text().contains(driver.problem()));
    QTRY_VERIFY(!stage.find<QPushButton>("accuracyRun")->isEnabled());
    driver.run(); // nothing happens
    QVERIFY(!driver.busy());
}

void TestAccuracyView::saysWhyATextCannotBeUsed() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    stage.window->views().setCurrentIndex(accuracyTab);
    AccuracyDriver& driver = driverOf(stage);
    const QString file = stage.folder.filePath("short.txt");
    QFile source(file);
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("Too short.");
    source.close();
    driver.setText(file);
    QTRY_COMPARE_WITH_TIMEOUT(driver.state(), AccuracyDriver::State::BadText, patience);
    const auto problem = [&] { // where a path may be broken is marked with spaces of no width
        return stage.find<QLabel>("accuracyProblem")->text().remove(QChar(0x200b));
    };
    QTRY_VERIFY(problem().contains("short.txt"));
    driver.setText({});
    QTRY_COMPARE_WITH_TIMEOUT(driver.state(), AccuracyDriver::State::Ready, patience);
}

void TestAccuracyView::takesADroppedText() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    stage.window->views().setCurrentIndex(accuracyTab);
    QMimeData data;
    const QString file = MANTISSA_TEST_DATA "/text/tinystories-eval.txt";
    data.setUrls({QUrl::fromLocalFile(file)});
    auto* view = stage.find<QWidget>("accuracyView");
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(view, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(view, &drop);
    QVERIFY(drop.isAccepted());
    QCOMPARE(driverOf(stage).setup().text, file);
    QTRY_COMPARE(stage.find<QComboBox>("accuracyText")->currentText(), QString("tinystories-eval.txt"));
}

void TestAccuracyView::workspaceKeepsFigures() {
    const QTemporaryDir folder;
    const QString document = folder.filePath("figures.mantissa");
    double divergence = 0;
    {
        Stage stage({"Q4_0"});
        QVERIFY(stage.settle(stories));
        AccuracyDriver& driver = driverOf(stage);
        driver.setContext(32);
        driver.setChunks(4);
        QTRY_COMPARE_WITH_TIMEOUT(driver.state(), AccuracyDriver::State::Ready, patience);
        driver.run();
        QVERIFY(evaluated(stage));
        divergence = driver.evaluation(stage.workbench.candidates().front().id)->divergence->mean.value;
        stage.window->saveWorkspace(document);
    }
    Stage stage({"Q8_0"});
    stage.window->openPath(document);
    QVERIFY(evaluated(stage));
    const AccuracyDriver& driver = driverOf(stage);
    QCOMPARE(driver.setup().chunks, 4);
    QCOMPARE(driver.setup().context, 32);
    const int id = stage.workbench.candidateNamed("Q4_0")->id;
    QTRY_VERIFY_WITH_TIMEOUT(driver.evaluation(id), patience);
    QVERIFY(!driver.wanted()); // read, not computed
    QCOMPARE(driver.evaluation(id)->divergence->mean.value, divergence);
    QCOMPARE(driver.evaluation(id)->nll.size(), driver.evaluation(id)->originalNll.size());
}

void TestAccuracyView::closesDuringEvaluation() {
    Stage stage({"Q8_0", "Q4_0"});
    QVERIFY(settleDemo(stage));
    QTRY_VERIFY_WITH_TIMEOUT(driverOf(stage).busy(), patience);
    stage.window->close();
    stage.window.reset();
}

QTEST_MAIN(TestAccuracyView)
#include "tst_accuracy_view.moc"
