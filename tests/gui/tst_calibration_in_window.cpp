// Calibration in the real window: collected from a text or a folder, used at once, kept with the workspace.
#include "calibration/calibration_file.h"
#include "evaluation/text_chunks.h"
#include "jobs/file_work.h"
#include "main_window.h"
#include "panels/banner.h"
#include "pipeline/model_calibration.h"
#include "pipeline/model_importance.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
const QString story = MANTISSA_SOURCE_DIR "/resources/demo/story.txt";
constexpr int patience = 30000;
constexpr int context = 64, chunks = 3;

struct Stage {
    Settings settings;
    Workbench workbench;
    std::unique_ptr<MainWindow> window;

    explicit Stage(const QTemporaryDir& place) : settings(place.filePath("settings.ini")) {
        settings.set(Setting::SaveFolder, place.path());
        workbench.setStartingSchemes({"Q4_K"});
        window = std::make_unique<MainWindow>(workbench, settings, nullptr);
        window->show();
    }
    template <class T>
    T* find(const char* name) {
        T* widget = window->findChild<T*>(name);
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
    bool settle() {
        return QTest::qWaitFor([this] { return workbench.model() && window->settled(); }, patience);
    }
    bool open(const QString& path) {
        window->openPath(path);
        return settle();
    }
    QString banner() {
        const Banner* shown = window->banners().find("importance");
        return shown ? shown->text() : QString();
    }
    void fill(const QString& text, const QString& file, int count = chunks) {
        find<QAction>("collectCalibration")->trigger();
        find<QLineEdit>("calibrationText")->setText(text);
        find<QSpinBox>("calibrationContext")->setValue(context);
        find<QSpinBox>("calibrationChunks")->setValue(count);
        find<QLineEdit>("calibrationFile")->setText(file);
    }
    void collect(const QString& text, const QString& file, int count = chunks) {
        fill(text, file, count);
        QTest::mouseClick(find<QPushButton>("calibrationStart"), Qt::LeftButton);
        QTest::qWait(0); // the dialog goes
    }
    bool collected(const QString& file) {
        return QTest::qWaitFor([&] { return workbench.importancePath() == file; }, patience) && settle();
    }
};

/// What core says of the same text.
TensorImportancePtr expected(const QString& text) {
    const ModelPtr model = *openModel(fable.toStdString());
    const auto saved = calibrateModel(
        *model, {.text = text.toStdString(), .context = context, .chunks = chunks, .options = {}}, Task());
    if (!saved)
        qFatal("%s", saved.error().describe().c_str());
    return *fitImportance(model, saved->calibration.importance(text.toStdString()));
}

} // namespace

class CalibrationInWindow : public QObject {
    Q_OBJECT
private slots:
    void collectedUsedAndShown();
    void aFolderOfTexts();
    void theBuiltInStory();
    void keptWithTheWorkspace();
    void aMissingFileIsTold();
    void anotherModelsIsRefused();
    void aChangedFileIsTold();
    void cancelled();
    void badTextsAreTold_data();
    void badTextsAreTold();
};

void CalibrationInWindow::collectedUsedAndShown() {
    const QTemporaryDir place;
    Stage stage(place);
    QVERIFY(!stage.find<QAction>("collectCalibration")->isEnabled());
    QVERIFY(stage.open(fable));
    const ComparisonPtr plain = stage.workbench.candidates().front().result;
    const QString file = place.filePath("seen.safetensors");
    stage.collect(story, place.filePath("seen")); // the ending comes by itself
    QVERIFY(stage.collected(file));
    QVERIFY(isCalibration(file.toStdString()));
    QVERIFY2(stage.banner().contains("seen.safetensors"), qPrintable(stage.banner()));

    const TensorImportancePtr right = expected(story);
    QCOMPARE(stage.workbench.importance()->columns, right->columns);
    QVERIFY(right->columns.size() > 20);
    QVERIFY(!(stage.workbench.candidates().front().result->totals[0].sums == plain->totals[0].sums));

    stage.find<QAction>("coverage")->trigger();
    const auto* table = stage.find<QTableView>("coverageTable");
    QCOMPARE(table->model()->rowCount(), 30);
    const QString summary = stage.find<QLabel>("coverageSummary")->text();
    QVERIFY2(summary.contains("seen.safetensors") && summary.contains("3 chunks"), qPrintable(summary));

    // The same file through "Load importance matrix" gives the same.
    stage.find<QAction>("forgetImportance")->trigger();
    QVERIFY(stage.settle() && !stage.workbench.importance());
    stage.workbench.openImportance(file);
    QVERIFY(stage.collected(file));
    QCOMPARE(stage.workbench.importance()->columns, right->columns);
}

