// mantissa-cli generate: continuations side by side, as a person or a script asks for them.
#include "support/cli.h"

#include <QJsonArray>
#include <QTest>

class CliGenerate : public QObject {
    Q_OBJECT

private slots:
    void sideBySide();
    void seeds();
    void mistakes_data();
    void mistakes();
};

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
const QStringList start = {"generate", fable, "--prompt", "Once upon a time", "--tokens", "40"};

} // namespace

void CliGenerate::sideBySide() {
    const QStringList arguments = start + QStringList{"-r", "Q2_K", "-s", "Q8_0"};
    const CliRun run = runCli(arguments + QStringList{"--json"});
    QVERIFY2(run.code == 0, run.error.constData());
    const QJsonArray all = run.json().object()["continuations"].toArray();
    QCOMPARE(all.size(), 3);
    QVERIFY(!all[0].toObject().contains("recipe"));
    QCOMPARE(all[1].toObject()["recipe"].toString(), "Q8_0");
    QCOMPARE(all[2].toObject()["recipe"].toString(), "Q2_K");
    QVERIFY(all[2].toObject()["bytes"].toInt() < all[1].toObject()["bytes"].toInt());
    QVERIFY(all[1].toObject()["sameTokens"].toInt() >= all[2].toObject()["sameTokens"].toInt());
    const QJsonObject original = all[0].toObject();
    QCOMPARE(original["tokens"].toArray().size(), 40);
    QString joined;
    for (const auto& token : original["tokens"].toArray())
        joined += token.toObject()["text"].toString();
    QCOMPARE(original["text"].toString(), joined);
    QVERIFY(joined.startsWith(", there was"));

    const CliRun table = runCli(arguments);
    QCOMPARE(table.code, 0);
    QVERIFY2(table.out.contains("Once upon a time, there was"), table.out.constData());
    QCOMPARE(table.out.count("as the original"), 2);
    for (const QByteArray& line : table.out.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 200, line.constData());
}

void CliGenerate::seeds() {
    const auto text = [](const QStringList& more) {
        const CliRun run = runCli(start + more + QStringList{"--json"});
        return run.json().object()["continuations"].toArray()[0].toObject()["text"].toString();
    };
    const QString seven = text({"--temperature", "1", "--seed", "7"});
    QVERIFY(!seven.isEmpty());
    QCOMPARE(text({"--temperature", "1", "--seed", "7", "--threads", "1"}), seven);
    QVERIFY(text({"--temperature", "1", "--seed", "8"}) != seven);
    QCOMPARE(text({"--temperature", "1", "--top-k", "1", "--seed", "8"}), text({}));
}

void CliGenerate::mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no prompt") << QStringList{"generate", fable} << 2 << QByteArray("--prompt");
    QTest::newRow("no tokens") << QStringList{"generate", fable, "-p", "a", "-n", "0"} << 2
                               << QByteArray("at least one token");
    QTest::newRow("cold") << QStringList{"generate", fable, "-p", "a", "--temperature", "-1"} << 2
                          << QByteArray("not -1");
    QTest::newRow("no language model")
        << QStringList{"generate", inData("silero/silero_vad_16k.safetensors"), "-p", "a"} << 3
        << QByteArray("cannot be run");
    QTest::newRow("bad recipe") << QStringList{"generate", fable, "-p", "a", "-r", "Q44_K"} << 2
                                << QByteArray("Q44_K");
    QTest::newRow("recipe as scheme")
        << QStringList{"generate", fable, "-p", "a", "-s", "Q4_K_M"} << 2 << QByteArray("--recipe");
    QTest::newRow("prompt too long") << QStringList{"generate", fable, "-p", QString("word ").repeated(400)}
                                     << 2 << QByteArray("leaves no room");
}

void CliGenerate::mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const CliRun run = runCli(arguments);
    QVERIFY2((run.error + run.out).contains(said), (run.error + run.out).constData());
    QCOMPARE(run.code, code);
}

QTEST_GUILESS_MAIN(CliGenerate)
#include "tst_cli_generate.moc"
