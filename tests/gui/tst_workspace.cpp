// Workspaces, settings, palette and shortcuts, in the real window.
#include "dialogs/shortcuts_dialog.h"
#include "files/model.h"
#include "jobs/file_work.h"
#include "main_window.h"
#include "models/palette_model.h"
#include "panels/banner.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>
#include <QSysInfo>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
constexpr int patience = 30000;

struct Stage {
    QString folder;
    Settings settings{QDir(folder).filePath("settings.ini")};
    Language language;
    Workbench workbench;
    std::unique_ptr<MainWindow> window;

    explicit Stage(const QTemporaryDir& place, const QStringList& schemes = {"Q8_0", "Q4_0"})
        : folder(place.path()) {
        workbench.setStartingSchemes(schemes);
        window = std::make_unique<MainWindow>(workbench, settings, &language);
        window->show();
    }
    template <class T>
    T* find(const char* name) {
        T* widget = window->findChild<T*>(name);
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
    void trigger(const char* action) { find<QAction>(action)->trigger(); }
    bool settle() {
        return QTest::qWaitFor([this] { return workbench.model() && window->settled(); }, patience);
    }
    bool open(const QString& path) {
        window->openPath(path);
        return settle();
    }
    QStringList schemes() const {
        QStringList names;
        for (const Candidate& candidate : workbench.candidates())
            names << candidate.name + (candidate.shown ? "" : " hidden");
        return names;
    }
};

QString selectedTensor(Stage& stage) {
    return QString::fromStdString(stage.workbench.selection().tensor()->name);
}

// A state unlike the one a new window starts with.
void arrange(Stage& stage) {
    QVERIFY(stage.open(fable));
    stage.workbench.add(*parseScheme("INT3,group=64"));
    stage.workbench.add(*parseRecipe("Q4_K_M\nattn_v=Q8_0"));
    stage.workbench.setShown(stage.workbench.candidates().front().id, false);
    stage.workbench.selection().setTensor(stage.workbench.model()->tensors.back());
    stage.workbench.select(stage.workbench.candidateNamed("INT3,group=64")->id);
    stage.window->views().setCurrentIndex(2);
    QVERIFY(stage.settle());
}

void compareArranged(Stage& stage) {
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.model() && stage.workbench.selectedCandidate(), patience);
    QCOMPARE(stage.schemes(), QStringList({"Q8_0 hidden", "Q4_0", "INT3,group=64", "Q4_K_M; attn_v=Q8_0"}));
    QTRY_COMPARE(stage.workbench.selectedCandidate()->name, "INT3,group=64");
    QCOMPARE(selectedTensor(stage), QString::fromStdString(stage.workbench.model()->tensors.back()->name));
    QCOMPARE(stage.window->views().currentIndex(), 2);
}

// What a killed process leaves: the lock of a process that is not there any more.
void leaveLock(const QString& file) {
    QFile lock(file + ".lock");
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write("4194303\nmantissa\n" + QSysInfo::machineHostName().toUtf8() + "\n");
}

} // namespace

class tst_workspace : public QObject {
    Q_OBJECT
private slots:
    void savedAndReopenedAsItWas();
    void documentsMoveWithTheirModels();
    void damagedDocumentsAreToldApart_data();
    void damagedDocumentsAreToldApart();
    void theNextStartGoesOn();
    void aCrashIsRecoveredFrom();
    void aSecondWindowKeepsNothing();
    void titleTellsWhatIsNotSaved();
    void paletteReachesEverything();
    void paletteRanks();
    void paletteModelIsSound();
    void shortcutsAreListed();
    void settingsHoldAtOnce();
};

void tst_workspace::savedAndReopenedAsItWas() {
    const QTemporaryDir place, other;
    const QString file = place.filePath("work.mantissa");
    {
        Stage stage(place);
        arrange(stage);
        stage.window->saveWorkspace(file);
        QTRY_VERIFY(QFile::exists(file));
    }
    Stage again(other);
    QVERIFY(again.open(stories)); // something else was open
    again.window->openPath(file);
    QTRY_VERIFY_WITH_TIMEOUT(again.workbench.model()->path.string().find("fable") != std::string::npos,
                             patience);
    compareArranged(again);
}

