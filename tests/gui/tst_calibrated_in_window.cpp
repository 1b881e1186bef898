// Methods that must know what comes into each weight (gptq and its like) in the real window: the inspector
// offers what is missing, figures are those of core's sequential driver, wherever they show.
#include "analysis/measure.h"
#include "evaluation/text_chunks.h"
#include "jobs/file_work.h"
#include "pipeline/simulate.h"
#include "session/accuracy_driver.h"
#include "session/calibrated_store.h"
#include "support/stage.h"
#include "views/tensor_view.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
const QString story = MANTISSA_SOURCE_DIR "/resources/demo/story.txt";
constexpr int context = 32, chunks = 3;
const char* const gptq = "INT4,group=32/gptq";

struct Calibrated : Stage {
    explicit Calibrated(const QStringList& schemes = {"Q4_0"}) : Stage(schemes) {
        if (!settle(stories))
            qFatal("the model was not opened");
    }
    QString words() {
        auto* label = find<QLabel>("calibrationNoticeWords");
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton* offer() { return find<QPushButton>("calibrationNoticeOffer"); }
    int id(const QString& scheme) { return workbench.candidateNamed(scheme)->id; }
    const Candidate& of(const QString& scheme) { return *workbench.candidateNamed(scheme); }
    /// Through the dialog that is open.
    bool collect(const QString& text, const QString& file) {
        find<QLineEdit>("calibrationText")->setText(text);
        find<QSpinBox>("calibrationContext")->setValue(context);
        find<QSpinBox>("calibrationChunks")->setValue(chunks);
        find<QLineEdit>("calibrationFile")->setText(file);
        click(find<QPushButton>("calibrationStart"));
        return QTest::qWaitFor([&] { return workbench.importancePath() == file; }, patience) && settled();
    }
    bool collect(const QString& text = story) {
        trigger("collectCalibration");
        return collect(text, folder.filePath("seen.safetensors"));
    }
    void draft(const QString& scheme) {
        workbench.selection().setScheme(*parseScheme(scheme.toStdString()), Selection::draft);
        QCoreApplication::processEvents();
    }
};

/// What core's driver makes of the model, weighted as the window weights it.
Simulation byCore(const Workbench& workbench, const QString& scheme) {
    const ModelPtr model = workbench.model();
    const CausalNetwork network = *buildNetwork(*model);
    const auto text = chunksOfFile(**tokenizerOf(*model), story.toStdString(), context, chunks, Task());
    auto result = simulate(network, *model, recipeOf(*parseScheme(scheme.toStdString())),
                           workbench.importance(), Task(), &*text);
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return std::move(*result);
}

ErrorSums sumsOf(const RowSource& original, const RowSource& changed) {
    std::vector<float> x(original.elements()), y(original.elements());
    if (!original.read(0, original.rows(), x) || !changed.read(0, changed.rows(), y))
        qFatal("rows cannot be read");
    return errorSums(x, y, 0, original.columns());
}

} // namespace

class TestCalibratedInWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("MANTISSA_DATA", MANTISSA_SOURCE_DIR "/resources"); }
    void chosenInTheInspector();
    void missingCalibrationIsOfferedInPlace();
    void figuresAreThoseOfTheDriver();
    void draftsSayThatTheyDoNotFollow();
    void recipesToo();
    void recipeEditor();
    void exportsAndCommands();
    void goneTextIsTold();
    void cancelledAndAgain();
};

void TestCalibratedInWindow::chosenInTheInspector() {
    Calibrated stage;
    stage.draft("INT4");
    auto* method = stage.find<QComboBox>("methodChoice");
    for (const char* id : {"gptq", "awq", "wanda"}) {
        const int index = method->findData(QString(id));
        QVERIFY2(index >= 0, id);
        method->setCurrentIndex(index);
        QCOMPARE(stage.workbench.selection().scheme()->method->info().id, std::string(id));
        QTRY_VERIFY(stage.words().contains(id));
    }
    auto* base = stage.find<QComboBox>("recipeBase");
    QVERIFY(base->findText("Q4_K/gptq") >= 0 && base->findText("NF4/awq") >= 0);
}

