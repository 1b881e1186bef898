// tests/skipped, which keeps a run of CI from passing because its peers were not there.
#include "support/byte_file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class SkippedTests : public QObject {
    Q_OBJECT

private slots:
    void listed_data();
    void listed();
};

void SkippedTests::listed_data() {
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const QByteArray passed = "1/2 Test: tst_llama_logits\nOutput:\nPASS   : LlamaLogits::agree()\n";
    QTest::newRow("nothing") << passed << 0 << QByteArray();
    QTest::newRow("a peer is missing")
        << "1/2 Test: tst_llama_logits\nSKIP   : LlamaLogits::initTestCase() no llama.cpp: x.so\n" + passed
        << 1 << QByteArray("tst_llama_logits: no llama.cpp: x.so\n");
    QTest::newRow("the machine lacks something")
        << QByteArray("12/20 Test: tst_bad_gguf\nSKIP   : BadGguf::large() no sparse file\n") << 0
        << QByteArray("tst_bad_gguf: no sparse file\n");
    QTest::newRow("said in a message")
        << QByteArray("1/2 Test: tst_llama_logits\nQINFO  : x() SKIP   : no\n") << 0 << QByteArray();
}

void SkippedTests::listed() {
    QFETCH(QByteArray, log);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    QTemporaryDir folder;
    writeBytes(folder.filePath("LastTest.log").toStdString(), log);
    QProcess process;
    process.start(QStringLiteral(MANTISSA_SOURCE_DIR "/tests/skipped"), {folder.filePath("LastTest.log")});
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitCode(), code);
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(said.isEmpty() ? out.isEmpty() : out.contains(said), out.constData());
}

QTEST_GUILESS_MAIN(SkippedTests)
#include "tst_skipped_tests.moc"
