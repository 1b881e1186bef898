// The Jobs panel, driven in the real window.
#include "models/job_model.h"
#include "panels/banner.h"
#include "support/stage.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QPushButton>
#include <QTableView>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";

struct JobsStage : Stage {
    using Stage::Stage;
    QTableView& table() { return *find<QTableView>("jobTable"); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    int rowOf(const QString& words) {
        for (int row = 0; row < table().model()->rowCount(); ++row)
            if (cell(row, JobModel::Title).contains(words))
                return row;
        return -1;
    }
};

} // namespace

class tst_jobs_window : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void pauseAndResume();
    void failuresCanBeActedOn();
    void workGoesOnWithoutThePanel();
};

void tst_jobs_window::pauseAndResume() {
    JobsStage stage({"Q5_K/search"}); // long enough to be caught at work
    stage.find<QDockWidget>("jobsDock")->show();
    stage.workbench.open(fable);
    QTRY_VERIFY_WITH_TIMEOUT(stage.rowOf("Measure") >= 0, patience);
    const int row = stage.rowOf("Measure");
    stage.table().selectRow(row);
    auto* pause = stage.find<QPushButton>("pauseJob");
    QVERIFY(pause->isEnabled() && !stage.find<QPushButton>("retryJob")->isEnabled());
    click(pause);
    QTRY_COMPARE(stage.cell(row, JobModel::State), QString("Paused"));
    QCOMPARE(pause->text(), QString("&Resume"));
    QTest::qWait(300);
    QVERIFY(stage.workbench.candidates().front().state != MeasureState::Exact);
    click(pause);
    QTRY_COMPARE_WITH_TIMEOUT(stage.cell(row, JobModel::State), QString("Done"), patience);
    QCOMPARE(stage.workbench.candidates().front().state, MeasureState::Exact);
    QVERIFY2(stage.cell(row, JobModel::Rate).endsWith(" M/s"), qPrintable(stage.cell(row, JobModel::Rate)));
    QVERIFY(!pause->isEnabled());
}

void tst_jobs_window::failuresCanBeActedOn() {
    JobsStage stage({"Q8_0"});
    stage.find<QDockWidget>("jobsDock")->show();
    const QString path = stage.folder.filePath("later.gguf");
    stage.workbench.open(path); // not there yet
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->banners().find("open"), patience);
    stage.table().selectRow(0);
    click(stage.find<QPushButton>("copyJob"));
    const QString said = QApplication::clipboard()->text();
    QVERIFY2(said.contains("later.gguf") && said.startsWith("Mantissa "), qPrintable(said));
    QVERIFY(QFile::copy(stories, path));
    auto* retry = stage.find<QPushButton>("retryJob");
    QVERIFY(retry->isEnabled());
    click(retry);
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.model(), patience);
    QTRY_VERIFY(!stage.window->banners().find("open"));
    QVERIFY(!retry->isEnabled()); // that line has had its second try
}

void tst_jobs_window::workGoesOnWithoutThePanel() {
    JobsStage stage({"Q4_0", "Q5_K"});
    auto* dock = stage.find<QDockWidget>("jobsDock");
    dock->show();
    stage.workbench.open(fable);
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.jobs().busy(), patience);
    dock->close();
    QVERIFY(stage.settled());
    dock->show();
    QVERIFY(stage.rowOf("Q5_K") >= 0); // and what was done is still told
    QCOMPARE(stage.cell(stage.rowOf("Q5_K"), JobModel::State), QString("Done"));
}

QTEST_MAIN(tst_jobs_window)
#include "tst_jobs_window.moc"