void TestCalibratedInWindow::missingCalibrationIsOfferedInPlace() {
    Calibrated stage({"Q4_0", gptq});
    const Candidate& waiting = stage.of(gptq);
    QCOMPARE(waiting.state, MeasureState::NeedsCalibration);
    QVERIFY(!waiting.result);
    stage.workbench.select(waiting.id);
    QTRY_VERIFY2(stage.words().contains("gptq"), qPrintable(stage.words()));
    QTRY_VERIFY(stage.find<TensorView>("tensorView") && stage.window->settled());
    click(stage.offer());
    QVERIFY(stage.find<QDialog>("calibrationDialog")->isVisible());
    QVERIFY(stage.collect(story, stage.folder.filePath("seen.safetensors")));
    QTRY_COMPARE_WITH_TIMEOUT(stage.of(gptq).state, MeasureState::Exact, patience);
    QTRY_VERIFY2(stage.words().contains("story.txt"), qPrintable(stage.words()));
    QVERIFY(!stage.offer()->isVisible());
    stage.trigger("forgetImportance");
    QTRY_COMPARE(stage.of(gptq).state, MeasureState::NeedsCalibration);
}

void TestCalibratedInWindow::figuresAreThoseOfTheDriver() {
    Calibrated stage({gptq, "INT4,group=32"});
    QVERIFY(stage.collect());
    QTRY_COMPARE_WITH_TIMEOUT(stage.of(gptq).state, MeasureState::Exact, patience);
    const Simulation expected = byCore(stage.workbench, gptq);
    const CausalNetwork whole = *buildNetwork(*stage.workbench.model());
    const Network& original = whole.network;
    const Network& changed = expected.network.network;
    int calibrated = 0;
    for (const ComparedTensor& compared : stage.of(gptq).result->tensors) {
        const auto slot = original.graph().findWeight(compared.tensor->name);
        QVERIFY(slot);
        const ErrorSums sums = sumsOf(*original.weight(*slot), *changed.weight(*slot));
        const ErrorSums& shown = compared.schemes[0].sums;
        QVERIFY2(std::abs(shown.error2 - sums.error2) <= 1e-9 * sums.error2, compared.tensor->name.c_str());
        calibrated += compared.schemes[0].used == gptq ? 1 : 0;
    }
    QVERIFY(calibrated > 30);

    // The Tensor view takes the very weight.
    stage.workbench.select(stage.id(gptq));
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("blk.1.ffn_down.weight"));
    const auto* view = stage.window->findChild<TensorView*>();
    QVERIFY(view != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
    const auto request = stage.workbench.studyRequest(stage.workbench.selection().tensor(),
                                                      *parseScheme(gptq), stage.id(gptq));
    const auto study = studyOf(request, {}, Task());
    QVERIFY2(study, study ? "" : study.error().describe().c_str());
    const auto slot = *original.graph().findWeight("blk.1.ffn_down.weight");
    const ErrorSums sums = sumsOf(*original.weight(slot), *changed.weight(slot));
    QVERIFY(study->finished && study->study->exact);
    QVERIFY(std::abs(study->study->sums.error2 - sums.error2) <= 1e-9 * sums.error2);

    // And so does the Accuracy view.
    auto* accuracy = stage.window->findChild<AccuracyDriver*>();
    accuracy->setText(story);
    accuracy->setContext(context);
    accuracy->setChunks(chunks);
    QTRY_VERIFY_WITH_TIMEOUT(accuracy->ground() != nullptr, patience);
    accuracy->run(stage.id(gptq));
    QTRY_VERIFY_WITH_TIMEOUT(accuracy->evaluation(stage.id(gptq)) != nullptr, patience);
    EvaluationOptions options;
    const CausalNetwork network = *buildNetwork(*stage.workbench.model());
    options.original = &network;
    options.batchTokens = context;
    const auto wanted = evaluate(expected.network, accuracy->ground()->chunks, options, Runtime(), Task());
    QCOMPARE(accuracy->evaluation(stage.id(gptq))->divergence->mean.value, wanted->divergence->mean.value);
}

