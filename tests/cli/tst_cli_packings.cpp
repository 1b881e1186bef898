// quantize --packing and transcode: a folder is written, opened, looked over and moved on without loss; what
// cannot be is said before anything is written.
#include "support/byte_file.h"
#include "support/cli.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

class TestCliPackings : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString at(const char* name) const { return folder_.filePath(QLatin1String(name)); }

private slots:
    void initTestCase() {
        const CliRun run =
            runCli({"quantize", "demo", at("gptq"), "-s", "INT4,group=32", "--packing", "gptq", "--json"});
        QVERIFY2(run.code == 0, run.error.constData());
        QVERIFY(run.json()["certificate"]["valid"].toBool());
    }

    void listsThem() {
        const CliRun run = runCli({"packings", "--json"});
        QCOMPARE(run.code, 0);
        QStringList ids;
        for (const auto entry : run.json().array())
            ids << entry.toObject()["id"].toString();
        for (const char* id : {"gptq", "gptq_v2", "awq", "bnb_4bit", "bnb_int8", "compressed_tensors"})
            QVERIFY2(ids.contains(QLatin1String(id)), id);
    }

    void opensWhatItWrote() {
        const CliRun run = runCli({"inspect", at("gptq"), "--json"});
        QCOMPARE(run.code, 0);
        int packed = 0;
        for (const auto entry : run.json()["tensors"].toArray()) {
            const QJsonObject tensor = entry.toObject();
            packed +=
                tensor["dtype"].toString() == QLatin1String("INT4 g32 (GPTQ)") && tensor["decodable"].toBool()
                    ? 1
                    : 0;
            QVERIFY(!tensor["name"].toString().endsWith(QLatin1String("qweight")));
        }
        QCOMPARE(packed, 28);
        QCOMPARE(runCli({"verify", at("gptq"), "--against", "demo"}).code, 0);
    }

    void predictsAsUnderTheScheme() {
        writeBytes(at("text.txt").toStdString(),
                   QByteArray("Once upon a time there was a fox who lived in a wood. ").repeated(6));
        const CliRun run = runCli({"evaluate", at("gptq"), "--text", at("text.txt"), "--context", "64"});
        QVERIFY2(run.code == 0, run.error.constData());
        QVERIFY2(run.out.contains("erplexity"), run.out.constData());
    }

    void movesWithoutLoss() {
        const CliRun gguf = runCli({"transcode", at("gptq"), at("moved.gguf"), "--json"});
        QVERIFY2(gguf.code == 0, gguf.error.constData());
        QVERIFY(gguf.json()["lossless"].toBool());
        const CliRun awq = runCli({"transcode", at("gptq"), at("awq"), "--packing", "awq"});
        QVERIFY2(awq.code == 0, awq.error.constData());
        QVERIFY2(awq.out.contains("39 of 39 tensors hold the very same values"), awq.out.constData());
        QVERIFY(QDir(at("awq")).exists(QStringLiteral("tokenizer.json")));
    }

    void saysWhatIsLost() {
        const CliRun refused = runCli({"transcode", at("gptq"), at("small.gguf"), "-s", "Q2_0"});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.error.contains("rounded anew") && refused.error.contains("--lossy"),
                 refused.error.constData());
        QVERIFY(!QDir(folder_.path()).exists(QStringLiteral("small.gguf")));
        QCOMPARE(runCli({"transcode", at("gptq"), at("small.gguf"), "-s", "Q2_0", "--lossy"}).code, 0);
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no such packing")
            << QStringList{"quantize", "demo", at("x"), "-s", "INT4", "--packing", "exl2"}
            << QByteArray("exl2");
        QTest::newRow("grid") << QStringList{"quantize", "demo", at("x"), "-s", "Q4_0", "--packing", "awq"}
                              << QByteArray("not Q4_0");
        QTest::newRow("there already")
            << QStringList{"quantize", "demo", at("gptq"), "-s", "INT4", "--packing", "awq"}
            << QByteArray("there already");
        QTest::newRow("nothing quantized")
            << QStringList{"transcode", "demo", at("x.gguf")} << QByteArray("no codes");
        QTest::newRow("decoded numbers")
            << QStringList{"transcode", at("gptq"), at("x.safetensors")} << QByteArray("--packing");
    }
    void refusals() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const CliRun run = runCli(arguments);
        QVERIFY2(run.code != 0 && run.code != -1, run.out.constData());
        QVERIFY2(run.error.contains(says), run.error.constData());
        QVERIFY(!QDir(folder_.path()).exists(QStringLiteral("x")));
    }
};

QTEST_GUILESS_MAIN(TestCliPackings)
#include "tst_cli_packings.moc"