void CalibrationInWindow::aFolderOfTexts() {
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkpath("texts"));
    QVERIFY(QFile::copy(story, place.filePath("texts/one.md")));
    QVERIFY(QFile::copy(story, place.filePath("texts/two.txt")));
    Stage stage(place);
    QVERIFY(stage.open(fable));
    stage.collect(place.filePath("texts"), place.filePath("seen.safetensors"), 0); // all of it
    QVERIFY(stage.collected(place.filePath("seen.safetensors")));
    const auto saved = readCalibration(place.filePath("seen.safetensors").toStdString());
    QVERIFY(saved);
    const auto tokenizer = tokenizerOf(*stage.workbench.model());
    const auto once = chunksOfFile(**tokenizer, story.toStdString(), context, 0, Task());
    QVERIFY(once && saved->calibration.chunks >= 2 * once->count());
}

void CalibrationInWindow::theBuiltInStory() {
    const QTemporaryDir place;
    Stage stage(place);
    QVERIFY(stage.open(fable));
    stage.fill({}, place.filePath("seen.safetensors"));
    QTRY_VERIFY(stage.find<QPushButton>("calibrationStart")->isEnabled()); // once the model runs
    QTest::mouseClick(stage.find<QPushButton>("calibrationStart"), Qt::LeftButton);
    QVERIFY(stage.collected(place.filePath("seen.safetensors")));
    QCOMPARE(stage.workbench.importance()->columns, expected(story)->columns);
}

void CalibrationInWindow::keptWithTheWorkspace() {
    const QTemporaryDir place, other;
    const QString document = place.filePath("work.mantissa");
    const QString file = place.filePath("work-calibration.safetensors");
    std::map<std::string, std::vector<float>> columns;
    {
        Stage stage(place);
        QVERIFY(stage.open(fable));
        stage.window->saveWorkspace(document);
        QTRY_VERIFY(QFile::exists(document));
        QTRY_VERIFY(!stage.window->isWindowModified());
        stage.fill(story, {});
        QVERIFY(!stage.find<QPushButton>("calibrationStart")->isEnabled()); // nowhere to keep it
        stage.find<QDialog>("calibrationDialog")->reject();
        QTest::qWait(0);
        stage.find<QAction>("collectCalibration")->trigger();
        QCOMPARE(stage.find<QLineEdit>("calibrationFile")->text(), file); // beside the document
        stage.find<QDialog>("calibrationDialog")->reject();
        QTest::qWait(0);
        stage.collect(story, file);
        QVERIFY(stage.collected(file));
        QVERIFY(stage.window->isWindowModified());
        columns = stage.workbench.importance()->columns;
        stage.find<QAction>("saveWorkspace")->trigger();
        QTRY_VERIFY(!stage.window->isWindowModified());
    }
    QFile written(document);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QJsonObject matrix = QJsonDocument::fromJson(written.readAll()).object()["imatrix"].toObject();
    QCOMPARE(matrix["path"].toString(), file);
    QCOMPARE(matrix["relative"].toString(), QString("work-calibration.safetensors"));
    QCOMPARE(matrix["sha256"].toString().size(), 64);

    QVERIFY(QDir(place.path()).mkpath("moved")); // both move together
    const QString there = place.filePath("moved/work-calibration.safetensors");
    QVERIFY(QFile::rename(document, place.filePath("moved/work.mantissa")) && QFile::rename(file, there));
    Stage again(other);
    QVERIFY(again.open(stories));
    again.window->openPath(place.filePath("moved/work.mantissa"));
    QVERIFY(again.collected(there));
    QCOMPARE(again.workbench.importance()->columns, columns);
    QVERIFY2(again.banner().isEmpty(), qPrintable(again.banner()));
}

// The document goes on naming it until somebody decides otherwise.
void CalibrationInWindow::aMissingFileIsTold() {
    const QTemporaryDir place;
    const QString document = place.filePath("work.mantissa"), file = place.filePath("seen.safetensors");
    Stage stage(place);
    QVERIFY(stage.open(fable));
    stage.collect(story, file);
    QVERIFY(stage.collected(file));
    stage.window->saveWorkspace(document);
    finishFileWork();
    QTRY_VERIFY(QFile::exists(document));
    QVERIFY(QFile::remove(file));
    QVERIFY(stage.open(stories));
    stage.window->openPath(document);
    QTRY_VERIFY_WITH_TIMEOUT(stage.banner().contains("seen.safetensors"), patience);
    QVERIFY2(stage.banner().contains("not in use"), qPrintable(stage.banner()));
    QVERIFY(stage.settle() && !stage.workbench.importance());
    QVERIFY(!stage.window->isWindowModified());
    const auto names = [&] {
        QFile::remove(document);
        stage.window->saveWorkspace(document);
        finishFileWork();
        QFile written(document);
        return written.open(QIODevice::ReadOnly) && written.readAll().contains("seen.safetensors");
    };
    QVERIFY(names());
    stage.find<QAction>("forgetImportance")->trigger();
    QVERIFY(!names());
    QVERIFY(stage.banner().isEmpty());
}

