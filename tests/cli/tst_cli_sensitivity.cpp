// mantissa-cli sensitivity, as a person or a script calls it; also killed in the middle.
#include "support/cli.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

class CliSensitivity : public QObject {
    Q_OBJECT

private slots:
    void table();
    void matrix();
    void sameAsEvaluate();
    void killedAndResumed();
    void interrupted();
    void mistakes_data();
    void mistakes();
};

namespace {

const QString text = QStringLiteral(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");
const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");

QStringList commandOn(const QStringList& rest) {
    return QStringList{"sensitivity", fable, "--text", text, "-c", "64"} + rest;
}

QJsonArray groups(const CliRun& run) {
    return run.json().object()["groups"].toArray();
}

/// All figures of a run, to the last digit.
QByteArray figures(const CliRun& run) {
    return QJsonDocument(groups(run)).toJson();
}

qsizetype lines(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
}

/// Starts a study that takes long and ends it by a signal once some results are on disk.
int stopped(const QStringList& arguments, const QString& file, int signal, qsizetype wantedLines) {
    QProcess process;
    process.start(QStringLiteral(MANTISSA_CLI), arguments);
    QElapsedTimer timer;
    for (timer.start(); lines(file) < wantedLines && timer.elapsed() < 60'000;)
        process.waitForFinished(2);
    ::kill(static_cast<pid_t>(process.processId()), signal);
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::CrashExit ? -1 : process.exitCode();
}

} // namespace

void CliSensitivity::table() {
    const CliRun run = runCli(commandOn({"--chunks", "2", "-s", "Q2_K", "--tensors", "layers\\.[03]"}));
    QVERIFY2(run.code == 0, run.error.constData());
    QVERIFY(run.out.contains("Each tensor as Q2_K"));
    QVERIFY(run.out.contains("2 chunks of 64 tokens, 62 scored"));
    QVERIFY(run.out.contains("14 measurements"));
    QVERIFY(run.out.contains("█"));
    // The worst come first: bars never grow.
    int last = 1000;
    for (const QByteArray& line : run.out.split('\n')) {
        if (!line.startsWith("model."))
            continue;
        const int bar = int(line.count("\xe2\x96\x88"));
        QVERIFY2(bar <= last, line.constData());
        last = bar;
    }
    QVERIFY(last < 10);
}

void CliSensitivity::matrix() {
    QTemporaryDir folder;
    const QString csv = folder.filePath("figures.csv");
    const QStringList arguments = {"--chunks", "2", "-s", "Q2_K", "-s", "Q8_0", "--by", "role", "--csv", csv};
    const CliRun run = runCli(commandOn(arguments));
    QVERIFY2(run.code == 0, run.error.constData());
    QVERIFY(run.out.contains("KL divergence by role"));
    QVERIFY(run.out.contains("  A  Q2_K"));
    QCOMPARE(lines(csv), qsizetype(1 + 9 * 2));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readLine().startsWith("name,layer,elements,scheme,used,bytes,bitsPerWeight,divergence,"));
    const CliRun json = runCli(commandOn(arguments + QStringList{"--json"}));
    QCOMPARE(groups(json).size(), 9);
    const QJsonObject down = groups(json)[7].toObject();
    QCOMPARE(down["name"].toString(), QString("mlp.down_proj"));
    QCOMPARE(down["tensors"].toArray().size(), 4);
    const auto divergence = [&](int scheme) {
        return down["schemes"].toArray()[scheme].toObject()["divergence"].toObject()["value"].toDouble();
    };
    QVERIFY(divergence(0) > 0.005 && divergence(0) < 0.5);
    QVERIFY(divergence(1) > 0 && divergence(1) < 0.01 * divergence(0));
}

/// A role is what a recipe quantizes that names only its tensors.
void CliSensitivity::sameAsEvaluate() {
    QTemporaryDir folder;
    const QString path = folder.filePath("recipe.txt");
    QFile recipe(path);
    QVERIFY(recipe.open(QIODevice::WriteOnly));
    recipe.write("F32\npure\nv_proj=Q3_K\n");
    recipe.close();
    const CliRun expected =
        runCli({"evaluate", fable, "--text", text, "-c", "64", "--chunks", "3", "-r", path, "--json"});
    QVERIFY2(expected.code == 0, expected.error.constData());
    const CliRun run =
        runCli(commandOn({"--chunks", "3", "-s", "Q3_K", "--by", "role", "--tensors", "v_proj", "--json"}));
    QVERIFY2(run.code == 0, run.error.constData());
    const QJsonObject cell = groups(run)[0].toObject()["schemes"].toArray()[0].toObject();
    const QJsonObject divergence = expected.json().object()["divergence"].toObject();
    for (const char* part : {"value", "error"}) {
        const double mine = cell["divergence"].toObject()[part].toDouble();
        const double theirs = divergence["mean"].toObject()[part].toDouble();
        QVERIFY(std::abs(mine / theirs - 1) < 1e-6);
    }
    QCOMPARE(cell["sameTop"], divergence["sameTop"]);
}

void CliSensitivity::killedAndResumed() {
    QTemporaryDir folder;
    const QString file = folder.filePath("study");
    const QStringList arguments =
        commandOn({"--chunks", "12", "-s", "Q2_K", "-s", "Q4_0", "--tensors", "layers\\.[12]", "--json"});
    const QStringList resuming = arguments + QStringList{"--resume", file};
    const qsizetype headLines = 10;
    QCOMPARE(stopped(resuming, file, SIGKILL, headLines + 4), -1);
    const qsizetype found = lines(file) - headLines;
    QVERIFY(found >= 4 && found < 28);
    const CliRun resumed = runCli(resuming);
    QVERIFY2(resumed.code == 0, resumed.error.constData());
    QCOMPARE(resumed.json().object()["resumed"].toInt(), int(found));
    const CliRun whole = runCli(arguments);
    QCOMPARE(figures(resumed), figures(whole));
    // Another question is refused, and the file stays.
    const CliRun other = runCli(resuming + QStringList{"-s", "Q8_0"});
    QCOMPARE(other.code, 3);
    QVERIFY2(other.error.contains("the list of schemes was"), other.error.constData());
    QCOMPARE(lines(file), headLines + 28);
}

void CliSensitivity::interrupted() {
    QTemporaryDir folder;
    const QString file = folder.filePath("study");
    const QStringList arguments = commandOn({"--chunks", "12", "-s", "Q2_K", "-s", "Q4_0", "--resume", file});
    QCOMPARE(stopped(arguments, file, SIGINT, 12), 130);
    QVERIFY(lines(file) >= 12);
}

void CliSensitivity::mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no text") << QStringList{"sensitivity", fable} << 2 << QByteArray("--text");
    static QTemporaryDir folder;
    QFile blank(folder.filePath("blank.txt"));
    QVERIFY(blank.open(QIODevice::WriteOnly) && blank.write("\n") == 1);
    QTest::newRow("empty text") << QStringList{"sensitivity", fable, "--text", blank.fileName()} << 3
                                << QByteArray("The text is empty");
    QTest::newRow("short text") << QStringList{"sensitivity", fable, "--text", text, "-c", "999999"} << 3
                                << QByteArray("fewer than one context");
    QTest::newRow("unit") << commandOn({"--by", "head"}) << 2 << QByteArray("--by");
    QTest::newRow("no match") << commandOn({"--tensors", "q_porj"}) << 2 << QByteArray("q_proj");
    QTest::newRow("bad scheme") << commandOn({"-s", "Q44"}) << 2 << QByteArray("Q44");
    QTest::newRow("scheme that needs a matrix")
        << commandOn({"--chunks", "1", "-s", "IQ2_XXS/ggml"}) << 2 << QByteArray("importance matrix");
    QTest::newRow("the same twice") << commandOn({"-s", "Q4_0", "-s", "q4_0"}) << 2 << QByteArray("twice");
    QTest::newRow("no language model")
        << QStringList{"sensitivity", inData("silero/silero_vad_16k.safetensors"), "--text", text} << 3
        << QByteArray("cannot be run");
    QTest::newRow("not a results file")
        << commandOn({"--resume", inData("fable/llama-cpp-0.7.tsv")}) << 3 << QByteArray("not a file of");
    QTest::newRow("its own text") << commandOn({"--resume", text}) << 2 << QByteArray("belongs to");
    QTest::newRow("one file for both") << commandOn({"--resume", "/tmp/x.csv", "--csv", "/tmp/../tmp/x.csv"})
                                       << 2 << QByteArray("the same file");
    QTest::newRow("nowhere") << commandOn({"--csv", "/nowhere/a.csv"}) << 1 << QByteArray("nowhere");
}

void CliSensitivity::mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const CliRun run = runCli(arguments);
    QVERIFY2((run.error + run.out).contains(said), (run.error + run.out).constData());
    QCOMPARE(run.code, code);
    QVERIFY(run.out.isEmpty());
}

QTEST_GUILESS_MAIN(CliSensitivity)
#include "tst_cli_sensitivity.moc"