void TestCalibratedInWindow::draftsSayThatTheyDoNotFollow() {
    Calibrated stage;
    QVERIFY(stage.collect());
    stage.draft(gptq);
    QTRY_VERIFY2(stage.words().contains("layer after layer"), qPrintable(stage.words()));
    QTRY_VERIFY(stage.window->settled());
    QVERIFY(!stage.workbench.candidateNamed(gptq));
    click(stage.offer());
    QVERIFY(stage.workbench.candidateNamed(gptq));
    QTRY_COMPARE_WITH_TIMEOUT(stage.of(gptq).state, MeasureState::Exact, patience);
    QCOMPARE(stage.workbench.selection().candidate(), stage.id(gptq));
    // Both are measured anew for another calibration.
    QVERIFY(QFile::copy(story, stage.folder.filePath("other.txt")));
    const ComparisonPtr before = stage.of(gptq).result;
    stage.trigger("collectCalibration");
    stage.find<QSpinBox>("calibrationChunks")->setValue(1);
    QVERIFY(stage.collect(stage.folder.filePath("other.txt"), stage.folder.filePath("other.safetensors")));
    QTRY_VERIFY_WITH_TIMEOUT(stage.of(gptq).result && stage.of(gptq).result != before, patience);
}

void TestCalibratedInWindow::recipesToo() {
    Calibrated stage;
    const auto recipe = parseRecipe("Q4_0/gptq\npure\nattn_k=Q8_0");
    QVERIFY(recipe);
    const int id = stage.workbench.add(*recipe);
    QCOMPARE(stage.workbench.candidate(id)->state, MeasureState::NeedsCalibration);
    QVERIFY(stage.collect());
    QTRY_COMPARE_WITH_TIMEOUT(stage.workbench.candidate(id)->state, MeasureState::Exact, patience);
    const auto& tensors = stage.workbench.candidate(id)->result->tensors;
    const auto used = [&](const char* name) {
        for (const ComparedTensor& compared : tensors)
            if (compared.tensor->name == name)
                return compared.schemes[0].used;
        return std::string();
    };
    QCOMPARE(used("blk.0.attn_q.weight"), std::string("Q4_0/gptq"));
    QCOMPARE(used("blk.0.attn_k.weight"), std::string("Q8_0"));
}

// What is missing is offered where a recipe is written; then the pre-flight tells what calibrating will do.
void TestCalibratedInWindow::recipeEditor() {
    Calibrated stage;
    stage.window->views().setCurrentIndex(4);
    auto* summary = stage.find<QLabel>("recipeSummary");
    for (const char* base : {"Q4_0/gptq", "INT4,group=32/gptq"}) {
        stage.find<QComboBox>("recipeBase")->setCurrentText(base);
        QTRY_VERIFY2_WITH_TIMEOUT(summary->text().contains("href=\"collect\""), qPrintable(summary->text()),
                                  patience);
    }
    emit summary->linkActivated("collect");
    QVERIFY(stage.collect(story, stage.folder.filePath("seen.safetensors")));
    for (const char* base : {"Q4_0/gptq", "INT4,group=32/gptq"}) {
        stage.find<QComboBox>("recipeBase")->setCurrentText(base);
        QTRY_VERIFY2_WITH_TIMEOUT(summary->text().contains(QString::number(context * chunks) + " tokens"),
                                  qPrintable(summary->text()), patience);
        QVERIFY(!summary->text().contains("href"));
    }
    stage.find<QComboBox>("recipeBase")->setCurrentText("Q4_0");
    QTRY_VERIFY_WITH_TIMEOUT(!summary->text().contains(" tokens"), patience);
}

