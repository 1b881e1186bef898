// Bad input ends every command with one exit code, names where it is, and is JSON where JSON was asked for.
#include "support/byte_file.h"
#include "support/cli.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

class CliErrors : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void badInput_data();
    void badInput();
    void notANumber();
    void usage();
    void promptThatIsNoText();

private:
    QString path(const QString& name) const { return folder_.filePath(name); }
    QTemporaryDir folder_;
};

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
const QString text = QStringLiteral(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The demo with something of its config.json put another way.
void copyFable(const QString& target, const char* from, const char* to) {
    QVERIFY(QDir().mkpath(target));
    for (const QString& name : QDir(fable).entryList(QDir::Files))
        write(target + "/" + name, contents(fable + "/" + name));
    QByteArray config = contents(fable + "/config.json");
    QVERIFY(config.contains(from));
    write(target + "/config.json", config.replace(from, to));
}

QJsonObject errorOf(const CliRun& run) {
    return run.json().object()["error"].toObject();
}

} // namespace

void CliErrors::initTestCase() {
    QVERIFY(folder_.isValid());
    copyFable(path("shape"), "\"intermediate_size\": 768", "\"intermediate_size\": 512");
    copyFable(path("type"), "\"hidden_size\": 256", "\"hidden_size\": \"256\"");
    copyFable(path("foreign"), "\"hidden_size\": 256", "\"hidden_size\": 256");
    for (const char* name : {"tokenizer.json", "tokenizer_config.json"})
        write(path("foreign/") + name, contents(inData("tinystories-656k/") + name));
    write(path("empty.txt"), "");
    write(path("short.txt"), "A dog.");
    write(path("latin.txt"), QByteArray("caf\xE9 ").repeated(100));
}

void CliErrors::badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<QString>("said");
    const auto evaluate = [this](const QString& model) {
        return QStringList{"evaluate", model, "--text", text, "-c", "64", "--chunks", "1"};
    };
    const auto on = [this](const char* file) {
        return QStringList{"evaluate", "demo", "--text", path(file), "-c", "64"};
    };
    QTest::newRow("wrong shape") << evaluate(path("shape")) << "mismatch"
                                 << "model.safetensors"
                                 << "model.layers.0.mlp.gate_proj.weight"
                                 << "512";
    QTest::newRow("wrong type") << evaluate(path("type")) << "malformed"
                                << "config.json"
                                << ""
                                << "“hidden_size” should be a whole number";
    QTest::newRow("a tokenizer of another model") << evaluate(path("foreign")) << "malformed"
                                                  << "foreign"
                                                  << ""
                                                  << "vocabulary";
    QTest::newRow("other vocabulary")
        << evaluate("demo") + QStringList{"--against", inData("tinystories-656k")} << "mismatch"
        << ""
        << ""
        << "2048";
    QTest::newRow("no model") << evaluate(text) << "malformed"
                              << "tinystories-eval.txt"
                              << ""
                              << "";
    QTest::newRow("no file") << evaluate("/nowhere.gguf") << "not-found"
                             << "nowhere.gguf"
                             << ""
                             << "";
    QTest::newRow("empty text") << on("empty.txt") << "malformed"
                                << "empty.txt"
                                << ""
                                << "empty";
    QTest::newRow("short text") << on("short.txt") << "malformed"
                                << "short.txt"
                                << ""
                                << "fewer than";
    QTest::newRow("no UTF-8") << on("latin.txt") << "malformed"
                              << "latin.txt"
                              << ""
                              << "UTF-8";
}

