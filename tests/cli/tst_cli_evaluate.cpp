// mantissa-cli evaluate and imatrix, as a person or a script calls them.
#include "calibration/imatrix_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

class CliEvaluate : public QObject {
    Q_OBJECT

private slots:
    void perplexity();
    void scheme();
    void importance();
    void outputErrors();
    void mistakes_data();
    void mistakes();
};

namespace {

const QString text = QStringLiteral(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");
const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");

struct Ended {
    int code;
    QByteArray out;
    QByteArray err;
};

Ended ran(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(MANTISSA_CLI), arguments);
    if (!process.waitForFinished(300'000))
        qFatal("mantissa-cli did not end");
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QJsonObject json(const QByteArray& bytes) {
    return QJsonDocument::fromJson(bytes).object();
}

double value(const QJsonObject& object, const char* key) {
    return object[key].toObject()["value"].toDouble();
}

} // namespace

void CliEvaluate::perplexity() {
    const QStringList arguments = {"evaluate", fable, "--text", text, "--context", "128", "--chunks", "4"};
    const Ended table = ran(arguments);
    QCOMPARE(table.code, 0);
    QVERIFY(table.out.contains("Perplexity"));
    const Ended ended = ran(arguments + QStringList{"--json"});
    QVERIFY2(ended.code == 0, ended.err.constData());
    const QJsonObject result = json(ended.out);
    QCOMPARE(result["chunks"].toInt(), 4);
    QCOMPARE(result["scored"].toInt(), 4 * 63);
    QVERIFY(value(result, "perplexity") > 4 && value(result, "perplexity") < 25);
    QVERIFY(!result.contains("divergence"));
    QVERIFY(table.out.contains(QByteArray::number(value(result, "perplexity"), 'f', 4)));
}

void CliEvaluate::scheme() {
    const Ended ended =
        ran({"evaluate", fable, "--text", text, "-c", "128", "--chunks", "4", "--scheme", "Q4_0", "--json"});
    QVERIFY2(ended.code == 0, ended.err.constData());
    const QJsonObject result = json(ended.out);
    const double mean = value(result["divergence"].toObject(), "mean");
    QVERIFY(mean > 0.003 && mean < 0.05);
    QVERIFY(result["bitsPerWeight"].toDouble() > 4.5 && result["bitsPerWeight"].toDouble() < 5);
    QCOMPARE(result["original"].toString(), fable);
    // The same model as its own original.
    const Ended same =
        ran({"evaluate", fable, "--text", text, "-c", "64", "--chunks", "1", "--against", fable, "--json"});
    QVERIFY2(same.code == 0, same.err.constData());
    QCOMPARE(json(same.out)["divergence"].toObject()["maximum"].toDouble(), 0.0);
}

void CliEvaluate::importance() {
    QTemporaryDir folder;
    const QString file = folder.filePath("fable.imatrix.gguf");
    const Ended ended =
        ran({"imatrix", fable, "--text", text, "-c", "128", "--chunks", "3", "-o", file, "--json"});
    QVERIFY2(ended.code == 0, ended.err.constData());
    QCOMPARE(json(ended.out)["tensors"].toArray().size(), 4 * 7);
    const auto matrix = mantissa::readImatrix(file.toStdString());
    QVERIFY2(matrix, matrix ? "" : matrix.error().describe().c_str());
    QCOMPARE(matrix->chunks, 3U);
    QCOMPARE(matrix->chunkTokens, 128U);
    QCOMPARE(matrix->entries.at("blk.2.ffn_down.weight").columns(), 768);
    QCOMPARE(matrix->entries.at("blk.2.ffn_down.weight").counts, std::vector<std::uint64_t>{3 * 128});
    const Ended used = ran({"evaluate", fable, "--text", text, "-c", "128", "--chunks", "2", "--scheme",
                            "Q4_0", "--imatrix", file, "--json"});
    const Ended unused =
        ran({"evaluate", fable, "--text", text, "-c", "128", "--chunks", "2", "--scheme", "Q4_0", "--json"});
    QVERIFY2(used.code == 0, used.err.constData());
    QVERIFY(value(json(used.out), "perplexity") != value(json(unused.out), "perplexity"));
}

void CliEvaluate::outputErrors() {
    const QStringList arguments = {"evaluate", fable,  "--text",         text, "-c", "64", "--chunks", "2",
                                   "--scheme", "Q4_0", "--output-errors"};
    const Ended table = ran(arguments);
    QVERIFY2(table.code == 0, table.err.constData());
    QVERIFY(table.out.contains("Output error"));
    const QJsonArray layers = json(ran(arguments + QStringList{"--json"}).out)["layers"].toArray();
    QCOMPARE(layers.size(), 4 * 7 + 1); // the embedding is looked up, not multiplied with
    for (const auto& value : layers) {
        const QJsonObject layer = value.toObject();
        QCOMPARE(layer["tokens"].toInt(), 128);
        const double weight = layer["weightError"].toDouble();
        const double output = layer["outputError"].toDouble();
        QVERIFY(weight > 0.06 && weight < 0.12);
        QVERIFY(output > 0.02 && output < 0.3);
        QVERIFY(std::abs(layer["outputSqnrDb"].toDouble() + 20 * std::log10(output)) < 1e-9);
    }
}

void CliEvaluate::mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const QString silero = QStringLiteral(MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors");
    QTest::newRow("no text") << QStringList{"evaluate", fable} << 2 << QByteArray("--text");
    QTest::newRow("text is not there")
        << QStringList{"evaluate", fable, "--text", "/nowhere.txt"} << 3 << QByteArray("nowhere");
    QTest::newRow("text too short") << QStringList{"evaluate", fable, "--text", text, "-c", "9999999"} << 2
                                    << QByteArray("fewer than one context");
    QTest::newRow("no language model")
        << QStringList{"evaluate", silero, "--text", text} << 3 << QByteArray("cannot be run");
    QTest::newRow("bad scheme") << QStringList{"evaluate", fable, "--text", text, "-s", "Q44"} << 2
                                << QByteArray("Q44");
    QTest::newRow("other vocabulary")
        << QStringList{"evaluate", fable, "--text",    text,
                       "--chunks", "1",   "--against", QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k")}
        << 4 << QByteArray("2048");
    QTest::newRow("outputs of what") << QStringList{"evaluate", fable, "--text", text, "--output-errors"} << 2
                                     << QByteArray("--scheme or --recipe");
    QTest::newRow("cannot write") << QStringList{"imatrix",  fable, "--text", text,
                                                 "--chunks", "1",   "-o",     "/nowhere/matrix.gguf"}
                                  << 1 << QByteArray("nowhere");
}

void CliEvaluate::mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const Ended ended = ran(arguments);
    QVERIFY2((ended.err + ended.out).contains(said), (ended.err + ended.out).constData());
    QCOMPARE(ended.code, code);
}

QTEST_GUILESS_MAIN(CliEvaluate)
#include "tst_cli_evaluate.moc"
