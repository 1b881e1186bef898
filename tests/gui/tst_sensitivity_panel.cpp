// The sensitivity heat map in the real window: it fills while it is measured, agrees with core, goes with the
// selection both ways, can be stopped, goes on, sorts, and writes its files.
#include "evaluation/text_chunks.h"
#include "plots/matrix_map.h"
#include "report/command_line.h"
#include "session/sensitivity_driver.h"
#include "support/accuracy_stage.h"
#include "theme/theme.h"
#include "views/sensitivity_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>

using namespace mantissa;
using namespace mantissa::ui;
using namespace accuracy_stage;

namespace {

/// A window whose small model is about to be measured on a little text.
struct Measuring : Stage {
    QTemporaryDir results;
    SensitivityDriver& driver;
    MatrixMap* map;

    explicit Measuring(const QStringList& schemes = {"Q8_0", "Q4_0"}, int chunks = 2)
        : Stage(schemes), driver(*window->findChild<SensitivityDriver*>()),
          map(find<MatrixMap>("sensitivityMap")) {
        driver.setFolder(results.filePath("kept"));
        openStories(*this, chunks);
        showMeasuring(*this, "sensitivityPanel", [&] { return driver.canRun(); });
    }
    QPushButton* button() { return find<QPushButton>("sensitivityMeasure"); }
    bool done() {
        return QTest::qWaitFor([&] { return driver.state() == SensitivityDriver::State::Done; }, patience);
    }
    bool drawn() {
        return QTest::qWaitFor([&] { return !map->picture().empty() && !map->picture().texts.contains(""); },
                               patience);
    }
    int measured() const {
        int count = 0;
        for (const GroupMeasurement& cell : driver.result()->cells)
            count += cell.measured() ? 1 : 0;
        return count;
    }
};

} // namespace

class TestSensitivityPanel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        qputenv("MANTISSA_DATA", MANTISSA_SOURCE_DIR "/resources");
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void figuresAreThoseOfCore();
    void selectionGoesBothWays();
    void groupsAndOrders();
    void stopsAndGoesOn();
    void writesFiles();
    void saysWhatIsMissing();
    void anotherTextDropsFigures();
    void closesWhileMeasuring();
};

void TestSensitivityPanel::figuresAreThoseOfCore() {
    Measuring stage;
    QVERIFY(stage.button()->isEnabled());
    click(stage.button());
    QVERIFY(stage.done());
    QVERIFY(stage.drawn());
    const auto model = openModel(stories.toStdString());
    const auto network = buildNetwork(**model);
    const auto chunks = chunksOfFile(**tokenizerOf(**model), evaluationText.toStdString(), 64, 2, Task());
    const auto expected = modelSensitivity(
        *model, *network, *chunks, {*parseScheme("Q8_0"), *parseScheme("Q4_0")}, {}, Runtime(), Task());
    QVERIFY(expected);
    const ModelSensitivity& shown = *stage.driver.result();
    QCOMPARE(shown.cells.size(), expected->cells.size());
    for (std::size_t i = 0; i < shown.cells.size(); ++i)
        QCOMPARE(shown.cells[i].cell.figures.divergence.value,
                 expected->cells[i].cell.figures.divergence.value);
    QCOMPARE(stage.map->picture().rows.size(), qsizetype(shown.groups.size()));
    QCOMPARE(stage.map->picture().columns, (QStringList{"Q8_0", "Q4_0"}));
    QVERIFY(QFileInfo(stage.results.filePath("kept")).isDir());
}

void TestSensitivityPanel::selectionGoesBothWays() {
    Measuring stage;
    click(stage.button());
    QVERIFY(stage.done() && stage.drawn());
    QTest::mouseClick(stage.map->viewport(), Qt::LeftButton, {}, stage.map->cellRect(5, 1).center());
    const std::string chosen = stage.workbench.selection().tensor()->name;
    QVERIFY(
        stage.map->picture().tips[stage.map->picture().at(5, 1)].startsWith(QString::fromStdString(chosen)));
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q4_0"));
    QVERIFY(stage.find<QLabel>("sensitivityReadOut")->text().startsWith(QString::fromStdString(chosen)));
    QTest::keyClick(stage.map, Qt::Key_Down);
    QVERIFY(stage.workbench.selection().tensor()->name != chosen);
    // From elsewhere.
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("blk.2.ffn_up.weight"));
    stage.workbench.select(stage.workbench.candidateNamed("Q8_0")->id);
    const QPoint now = stage.map->current().value();
    QCOMPARE(now.x(), 0);
    QVERIFY(stage.map->picture().tips[stage.map->picture().at(now.y(), 0)].startsWith("blk.2.ffn_up.weight"));
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("blk.2.ffn_norm.weight"));
    QVERIFY(!stage.map->current()); // was not measured
}

