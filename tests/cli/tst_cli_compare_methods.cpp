// mantissa-cli compare-methods, as a person or a script calls it.
#include "support/cli.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString model = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
const QString calibration = MANTISSA_TEST_DATA "/text/tinystories-calibration.txt";
const QString text = MANTISSA_TEST_DATA "/text/tinystories-eval.txt";

QStringList with(const QStringList& rest) {
    return QStringList{"compare-methods",
                       model,
                       "--text",
                       text,
                       "-c",
                       "48",
                       "--chunks",
                       "2",
                       "--calibration",
                       calibration,
                       "--calibration-context",
                       "48",
                       "--calibration-chunks",
                       "3"} +
           rest;
}

QByteArray content(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCliCompareMethods : public QObject {
    Q_OBJECT

private slots:
    void writesAllItIsAskedFor() {
        const QTemporaryDir folder;
        const QString svg = folder.filePath("p.svg"), csv = folder.filePath("t.csv");
        const QString markdown = folder.filePath("t.md"), report = folder.filePath("r.html");
        const CliRun run =
            runCli(with({"--format", "INT4", "--format", "Q4_0", "--method", "rtn", "--method", "gptq",
                         "--svg", svg, "--csv", csv, "--markdown", markdown, "--report", report}));
        QVERIFY2(run.code == 0, run.error.constData());
        QVERIFY2(run.out.contains("INT4,symmetric=false") && run.out.contains("gptq"), run.out.constData());
        QVERIFY(run.out.contains("Wrote " + svg.toUtf8()));
        QVERIFY(content(svg).startsWith("<svg xmlns="));
        QCOMPARE(content(markdown).count('\n'), 2 + 6);
        QVERIFY(content(csv).count("\r\n") > 6 * 30); // each weight, too
        QVERIFY(content(report).contains("Methods on equal terms"));
        QVERIFY(content(report).contains("mantissa-cli compare-methods"));
    }

    // The command that a report names makes the same figures again; times aside.
    void sameAgain() {
        const QStringList arguments = with({"-s", "INT4,group=32/gptq", "-s", "Q4_0", "--json"});
        const auto figures = [&] {
            QJsonObject first = runCli(arguments).json()["methods"].toArray()[0].toObject();
            first.remove("seconds");
            first.remove("memory");
            return first;
        };
        const QJsonObject one = figures();
        QCOMPARE(one["scheme"].toString(), QString("INT4,group=32/gptq"));
        QVERIFY(one["divergence"].toObject()["value"].toDouble() > 0);
        QCOMPARE(figures(), one);
    }

    void oneTensor() {
        const CliRun run = runCli(with({"-s", "Q4_0", "-s", "Q4_0/gptq", "--tensor", "blk.0.ffn_up.weight"}));
        QVERIFY2(run.code == 0, run.error.constData());
        QVERIFY(run.out.contains("blk.0.ffn_up.weight") && !run.out.contains("KL divergence"));
    }

    void slips_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no text") << QStringList{"compare-methods", model} << QByteArray("--text");
        QTest::newRow("method") << with({"--method", "gtpq"}) << QByteArray("gptq");
        QTest::newRow("format") << with({"--format", "Q4_X"}) << QByteArray("Q4_");
        QTest::newRow("size") << with({"--bits", "13"}) << QByteArray("whole bits");
        QTest::newRow("tensor") << with({"-s", "Q4_0", "--tensor", "nothing", "--figure", "weight"})
                                << QByteArray("nothing");
        QTest::newRow("figure of a tensor")
            << with({"-s", "Q4_0", "--tensor", "blk.0.ffn_up.weight", "--figure", "kl"})
            << QByteArray("--figure");
        QTest::newRow("over the text")
            << with({"-s", "Q4_0", "--svg", text}) << QByteArray("tinystories-eval");
        QTest::newRow("report") << with({"-s", "Q4_0", "--report", "x.doc"}) << QByteArray(".html");
        QTest::newRow("twice") << with({"-s", "Q4_0", "--svg", "/tmp/x.y", "--csv", "/tmp/x.y"})
                               << QByteArray("same file");
    }
    void slips() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const QByteArray before = content(text);
        const CliRun run = runCli(arguments);
        QVERIFY(run.code > 0);
        QVERIFY2(run.error.contains(says), run.error.constData());
        QCOMPARE(content(text), before);
    }

    // Methods that need a calibration say so in their rows; the others are measured.
    void withoutCalibration() {
        const CliRun run = runCli({"compare-methods", model, "--text", text, "-c", "48", "--chunks", "1",
                                   "--format", "Q4_0", "--json"});
        QVERIFY2(run.code == 0, run.error.constData());
        int measured = 0, failed = 0;
        for (const auto& one : run.json()["methods"].toArray())
            (one.toObject().contains("failure") ? failed : measured) += 1;
        QVERIFY(measured >= 3 && failed >= 2);
    }
};

QTEST_GUILESS_MAIN(TestCliCompareMethods)
#include "tst_cli_compare_methods.moc"
