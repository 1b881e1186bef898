// Methods that want a calibration text, through the commands that take one.
#include "support/cli.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace {

const QString calibration = MANTISSA_TEST_DATA "/text/tinystories-calibration.txt";
const QString text = MANTISSA_TEST_DATA "/text/tinystories-eval.txt";

QStringList with(QStringList arguments, int chunks = 4) {
    return arguments << "--calibration" << calibration << "--calibration-chunks" << QString::number(chunks);
}

double divergence(const QStringList& arguments) {
    const CliRun run = runCli(QStringList{"evaluate"} << arguments << "--text" << text << "--context"
                                                      << "256"
                                                      << "--chunks"
                                                      << "4"
                                                      << "--json");
    if (run.code != 0)
        qFatal("%s", run.error.constData());
    return run.json()["divergence"].toObject()["mean"].toObject()["value"].toDouble();
}

} // namespace

class TestCliCalibrated : public QObject {
    Q_OBJECT

private slots:
    // Said before any work, with the way out.
    void withoutAText_data() {
        QTest::addColumn<QStringList>("arguments");
        QTemporaryDir folder;
        const QString out = folder.filePath("out.gguf");
        QTest::newRow("quantize") << QStringList{"quantize", "demo", out, "-s", "Q4_K/gptq"};
        QTest::newRow("dry run") << QStringList{"quantize", "demo", out, "-s", "Q4_K/gptq", "--dry-run"};
        QTest::newRow("method") << QStringList{"quantize", "demo", out, "-r", "Q4_K_M", "--method", "gptq"};
        QTest::newRow("rule") << QStringList{"quantize", "demo",   out,           "-r",
                                             "Q4_K_M",   "--rule", "ffn=Q4_0/awq"};
        QTest::newRow("compare") << QStringList{"compare", "demo", "-s", "INT4/gptq"};
        QTest::newRow("evaluate") << QStringList{"evaluate", "demo",     "--text",    text,
                                                 "-s",       "INT4/awq", "--context", "256"};
    }
    void withoutAText() {
        QFETCH(QStringList, arguments);
        const CliRun run = runCli(arguments);
        QVERIFY(run.code != 0);
        QVERIFY2(run.error.contains("--calibration FILE"), run.error.constData());
        QVERIFY(run.out.isEmpty());
    }

    void badTexts() {
        QTemporaryDir folder;
        QFile shortText(folder.filePath("short.txt"));
        QVERIFY(shortText.open(QIODevice::WriteOnly));
        shortText.write("Once upon a time.");
        shortText.close();
        for (const QString& file : {folder.filePath("missing.txt"), shortText.fileName()}) {
            const CliRun run = runCli({"compare", "demo", "-s", "INT4/gptq", "--calibration", file});
            QVERIFY(run.code != 0);
            QVERIFY2(!run.error.isEmpty() && run.out.isEmpty(), run.error.constData());
        }
        const CliRun format = runCli(with({"compare", "demo", "-s", "IQ2_XXS/gptq"}));
        QVERIFY(format.code != 0);
        QVERIFY2(format.error.contains("weight by weight"), format.error.constData());
    }

    // The file does what was simulated: rows of heads change places on the way into a GGUF.
    void fileDoesWhatWasSimulated() {
        QTemporaryDir folder;
        const QString out = folder.filePath("out.gguf");
        const CliRun written = runCli(with({"quantize", "demo", out, "-s", "Q4_0/gptq", "--json"}));
        QVERIFY2(written.code == 0, written.error.constData());
        QVERIFY(written.json()["certificate"].toObject()["bytes"].toDouble() > 0);
        const double simulated = divergence(with({"demo", "-s", "Q4_0/gptq"}));
        const double file = divergence({out, "--against", "demo"});
        QVERIFY2(std::abs(file / simulated - 1) < 1e-3,
                 qPrintable(QString("%1 %2").arg(file).arg(simulated)));
        QVERIFY(file < divergence({"demo", "-s", "Q4_0/ggml"}));
        QCOMPARE(runCli({"verify", out}).code, 0);
    }

    // Decoded weights carry the factors of awq's columns with them.
    void factorsAreInDecodedWeights() {
        QTemporaryDir folder;
        const QString out = folder.filePath("out.safetensors");
        const CliRun written = runCli(with({"quantize", "demo", out, "-s", "INT3,group=64/awq", "-q"}));
        QVERIFY2(written.code == 0, written.error.constData());
        QVERIFY(written.out.isEmpty());
        for (const char* file : {"config.json", "tokenizer.json", "tokenizer_config.json"})
            QVERIFY(QFile::copy(QString(MANTISSA_SOURCE_DIR "/resources/demo/fable/") + file,
                                folder.filePath(file)));
        QVERIFY(QFile::rename(out, folder.filePath("model.safetensors")));
        const double simulated = divergence(with({"demo", "-s", "INT3,group=64/awq"}));
        const double file = divergence({folder.path(), "--against", "demo"});
        QVERIFY2(std::abs(file / simulated - 1) < 1e-3,
                 qPrintable(QString("%1 %2").arg(file).arg(simulated)));
        QVERIFY(file < divergence({"demo", "-s", "INT3,group=64"}));
        // A GGUF keeps its norms, which is said.
        const CliRun gguf =
            runCli(with({"quantize", "demo", folder.filePath("out.gguf"), "-s", "Q4_0/awq", "--dry-run"}));
        QCOMPARE(gguf.code, 0);
        QVERIFY2(gguf.error.contains("only cuts ranges"), gguf.error.constData());
    }

    // A report looks closer at the worst tensors, but not at those that only the whole model could make
    // again.
    void reported() {
        QTemporaryDir folder;
        const QString page = folder.filePath("report.json");
        const CliRun run =
            runCli(with({"report", "demo", "-s", "INT4/gptq", "--tensors", "layers.0", "-o", page}, 2));
        QVERIFY2(run.code == 0, run.error.constData());
        QFile file(page);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("INT4/gptq"));
        const CliRun written = runCli(with({"quantize", "demo", folder.filePath("out.gguf"), "-s",
                                            "Q4_0/gptq", "-q", "--report", folder.filePath("export.html")},
                                           2));
        QVERIFY2(written.code == 0, written.error.constData());
        QVERIFY(QFile::exists(folder.filePath("export.html")));
    }

    void compared() {
        const CliRun run =
            runCli(with({"compare", "demo", "-s", "INT4", "-s", "INT4/gptq", "-s", "INT4/awq", "--json"}, 4));
        QVERIFY2(run.code == 0, run.error.constData());
        const QJsonArray totals = run.json()["schemes"].toArray();
        QCOMPARE(totals.size(), 3);
        for (const QJsonValue& total : totals)
            QCOMPARE(total["bytes"].toDouble(), totals[0]["bytes"].toDouble());
        const CliRun table =
            runCli(with({"compare", "demo", "-s", "INT4/gptq", "--tensors", "embed|q_proj"}, 2));
        QVERIFY2(table.code == 0, table.error.constData());
        QVERIFY2(table.out.contains("No layer multiplies with this weight alone"), table.out.constData());
        QVERIFY2(table.error.contains("note: ") || !table.error.contains("error"), table.error.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliCalibrated)
#include "tst_cli_calibrated.moc"