void TestSensitivityPanel::groupsAndOrders() {
    Measuring stage;
    stage.choose("sensitivityGrouping", "By role");
    click(stage.button());
    QVERIFY(stage.done() && stage.drawn());
    QVERIFY(stage.map->picture().rows.contains("ffn_down"));
    stage.choose("sensitivityOrder", "Most sensitive first");
    const MatrixPicture& picture = stage.map->picture();
    double last = 1e9;
    for (int row = 0; row < picture.rows.size(); ++row) {
        const double worst = std::max(picture.values[std::size_t(picture.at(row, 0))],
                                      picture.values[std::size_t(picture.at(row, 1))]);
        QVERIFY(worst <= last);
        last = worst;
    }
    stage.choose("sensitivityGrouping", "By layer"); // nothing is known of these yet
    QTRY_VERIFY(stage.map->picture().empty());
    stage.choose("sensitivityGrouping", "By role");
    QTRY_VERIFY(!stage.map->picture().empty());
}

void TestSensitivityPanel::stopsAndGoesOn() {
    Measuring stage({"Q8_0", "Q4_0", "INT4"}, 20);
    click(stage.button());
    QVERIFY(QTest::qWaitFor([&] { return stage.driver.result() && stage.measured() > 3; }, patience));
    QTRY_VERIFY(stage.map->picture().texts.count("") < stage.map->picture().texts.size()); // live
    QTRY_COMPARE(stage.button()->text(), QString("Sto&p"));
    QVERIFY(stage.find<QWidget>("sensitivityProgress")->isVisible());
    click(stage.button());
    QCOMPARE(stage.driver.state(), SensitivityDriver::State::Cancelled);
    const int kept = stage.measured();
    QVERIFY(kept > 3 && kept < int(stage.driver.result()->cells.size()));
    QTRY_VERIFY(stage.find<QLabel>("sensitivityStatus")->text().startsWith("Stopped"));
    click(stage.button());
    QVERIFY(stage.done());
    QVERIFY(int(stage.driver.result()->run.resumed) >= kept);
    QCOMPARE(stage.measured(), int(stage.driver.result()->cells.size()));
}

void TestSensitivityPanel::writesFiles() {
    Measuring stage;
    QVERIFY(!stage.find<QPushButton>("sensitivitySave")->isEnabled());
    click(stage.button());
    QVERIFY(stage.done() && stage.drawn());
    for (const char* name : {"a.png", "a.svg", "a.csv"}) {
        const QString path = stage.results.filePath(name);
        click(stage.find<QPushButton>("sensitivitySave"));
        auto* dialog = stage.find<QFileDialog>("saveSensitivityDialog");
        emit dialog->fileSelected(path);
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY2(QFileInfo(path).size() > 1000, name);
    }
    click(stage.find<QPushButton>("sensitivityCopy"));
    QVERIFY(!QApplication::clipboard()->image().isNull());
    stage.trigger("sensitivityCommand");
    const auto word = [](const QString& text) {
        return QString::fromStdString(shellQuoted(text.toStdString()));
    };
    QCOMPARE(QApplication::clipboard()->text(),
             "mantissa-cli sensitivity " + word(stories) + " --text " + word(evaluationText) +
                 " --context 64 --chunks 2 --scheme Q8_0 --scheme Q4_0 --by tensor");
}

void TestSensitivityPanel::saysWhatIsMissing() {
    Measuring stage({"Q8_0"});
    const int id = stage.workbench.candidates().front().id;
    stage.workbench.setShown(id, false);
    QTRY_VERIFY(!stage.button()->isEnabled());
    stage.workbench.setShown(id, true);
    QTRY_VERIFY(stage.button()->isEnabled());
    click(stage.button());
    QVERIFY(stage.done());
    stage.workbench.add(*parseScheme("Q4_1"));
    QTRY_VERIFY(stage.find<QLabel>("sensitivityStatus")->text().contains("changed since"));
}

void TestSensitivityPanel::anotherTextDropsFigures() {
    Measuring stage({"Q8_0"});
    click(stage.button());
    QVERIFY(stage.done());
    stage.window->findChild<AccuracyDriver*>()->setChunks(3);
    QVERIFY(!stage.driver.result());
    QTRY_VERIFY(stage.map->picture().empty());
}

void TestSensitivityPanel::closesWhileMeasuring() {
    Measuring stage({"Q8_0", "Q4_0"}, 0);
    click(stage.button());
    QTest::qWait(50);
    stage.window->close();
    stage.window.reset();
}

QTEST_MAIN(TestSensitivityPanel)
#include "tst_sensitivity_panel.moc"