void tst_workspace::documentsMoveWithTheirModels() {
    const QTemporaryDir place;
    QDir(place.path()).mkpath("old");
    QVERIFY(QFile::copy(stories, place.filePath("old/model.gguf")));
    Stage stage(place);
    QVERIFY(stage.open(place.filePath("old/model.gguf")));
    stage.window->saveWorkspace(place.filePath("old/work.mantissa"));
    finishFileWork();
    QVERIFY(QDir(place.path()).rename("old", "new"));
    QVERIFY(stage.open(fable));
    stage.window->openPath(place.filePath("new/work.mantissa"));
    QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(stage.workbench.model()->path.string()),
                              place.filePath("new/model.gguf"), patience);
}

void tst_workspace::damagedDocumentsAreToldApart_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << "not valid JSON";
    QTest::newRow("cut") << QByteArray("{\"mantissaWorkspace\": 1, \"sch") << "not valid JSON";
    QTest::newRow("another") << QByteArray("{\"a\": 1}") << "not a workspace";
    QTest::newRow("list") << QByteArray("[]") << "not a workspace";
    QTest::newRow("newer") << QByteArray("{\"mantissaWorkspace\": 99}") << "newer";
    QTest::newRow("model gone") << QByteArray(
                                       "{\"mantissaWorkspace\": 1, \"model\": {\"path\": \"/no/such.gguf\"}}")
                                << "/no/such.gguf";
}

void tst_workspace::damagedDocumentsAreToldApart() {
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    const QTemporaryDir place;
    Stage stage(place);
    QFile file(place.filePath("bad.mantissa"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    stage.window->openPath(file.fileName());
    QTRY_VERIFY(stage.window->findChild<Banner*>("banner-open"));
    QVERIFY2(stage.find<Banner>("banner-open")->text().contains(says),
             qPrintable(stage.find<Banner>("banner-open")->text()));
}

void tst_workspace::theNextStartGoesOn() {
    const QTemporaryDir place;
    {
        Stage stage(place);
        QVERIFY(!stage.window->keepWorkspaceIn(stage.settings.workspaceFile(), true)); // nothing was left yet
        arrange(stage);
        stage.window->close();
    }
    Stage next(place);
    QVERIFY(next.window->keepWorkspaceIn(next.settings.workspaceFile(), true));
    compareArranged(next);
    QVERIFY(!next.window->findChild<Banner*>("banner-recovered"));
}

void tst_workspace::aCrashIsRecoveredFrom() {
    const QTemporaryDir place;
    const QString file = Settings(place.filePath("settings.ini")).workspaceFile();
    {
        Stage stage(place);
        stage.window->keepWorkspaceIn(file, false);
        arrange(stage);
        // Written by itself, a little after the last change.
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                QFile kept(file);
                return kept.open(QIODevice::ReadOnly) &&
                       kept.readAll().contains("\"scheme\": \"INT3,group=64\"");
            }(),
            patience);
    }
    leaveLock(file);
    Stage next(place);
    QVERIFY(next.window->keepWorkspaceIn(file, true));
    QTRY_VERIFY(next.window->findChild<Banner*>("banner-recovered"));
    QTRY_COMPARE_WITH_TIMEOUT(next.schemes().size(), 4, patience);
}

void tst_workspace::aSecondWindowKeepsNothing() {
    const QTemporaryDir place;
    Stage first(place), second(place);
    const QString file = first.settings.workspaceFile();
    first.window->keepWorkspaceIn(file, true);
    QVERIFY(!second.window->keepWorkspaceIn(file, true));
    second.window->close();
    QVERIFY(!QFile::exists(file));
    first.window->close();
    QVERIFY(QFile::exists(file));
}

void tst_workspace::titleTellsWhatIsNotSaved() {
    const QTemporaryDir place;
    Stage stage(place);
    QVERIFY(stage.open(stories));
    QVERIFY(!stage.window->windowTitle().contains("[*]"));
    stage.window->saveWorkspace(place.filePath("mine.mantissa"));
    QTRY_VERIFY(stage.window->windowTitle().startsWith("mine[*]"));
    QVERIFY(!stage.window->isWindowModified());
    stage.workbench.add(*parseScheme("NF4"));
    QVERIFY(stage.window->isWindowModified());
    stage.trigger("saveWorkspace");
    QTRY_VERIFY(!stage.window->isWindowModified());
    stage.window->saveWorkspace(stories + "/x.mantissa");
    QTRY_VERIFY(stage.window->findChild<Banner*>("banner-workspace"));
}