void CalibrationInWindow::anotherModelsIsRefused() {
    const QTemporaryDir place;
    const QString file = place.filePath("seen.safetensors");
    Stage stage(place);
    QVERIFY(stage.open(stories));
    stage.collect(story, file);
    QVERIFY(stage.collected(file));
    QVERIFY(stage.open(fable));
    QVERIFY(!stage.workbench.importance());
    stage.workbench.openImportance(file);
    QTRY_VERIFY_WITH_TIMEOUT(stage.banner().contains("seen.safetensors"), patience);
    QVERIFY2(stage.banner().contains("model"), qPrintable(stage.banner()));
    QVERIFY(!stage.workbench.importance() && stage.workbench.model());
}

void CalibrationInWindow::aChangedFileIsTold() {
    const QTemporaryDir place;
    const QString document = place.filePath("work.mantissa"), file = place.filePath("seen.safetensors");
    Stage stage(place);
    QVERIFY(stage.open(fable));
    stage.collect(story, file);
    QVERIFY(stage.collected(file));
    stage.window->saveWorkspace(document);
    finishFileWork();
    stage.collect(story, file, 1); // less of the text, in the same file
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.importance()->chunks == 1, patience);
    QVERIFY(stage.open(stories));
    stage.window->openPath(document);
    QVERIFY(stage.collected(file));
    QTRY_VERIFY2_WITH_TIMEOUT(stage.banner().contains("changed"), qPrintable(stage.banner()), patience);
    QVERIFY(stage.window->isWindowModified()); // saving takes it as it is
}

void CalibrationInWindow::cancelled() {
    const QTemporaryDir place;
    const QString file = place.filePath("seen.safetensors");
    QFile text(place.filePath("long.txt")), source(story);
    QVERIFY(text.open(QIODevice::WriteOnly) && source.open(QIODevice::ReadOnly));
    const QByteArray once = source.readAll();
    for (int i = 0; i < 200; ++i) // minutes of work
        text.write(once);
    text.close();
    Stage stage(place);
    QVERIFY(stage.open(fable));
    stage.collect(text.fileName(), file, 0);
    const auto job = [&]() -> Job* {
        for (Job* one : stage.workbench.jobs().jobs())
            if (one->title().contains("long.txt"))
                return one;
        return nullptr;
    };
    QTRY_VERIFY(job() != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(job()->fraction() > 0, patience); // it runs, and says how far it is
    QVERIFY(stage.find<QWidget>("jobsDock")->isVisible());
    job()->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(job()->state(), JobState::Cancelled, patience);
    QVERIFY(!stage.workbench.importance() && !QFile::exists(file));
    QVERIFY(stage.banner().isEmpty());
    QCOMPARE(QDir(place.path()).entryList({"*seen*"}, QDir::Files | QDir::Hidden).size(), 0);
}

void CalibrationInWindow::badTextsAreTold_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("not there") << "gone.txt"
                               << "seen.safetensors"
                               << "gone.txt";
    QTest::newRow("too short") << "short.txt"
                               << "seen.safetensors"
                               << "short.txt";
    QTest::newRow("a folder without texts") << "empty"
                                            << "seen.safetensors"
                                            << "empty";
    QTest::newRow("no folder to keep it in") << "story.txt"
                                             << "nowhere/seen.safetensors"
                                             << "nowhere";
    QTest::newRow("the text itself") << "text.safetensors"
                                     << "text.safetensors"
                                     << "text.safetensors";
}

void CalibrationInWindow::badTextsAreTold() {
    QFETCH(QString, text);
    QFETCH(QString, file);
    QFETCH(QString, says);
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkpath("empty"));
    QVERIFY(QFile::copy(story, place.filePath("story.txt")));
    QVERIFY(QFile::copy(story, place.filePath("text.safetensors")));
    QFile tiny(place.filePath("short.txt"));
    QVERIFY(tiny.open(QIODevice::WriteOnly) && tiny.write("Once.") == 5);
    tiny.close();
    Stage stage(place);
    QVERIFY(stage.open(stories));
    stage.collect(place.filePath(text), place.filePath(file));
    QTRY_VERIFY_WITH_TIMEOUT(!stage.banner().isEmpty(), patience);
    QVERIFY2(stage.banner().contains(says), qPrintable(stage.banner()));
    QVERIFY(!stage.workbench.importance() && !QFile::exists(place.filePath("seen.safetensors")));
    // What was chosen is there to be mended.
    QTest::mouseClick(stage.window->banners().find("importance")->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_COMPARE(stage.find<QLineEdit>("calibrationText")->text(), place.filePath(text));
}

QTEST_MAIN(CalibrationInWindow)
#include "tst_calibration_in_window.moc"