void TestCalibratedInWindow::exportsAndCommands() {
    Calibrated stage({gptq});
    stage.trigger("export");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_0/gptq");
    auto* summary = stage.find<QLabel>("exportSummary");
    auto* start = stage.find<QPushButton>("exportStart");
    QTRY_VERIFY2_WITH_TIMEOUT(summary->text().contains("gptq"), qPrintable(summary->text()), patience);
    QVERIFY(!start->isEnabled());
    stage.find<QDialog>("exportDialog")->reject();
    QTest::qWait(0);
    QVERIFY(stage.collect());
    stage.trigger("export");
    const QString file = stage.folder.filePath("out.gguf");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_0/gptq");
    stage.find<QLineEdit>("exportTarget")->setText(file);
    start = stage.find<QPushButton>("exportStart");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    click(stage.find<QPushButton>("exportCopyCommand"));
    const QString command = QApplication::clipboard()->text();
    QVERIFY2(command.contains("--calibration " + story) && command.contains("--calibration-context 32"),
             qPrintable(command));
    click(start);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patience);
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QWidget>("exportCertificate")->isVisible(), patience);
    const auto written = openModel(file.toStdString());
    QVERIFY(written);
    // What was written is what the window showed.
    const Simulation expected = byCore(stage.workbench, "Q4_0/gptq");
    const auto tensor = (*written)->tensor("blk.0.ffn_up.weight");
    const auto slot = *expected.network.network.graph().findWeight("blk.0.ffn_up.weight");
    const auto& weight = static_cast<const QuantizedTensor&>(*expected.network.network.weight(slot));
    QVERIFY(std::ranges::equal(tensor->bytes, weight.bytes()));
}

void TestCalibratedInWindow::goneTextIsTold() {
    Calibrated stage({gptq});
    const QString text = stage.folder.filePath("mine.txt"), file = stage.folder.filePath("seen.safetensors");
    QVERIFY(QFile::copy(story, text));
    QVERIFY(stage.collect(text));
    QTRY_COMPARE_WITH_TIMEOUT(stage.of(gptq).state, MeasureState::Exact, patience);
    stage.trigger("forgetImportance");
    for (const bool changed : {true, false}) {
        if (changed) {
            QFile mine(text);
            QVERIFY(mine.open(QIODevice::Append) && mine.write("More.\n") > 0);
        } else {
            QVERIFY(QFile::remove(text));
        }
        stage.workbench.openImportance(file);
        QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.importance() != nullptr, patience); // weighs all the same
        QVERIFY(!stage.workbench.calibrated());
        QVERIFY2(stage.workbench.calibrationProblem().contains("mine.txt"),
                 qPrintable(stage.workbench.calibrationProblem()));
        QCOMPARE(stage.of(gptq).state, MeasureState::NeedsCalibration);
        stage.workbench.select(stage.id(gptq));
        QTRY_VERIFY2(stage.words().contains("mine.txt"), qPrintable(stage.words()));
        stage.trigger("forgetImportance");
    }
}

void TestCalibratedInWindow::cancelledAndAgain() {
    Calibrated stage;
    QVERIFY(stage.collect());
    stage.workbench.add(*parseScheme(gptq));
    const auto job = [&]() -> Job* {
        for (Job* one : stage.workbench.jobs().jobs())
            if (one->title().contains(gptq))
                return one;
        return nullptr;
    };
    QTRY_VERIFY(job() != nullptr);
    job()->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!job() || !job()->active(), patience);
    QTRY_VERIFY(stage.of(gptq).state == MeasureState::Cancelled ||
                stage.of(gptq).state == MeasureState::Exact);
    stage.workbench.measure(stage.id(gptq));
    QTRY_COMPARE_WITH_TIMEOUT(stage.of(gptq).state, MeasureState::Exact, patience);
}

QTEST_MAIN(TestCalibratedInWindow)
#include "tst_calibrated_in_window.moc"