void tst_workspace::paletteReachesEverything() {
    const QTemporaryDir place;
    Stage stage(place);
    QVERIFY(stage.open(fable));
    const auto type = [&](const QString& letters) {
        stage.trigger("palette");
        auto* line = stage.find<QLineEdit>("paletteTyped");
        QTest::keyClicks(line, letters);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!stage.window->findChild<QDialog*>("commandPalette"));
    };
    type("layers");
    QCOMPARE(stage.window->views().currentIndex(), 1);
    type("layers.2.up_proj");
    QCOMPARE(selectedTensor(stage), "model.layers.2.mlp.up_proj.weight");
    type("q80");
    QCOMPARE(stage.workbench.selectedCandidate()->name, "Q8_0");
    stage.trigger("palette");
    auto* line = stage.find<QLineEdit>("paletteTyped");
    auto* list = stage.find<QListView>("paletteList");
    const QModelIndex before = list->currentIndex();
    QTest::keyClick(line, Qt::Key_Down);
    QCOMPARE(list->currentIndex().row(), before.row() + 1);
    QTest::keyClicks(line, "no such thing at all");
    QCOMPARE(list->model()->rowCount(), 0);
    QTest::keyClick(line, Qt::Key_Return); // nothing to run
    QTest::keyClick(line, Qt::Key_Escape);
    QTRY_VERIFY(!stage.window->findChild<QDialog*>("commandPalette"));
}

void tst_workspace::paletteRanks() {
    PaletteModel model;
    int ran = -1;
    std::vector<PaletteEntry> entries;
    const QStringList names{"blk.0.attn_q.weight", "blk.10.ffn_down.weight", "Export", "Copy as command line",
                            "blk.1.ffn_down.weight"};
    for (int i = 0; i < names.size(); ++i)
        entries.push_back({names[i], "x", {}, [&ran, i] { ran = i; }});
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), 5);
    model.setTyped("1 ffnd");
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), "blk.1.ffn_down.weight");
    model.setTyped("ccl");
    QCOMPARE(model.index(0).data().toString(), "Copy as command line");
    model.setTyped("EXPORT");
    model.run(model.index(0));
    QCOMPARE(ran, 2);
    model.run({});
}

void tst_workspace::paletteModelIsSound() {
    PaletteModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<PaletteEntry> entries(1000, {"blk.0.attn_q.weight", "Tensor", {}, [] {}});
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), PaletteModel::shownAtMost);
    model.setTyped("zz");
    model.setTyped("attn");
    QCOMPARE(model.rowCount(), PaletteModel::shownAtMost);
}

void tst_workspace::shortcutsAreListed() {
    const QTemporaryDir place;
    Stage stage(place);
    stage.trigger("shortcuts");
    auto* table = stage.find<QTableWidget>("shortcutsTable");
    QVERIFY(table->rowCount() >= 12);
    QSet<QString> keys;
    for (int row = 0; row < table->rowCount(); ++row) {
        QVERIFY(!table->item(row, 0)->text().contains(u'&'));
        QVERIFY2(!keys.contains(table->item(row, 1)->text()), "two commands share a shortcut");
        keys.insert(table->item(row, 1)->text());
    }
    QVERIFY(keys.contains("Ctrl+K"));
    QAction east(QString::fromUtf8("各层(&L)"));
    QCOMPARE(plainText(east), QString::fromUtf8("各层"));
    stage.find<QDialog>("shortcutsDialog")->close();
}

void tst_workspace::settingsHoldAtOnce() {
    const QTemporaryDir place;
    Stage stage(place);
    stage.trigger("settings");
    auto* theme = stage.find<QComboBox>("theme-choice");
    theme->setCurrentIndex(2);
    emit theme->activated(2);
    QCOMPARE(stage.settings.value(Setting::Theme).toString(), "dark");
    QVERIFY(isDark(stage.window->palette()));
    emit theme->activated(1);
    QVERIFY(!isDark(stage.window->palette()));
    stage.find<QSpinBox>("settingsMemory")->setValue(256);
    QCOMPARE(stage.settings.value(Setting::MaxMemory).toInt(), 256);
    stage.find<QSpinBox>("settingsThreads")->setValue(1);
    QCOMPARE(stage.settings.value(Setting::Threads).toInt(), 1);
    stage.find<QDialog>("settingsDialog")->close();
}

QTEST_MAIN(tst_workspace)
#include "tst_workspace.moc"