void CliErrors::badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, code);
    QFETCH(QString, file);
    QFETCH(QString, tensor);
    QFETCH(QString, said);
    const CliRun plain = runCli(arguments);
    QVERIFY2(plain.out.isEmpty(), plain.out.constData());
    QVERIFY2(QString::fromUtf8(plain.error).contains(said), plain.error.constData());
    const CliRun run = runCli(arguments + QStringList{"--json"});
    QCOMPARE(run.error, plain.error); // for people, whether or not a program reads
    QCOMPARE(plain.code, 3);
    QCOMPARE(run.code, 3);
    const QJsonObject error = errorOf(run);
    QCOMPARE(error["code"].toString(), code);
    QCOMPARE(error["exitCode"].toInt(), 3);
    QVERIFY2(error["message"].toString().contains(said), run.out.constData());
    QVERIFY2(file.isEmpty() ? error["file"].isNull() : error["file"].toString().endsWith(file),
             run.out.constData());
    QCOMPARE(error["tensor"].toString(), tensor);
    QCOMPARE(error["file"].isNull(), file.isEmpty());
    QCOMPARE(error["tensor"].isNull(), tensor.isEmpty());
    const QMap<QString, int> bytes{{"no UTF-8", 3}, {"no model", 0}};
    QCOMPARE(error["byte"].toInt(-1), bytes.value(QTest::currentDataTag(), -1));
}

/// The file, the weight under its name there, and what to do.
void CliErrors::notANumber() {
    const QString sound = path("sound.gguf");
    const CliRun made = runCli({"quantize", "demo", sound, "-s", "Q8_0"});
    QVERIFY2(made.code == 0, made.error.constData());
    QByteArray bytes = contents(sound);
    for (qsizetype i = bytes.size() - 34 * 64; i < bytes.size(); ++i)
        bytes[i] = '\xFF'; // scales of the last tensor become NaN
    const QString damaged = path("damaged.gguf");
    write(damaged, bytes);
    for (const QStringList& command :
         {QStringList{"evaluate", damaged, "--text", text, "-c", "64", "--chunks", "1"},
          QStringList{"sensitivity", damaged, "--text", text, "-c", "64", "--chunks", "1", "-s", "Q4_0"},
          QStringList{"imatrix", damaged, "--text", text, "-c", "64", "--chunks", "1", "-o", path("m.gguf")},
          QStringList{"generate", damaged, "-p", "Once"}}) {
        const CliRun run = runCli(command + QStringList{"--json"});
        QCOMPARE(run.code, 3);
        const QJsonObject error = errorOf(run);
        QCOMPARE(error["code"].toString(), "numeric");
        QCOMPARE(error["file"].toString(), damaged);
        QVERIFY2(error["tensor"].toString().endsWith(".weight"), run.out.constData());
        QVERIFY2(error["message"].toString().contains("holds NaN"), run.out.constData());
        QVERIFY2(error["message"].toString().contains("Get the file again"), run.out.constData());
    }
    QVERIFY(!QFile::exists(path("m.gguf")));
}

void CliErrors::usage() {
    for (const QStringList& arguments : {QStringList{"evaluate", "demo", "--json"}, QStringList{"--json"},
                                         QStringList{"compare", "demo", "--json", "--colour", "red"}}) {
        const CliRun run = runCli(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY(!run.error.isEmpty());
        QCOMPARE(errorOf(run)["code"].toString(), "usage");
        QCOMPARE(errorOf(run)["exitCode"].toInt(), 2);
        QVERIFY(!errorOf(run)["message"].toString().isEmpty());
    }
    const CliRun argument = runCli({"compare", "demo", "-s", "Q44", "--json"});
    QCOMPARE(argument.code, 2);
    QVERIFY(errorOf(argument)["message"].toString().contains("Q44"));
    const CliRun help = runCli({"evaluate", "--help", "--json"});
    QCOMPARE(help.code, 0);
    QVERIFY(!help.out.contains("\"error\""));
    // Without --json nothing is printed where results are expected.
    QVERIFY(runCli({"evaluate", "demo"}).out.isEmpty());
}

void CliErrors::promptThatIsNoText() {
    QProcess shell; // arguments of QProcess are text
    shell.start("sh", {"-c", QStringLiteral("'%1' generate demo --json --prompt \"$(printf 'caf\\351 x')\"")
                                 .arg(QStringLiteral(MANTISSA_CLI))});
    QVERIFY(shell.waitForFinished(60'000));
    QCOMPARE(shell.exitCode(), 2);
    const QByteArray said = shell.readAllStandardError();
    QVERIFY2(said.contains("not UTF-8: byte 3"), said.constData());
}

QTEST_GUILESS_MAIN(CliErrors)
#include "tst_cli_errors.moc"
