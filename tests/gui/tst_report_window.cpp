// Pages to send, and command lines that do what the dialogs did.
#include "panels/banner.h"
#include "support/cli.h"
#include "support/stage.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int runLine(QString line) {
    line.replace(QStringLiteral("mantissa-cli"), QStringLiteral(MANTISSA_CLI));
    return QProcess::execute(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
}

struct ReportStage : Stage {
    using Stage::Stage;
    QString write(int kind, const char* name) {
        trigger("report");
        const QString target = folder.filePath(name);
        find<QComboBox>("reportKind")->setCurrentIndex(kind);
        find<QLineEdit>("reportTarget")->setText(target);
        click(find<QPushButton>("reportWrite"));
        return target;
    }
};

} // namespace

class tst_report_window : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Dark); } // pages are light all the same
    void pages();
    void pagesThatCannotBeWritten();
    void pagesAreCancelled();
    void exportLineWritesTheSameFile();
    void reportLineMakesTheSameReport();
    void cleanupTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
};

void tst_report_window::pages() {
    ReportStage stage({"Q8_0", "Q4_0", "Q4_K_M"});
    QVERIFY(stage.settle(fable));
    const QString target = stage.write(1, "r.pdf");
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->banners().find("report"), patience);
    const QByteArray pdf = bytesOf(target);
    if (const QString keep = qEnvironmentVariable("MANTISSA_TEST_KEEP"); !keep.isEmpty())
        QFile::copy(target, keep); // to be looked at
    QVERIFY(pdf.startsWith("%PDF-1."));
    QVERIFY2(pdf.size() > 20000, qPrintable(QString::number(pdf.size())));
    const qsizetype pages = pdf.count("/Type /Page\n");
    QVERIFY2(pages >= 4 && pages <= 12, qPrintable(QString::number(pages)));
    QVERIFY(pdf.contains("/Title"));
    QVERIFY(!stage.window->findChild<QDialog*>("reportDialog") ||
            !stage.find<QDialog>("reportDialog")->isVisible());
}

void tst_report_window::pagesThatCannotBeWritten() {
    ReportStage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    stage.write(1, "no/such/folder/r.pdf");
    auto* summary = stage.find<QLabel>("reportSummary");
    QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith("✗"), patience);
    QVERIFY2(summary->text().contains("r.pdf"), qPrintable(summary->text()));
    QVERIFY(stage.find<QPushButton>("reportWrite")->isEnabled());
}

void tst_report_window::pagesAreCancelled() {
    ReportStage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    const QString target = stage.write(1, "never.pdf");
    stage.trigger("cancelAll");
    auto* summary = stage.find<QLabel>("reportSummary");
    QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith("✗"), patience);
    QVERIFY(!QFile::exists(target));
}

void tst_report_window::exportLineWritesTheSameFile() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    stage.trigger("export");
    const QString target = stage.folder.filePath("it's out.gguf");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_K_S/search");
    stage.find<QPlainTextEdit>("exportRules")->setPlainText("ffn_down=Q8_0\nattn_v=Q6_K");
    stage.find<QLineEdit>("exportTarget")->setText(target);
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QPushButton>("exportStart")->isEnabled(), patience);
    click(stage.find<QPushButton>("exportCopyCommand"));
    const QString line = QApplication::clipboard()->text();
    click(stage.find<QPushButton>("exportStart"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QAbstractItemView>("exportCertificate")->isVisible(), patience);
    const QByteArray byWindow = bytesOf(target);
    QVERIFY(byWindow.size() > 100000);
    QVERIFY(QFile::remove(target));
    QCOMPARE(runLine(line + " -q"), 0);
    QVERIFY2(bytesOf(target) == byWindow, qPrintable(line));
}

void tst_report_window::reportLineMakesTheSameReport() {
    ReportStage stage({"Q4_0", "Q4_K_M"});
    QVERIFY(stage.settle(fable));
    stage.trigger("report");
    const QString target = stage.folder.filePath("r.csv");
    stage.find<QComboBox>("reportKind")->setCurrentIndex(3);
    stage.find<QLineEdit>("reportTarget")->setText(target);
    click(stage.find<QPushButton>("reportCopyCommand"));
    const QString line = QApplication::clipboard()->text();
    click(stage.find<QPushButton>("reportWrite"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->banners().find("report"), patience);
    const QByteArray byWindow = bytesOf(target);
    QVERIFY(byWindow.contains("Q4_K_M"));
    QVERIFY(QFile::remove(target));
    QCOMPARE(runLine(line), 0);
    QCOMPARE(bytesOf(target), byWindow);
}

QTEST_MAIN(tst_report_window)
#include "tst_report_window.moc"
