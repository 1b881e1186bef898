// mantissa-cli evaluate and imatrix, as a person or a script calls them.
#include "calibration/imatrix_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
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
    void llamaActivations();
    void errorBars();
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
    const QJsonArray tensors = json(ended.out)["tensors"].toArray();
    QCOMPARE(tensors.size(), 4 * 7);
    // Told under the names of the file that was opened; the entry is what llama.cpp finds.
    QCOMPARE(tensors[0]["name"].toString(), "model.layers.0.self_attn.k_proj.weight");
    QCOMPARE(tensors[0]["entry"].toString(), "blk.0.attn_k.weight");
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
        QVERIFY(layer["layer"].toString().startsWith("model.layers.") || layer["layer"] == "lm_head");
        QVERIFY(weight > 0.06 && weight < 0.12);
        QVERIFY(output > 0.02 && output < 0.3);
        QVERIFY(std::abs(layer["outputSqnrDb"].toDouble() + 20 * std::log10(output)) < 1e-9);
    }
}

/// Of a quantized file as it is, alone and beside its original; the names are the file's.
void CliEvaluate::llamaActivations() {
    QTemporaryDir folder;
    const QString file = folder.filePath("fable-q8.gguf");
    const QStringList scored = {"--text", text, "-c", "128", "--chunks", "4", "--json"};
    QCOMPARE(ran({"quantize", fable, file, "-s", "Q8_0", "-q"}).code, 0);
    const auto figures = [&](const QStringList& more) {
        const Ended ended = ran(QStringList{"evaluate"} + more + scored);
        if (ended.code != 0)
            qFatal("%s", ended.err.constData());
        return json(ended.out);
    };
    const QJsonObject exact = figures({file, "--against", fable});
    const QJsonObject rounded = figures({file, "--against", fable, "--llama-activations"});
    const double plain = value(exact["divergence"].toObject(), "mean");
    QVERIFY(value(rounded["divergence"].toObject(), "mean") > 1.5 * plain);
    QCOMPARE(value(figures({file, "--llama-activations"}), "perplexity"), value(rounded, "perplexity"));
    QVERIFY(value(exact, "perplexity") != value(rounded, "perplexity"));
    // What the file holds is what the scheme would leave; but a GGUF has the rows of Q and K in another
    // order, sums come out in another order, and roundings at a border go the other way, as between any two
    // programs.
    const QJsonObject simulated = figures({fable, "-s", "Q8_0", "--llama-activations"});
    QVERIFY(std::abs(value(simulated, "perplexity") / value(rounded, "perplexity") - 1) < 2e-3);
    // An original that is quantized, too, is run in the same way.
    const QJsonObject same = figures({file, "--against", file, "--llama-activations"});
    QCOMPARE(same["divergence"].toObject()["maximum"].toDouble(), 0.0);
    QVERIFY(value(figures({fable, "--against", file, "--llama-activations"})["divergence"].toObject(),
                  "mean") > 1.5 * plain);
    const Ended refused = ran(QStringList{"evaluate", fable, "--llama-activations"} + scored);
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("belongs to a quantized model"), refused.err.constData());
    const QJsonArray layers = figures({file, "-s", "Q4_0", "--output-errors"})["layers"].toArray();
    QVERIFY(!layers.isEmpty() && layers[0].toObject()["layer"].toString().startsWith("blk."));
}

/// An error bar too small for the figure's decimals keeps its digits.
void CliEvaluate::errorBars() {
    const Ended fine = ran({"evaluate", fable, "--text", text, "-c", "64", "--chunks", "2", "-s", "F16"});
    QVERIFY2(fine.code == 0, fine.err.constData());
    const QRegularExpression mean("KL divergence, mean +[0-9.e-]+ ± ([0-9.e-]+)");
    const auto found = mean.match(QString::fromUtf8(fine.out));
    QVERIFY2(found.hasMatch(), fine.out.constData());
    QVERIFY2(found.captured(1).toDouble() > 0, fine.out.constData());
}

void CliEvaluate::mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const QString silero = QStringLiteral(MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors");
    QTest::newRow("no text") << QStringList{"evaluate", fable} << 2 << QByteArray("--text");
    QTest::newRow("text is not there")
        << QStringList{"evaluate", fable, "--text", "/nowhere.txt"} << 3 << QByteArray("nowhere");
    QTest::newRow("text too short") << QStringList{"evaluate", fable, "--text", text, "-c", "9999999"} << 3
                                    << QByteArray("fewer than one context");
    QTest::newRow("no language model")
        << QStringList{"evaluate", silero, "--text", text} << 3 << QByteArray("cannot be run");
    QTest::newRow("bad scheme") << QStringList{"evaluate", fable, "--text", text, "-s", "Q44"} << 2
                                << QByteArray("Q44");
    QTest::newRow("other vocabulary")
        << QStringList{"evaluate", fable, "--text",    text,
                       "--chunks", "1",   "--against", QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k")}
        << 3 << QByteArray("2048");
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
