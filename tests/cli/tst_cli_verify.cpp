// verify: what it finds has a name, a reason and a way on, and the exit code says how bad it is.
#include "support/cli.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

class TestCliVerify : public QObject {
    Q_OBJECT
private slots:
    void requantized() {
        const QTemporaryDir folder;
        const QString coarse = folder.filePath("coarse.gguf");
        const QString fine = folder.filePath("fine.gguf");
        QCOMPARE(runCli({"quantize", "demo", coarse, "-s", "Q4_0"}).code, 0);
        QCOMPARE(runCli({"quantize", coarse, fine, "-s", "Q8_0"}).code, 0);
        const CliRun json = runCli({"verify", fine, "--json"});
        QCOMPARE(json.code, 0); // a warning
        int found = 0;
        for (const QJsonValue& finding : json.json()["findings"].toArray()) {
            if (finding["id"].toString() != "coarser-grid")
                continue;
            ++found;
            QCOMPARE(finding["kind"].toString(), QString("warning"));
            QVERIFY(!finding["tensor"].toString().isEmpty());
            QVERIFY(finding["advice"].toString().contains("original"));
        }
        QVERIFY(found > 10);
        const CliRun text = runCli({"verify", fine});
        QCOMPARE(text.code, 0);
        QCOMPARE(text.out.count("The precision of this type"), 1); // once for all of them
        for (const QByteArray& line : text.out.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    }

    void bytesBehindTheEnd() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("model.gguf");
        QVERIFY(QFile::copy(inData("stories260k/stories260K.gguf"), path));
        QFile file(path);
        QVERIFY(file.setPermissions(file.permissions() | QFile::WriteOwner));
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray(64, 'x')); // more than any padding
        file.close();
        for (const char* command : {"verify", "inspect"}) {
            const CliRun run = runCli({command, path, "--json"});
            QCOMPARE(run.code, 0);
            QVERIFY2(run.out.contains("trailing-bytes"), run.out.constData());
        }
    }

    void offsetsThatOverlapDoNotOpen() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("model.gguf");
        QFile whole(inData("stories260k/stories260K.gguf"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QByteArray bytes = whole.readAll();
        // A tensor's offset lies behind its name, dimensions and type.
        const qsizetype name = bytes.indexOf("blk.0.attn_q.weight");
        QVERIFY(name > 0);
        bytes[name + 19 + 4 + 2 * 8 + 4] = static_cast<char>(bytes[name + 19 + 4 + 2 * 8 + 4] ^ 32);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const CliRun run = runCli({"verify", path});
        QCOMPARE(run.code, 3);
        QVERIFY2(run.error.contains("blk.0.attn_q.weight"), run.error.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliVerify)
#include "tst_cli_verify.moc"
