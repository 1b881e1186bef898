// compare --json, key by key, against compare() itself; and the table that people read.
#include "analysis/comparison.h"
#include "support/byte_file.h"
#include "support/cli.h"

#include <QHash>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace mantissa;

namespace {

const QStringList texts{"Q8_0", "Q4_K", "INT4,group=64,symmetric=false", "NF4", "Q4_0/search", "BF16"};
// "BF16" is an exact copy here: its SQNR is infinite.

const QStringList schemeKeys{"scheme", "bytes",  "bitsPerWeight", "rmse",          "relativeRmse", "sqnrDb",
                             "cosine", "maxAbs", "gaussianBound", "lloydMaxBound", "bitsLeft"};

ComparisonPtr direct(const QString& path) {
    std::vector<Scheme> schemes;
    for (const QString& text : texts)
        schemes.push_back(*parseScheme(text.toStdString()));
    return *compare(*openModel(path.toStdString()), schemes, {}, Task());
}

void sameNumber(const QJsonValue& json, double value) {
    if (std::isfinite(value))
        QCOMPARE(json.toDouble(), value);
    else
        QVERIFY(json.isNull());
}

void sameFigures(const QJsonObject& json, std::uint64_t bytes, double bitsPerWeight, const ErrorSums& sums) {
    const ErrorFigures errors = figures(sums);
    QCOMPARE(static_cast<std::uint64_t>(json["bytes"].toInteger()), bytes);
    sameNumber(json["bitsPerWeight"], bitsPerWeight);
    sameNumber(json["rmse"], errors.rmse);
    sameNumber(json["relativeRmse"], errors.relativeRmse);
    sameNumber(json["sqnrDb"], errors.sqnrDb);
    sameNumber(json["cosine"], errors.cosine);
    sameNumber(json["maxAbs"], errors.maxAbs);
}

QStringList compareArguments(const QString& path) {
    QStringList arguments{"compare", path};
    for (const QString& text : texts)
        arguments << "--scheme" << text;
    return arguments;
}

} // namespace

class TestCliCompare : public QObject {
    Q_OBJECT
private slots:
    void jsonIsExactly() {
        const QString path = inData("tinystories-656k");
        const ComparisonPtr expected = direct(path);
        const CliRun run = runCli(compareArguments(path) << "--json");
        QCOMPARE(run.code, 0);
        QVERIFY(run.error.isEmpty());
        const QJsonObject json = run.json().object();
        QStringList keys = json.keys();
        keys.sort();
        QCOMPARE(keys, (QStringList{"model", "schemes", "tensors"}));
        QCOMPARE(json["model"].toString(), path);

        const QJsonArray schemes = json["schemes"].toArray();
        QCOMPARE(schemes.size(), texts.size());
        for (int i = 0; i < schemes.size(); ++i) {
            const SchemeTotal& total = expected->totals[static_cast<std::size_t>(i)];
            const QJsonObject entry = schemes[i].toObject();
            QCOMPARE(entry.keys().size(), schemeKeys.size());
            for (const QString& key : schemeKeys)
                QVERIFY2(entry.contains(key), qPrintable(key));
            QCOMPARE(entry["scheme"].toString().toStdString(), total.scheme);
            sameFigures(entry, total.bytes, total.bitsPerWeight, total.sums);
        }
        QVERIFY(schemes.last()["sqnrDb"].isNull()); // infinite numbers are null

        const QJsonArray tensors = json["tensors"].toArray();
        QCOMPARE(static_cast<std::size_t>(tensors.size()), expected->tensors.size());
        for (int t = 0; t < tensors.size(); ++t) {
            const ComparedTensor& compared = expected->tensors[static_cast<std::size_t>(t)];
            const QJsonObject entry = tensors[t].toObject();
            QCOMPARE(entry.keys().size(), qsizetype{4});
            QCOMPARE(entry["name"].toString().toStdString(), compared.tensor->name);
            QCOMPARE(entry["dtype"].toString(), QString("BF16"));
            QCOMPARE(entry["shape"].toArray().size(), qsizetype{2});
            QCOMPARE(entry["shape"][0].toInteger(), compared.tensor->shape[0]);
            QCOMPARE(entry["shape"][1].toInteger(), compared.tensor->shape[1]);
            for (int i = 0; i < texts.size(); ++i) {
                const Measurement& measured = compared.schemes[static_cast<std::size_t>(i)];
                const QJsonObject one = entry["schemes"][i].toObject();
                QCOMPARE(one["scheme"].toString().toStdString(),
                         expected->totals[static_cast<std::size_t>(i)].scheme);
                sameFigures(one, measured.bytes, measured.bitsPerWeight, measured.sums);
                // Where another scheme stood in, that is said; elsewhere there are no further keys.
                const bool fellBack = measured.fallback.source[0] != '\0';
                QCOMPARE(one.contains("fallback"), fellBack);
                QCOMPARE(one.keys().size(), schemeKeys.size() + (fellBack ? 2 : 0));
            }
        }
    }

    void threadsDoNotMatter() {
        const QStringList arguments = compareArguments(inData("tinystories-656k")) << "--json";
        const CliRun one = runCli(QStringList(arguments) << "--threads"
                                                         << "1");
        QCOMPARE(one.code, 0);
        for (const char* count : {"2", "5"})
            QCOMPARE(runCli(QStringList(arguments) << "--threads" << count).out, one.out);
    }

    void tensorsChooses() {
        const CliRun run = runCli(
            {"compare", inData("tinystories-656k"), "-s", "Q8_0", "--tensors", "layers\\.1.*up", "--json"});
        QCOMPARE(run.code, 0);
        const QJsonArray tensors = run.json()["tensors"].toArray();
        QCOMPARE(tensors.size(), qsizetype{1});
        QCOMPARE(tensors[0]["name"].toString(), QString("model.layers.1.mlp.up_proj.weight"));
    }

    // A recipe is a column like a scheme; its bytes are those that an export writes.
    void recipesAreColumns_data() {
        QTest::addColumn<QString>("lines");
        QTest::newRow("mixture") << "Q4_K_M";
        QTest::newRow("rules under GGUF names") << "Q4_0\nffn_down=Q8_0\nblk\\.0\\..*=F16";
        QTest::newRow("pure") << "Q5_K_S\npure";
    }
    void recipesAreColumns() {
        QFETCH(QString, lines);
        const QTemporaryDir folder;
        const QString file = folder.filePath("mine.recipe");
        writeBytes(file.toStdString(), lines.toUtf8());
        const CliRun run =
            runCli({"compare", "demo", "-s", "Q8_0", "--recipe", file, "--recipe", lines, "--json"});
        QVERIFY2(run.code == 0, run.error.constData());
        const QJsonArray schemes = run.json()["schemes"].toArray();
        QCOMPARE(schemes.size(), qsizetype{3});
        QCOMPARE(schemes[0]["scheme"].toString(), QString("Q8_0"));
        QCOMPARE(schemes[1]["scheme"].toString(), QString("mine.recipe"));
        QVERIFY(schemes[2]["scheme"].toString().startsWith(lines.section('\n', 0, 0)));
        QCOMPARE(schemes[1]["bytes"], schemes[2]["bytes"]);
        QCOMPARE(schemes[1]["relativeRmse"], schemes[2]["relativeRmse"]);

        const CliRun dry =
            runCli({"quantize", "demo", folder.filePath("out.gguf"), "-r", file, "--dry-run", "--json"});
        QHash<QString, QJsonObject> planned;
        for (const QJsonValue& tensor : dry.json()["tensors"].toArray())
            planned[tensor["source"].toString()] = tensor.toObject();
        qint64 bytes = 0;
        for (const QJsonValue& tensor : run.json()["tensors"].toArray()) {
            const QJsonObject plan = planned.value(tensor["name"].toString());
            const QJsonObject column = tensor["schemes"][1].toObject();
            QCOMPARE(column["bytes"], plan["bytes"]);
            QCOMPARE(column["used"], plan["scheme"].isNull() ? plan["dtype"] : plan["scheme"]);
            QCOMPARE(column.value("fallback").toString(), plan["fallback"].toString());
            bytes += plan["bytes"].toInteger();
        }
        QCOMPARE(schemes[1]["bytes"].toInteger(), bytes);
    }

    // The bound is that of each scheme's own bits; the table of tensors shows the figure that was asked for.
    void boundsAreTold() {
        const CliRun run = runCli({"compare", "demo", "-s", "Q4_K", "-s", "Q8_0", "--json"});
        for (const QJsonValue& scheme : run.json()["schemes"].toArray()) {
            const double bound = scheme["gaussianBound"].toDouble();
            const double error = scheme["relativeRmse"].toDouble();
            QVERIFY(std::abs(bound - std::exp2(-scheme["bitsPerWeight"].toDouble())) < 1e-6);
            QVERIFY(scheme["lloydMaxBound"].toDouble() > bound);
            QVERIFY(std::abs(scheme["bitsLeft"].toDouble() - std::log2(error / bound)) < 1e-6);
        }
        const QByteArray left =
            QByteArray::number(run.json()["tensors"][1]["schemes"][0]["bitsLeft"].toDouble(), 'f', 2);
        const CliRun table = runCli({"compare", "demo", "-s", "Q4_K", "--figure", "left"});
        QVERIFY2(table.out.contains("Bits left to gain in"), table.out.constData());
        const QByteArray name = run.json()["tensors"][1]["name"].toString().toUtf8();
        const qsizetype at = table.out.indexOf("\n" + name);
        QVERIFY2(table.out.mid(at, table.out.indexOf('\n', at + 1) - at).endsWith(left),
                 table.out.constData());
        QCOMPARE(runCli({"compare", "demo", "-s", "Q4_K", "--figure", "beauty"}).code, 2);
    }

    /// Below the errors of the weights, in the same columns.
    void boundsBesideTheErrors() {
        const CliRun table = runCli({"compare", "demo", "-s", "Q4_K", "-s", "Q8_0"});
        QCOMPARE(table.code, 0);
        const qsizetype at = table.out.indexOf("Relative RMSE of");
        QVERIFY(at > 0);
        for (const char* row : {"\nall of them ", "\nGaussian bound ", "\nbest scalar (Lloyd-Max) "})
            QVERIFY2(table.out.indexOf(row, at) > at, table.out.constData());
        const CliRun sizes = runCli({"compare", "demo", "-s", "Q4_K", "--figure", "size"});
        QVERIFY(!sizes.out.contains("best scalar (Lloyd-Max)"));
    }

    /// BF16 weights in F16: there is nothing to gain, nor to tell.
    void exactHasNothingLeft() {
        const CliRun run = runCli({"compare", "demo", "-s", "F16", "--json"});
        QCOMPARE(run.code, 0);
        QVERIFY(run.json()["schemes"][0]["bitsLeft"].isNull());
    }

    void aRecipeIsTableAndReport() {
        const QTemporaryDir folder;
        const CliRun run = runCli({"compare", inData("tinystories-656k"), "-r", "Q4_K_M"});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("Q4_K_M"), run.out.constData());
        QVERIFY2(run.out.contains(" × Q5_0"), run.out.constData());
        QVERIFY2(run.out.contains("Rows of 128 do not fit Q4_K; Q5_0 is used instead."), run.out.constData());
        const QString target = folder.filePath("r.html");
        const CliRun report =
            runCli({"report", "demo", "-s", "Q8_0", "-r", "Q4_K_M\nattn_v=Q8_0", "-o", target});
        QVERIFY2(report.code == 0, report.error.constData());
        const QByteArray page = readBytes(target.toStdString());
        QVERIFY(page.contains("Q4_K_M; attn_v=Q8_0"));
        QVERIFY(page.contains("--recipe &#39;Q4_K_M\nattn_v=Q8_0&#39;"));
    }

    void idleRulesAreSaid() {
        const CliRun run = runCli({"compare", "demo", "-r", "Q8_0\nzebra=F16"});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.error.contains("zebra"), run.error.constData());
    }

    void badRecipes_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no such file") << "nowhere.recipe" << 3 << QByteArray("nowhere.recipe");
        QTest::newRow("no such path") << "./Q4_K_M" << 3 << QByteArray("./Q4_K_M");
        QTest::newRow("no such recipe") << "Q4_K_XXL" << 2 << QByteArray("Q4_K_XXL");
        QTest::newRow("a model") << inData("stories260k/stories260K.gguf") << 3 << QByteArray("recipe");
    }
    void badRecipes() {
        QFETCH(QString, recipe);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const CliRun run = runCli({"compare", "demo", "-r", recipe});
        QCOMPARE(run.code, code);
        QVERIFY2(run.error.contains(says), run.error.constData());
        QCOMPARE(runCli({"quantize", "demo", "never.gguf", "-r", recipe}).code, code);
    }

    void theOriginalCanBeNamed() {
        const QString path = inData("tinystories-656k");
        const CliRun self = runCli({"compare", path, "-s", "Q8_0", "--json"});
        const CliRun same = runCli({"compare", path, "-s", "Q8_0", "--json", "--original", path});
        QCOMPARE(same.code, 0);
        QCOMPARE(same.json()["schemes"], self.json()["schemes"]);
        QCOMPARE(same.json()["original"].toString(), path);
        const CliRun other = runCli(
            {"compare", path, "-s", "Q8_0", "--original", inData("silero/silero_vad_16k.safetensors")});
        QCOMPARE(other.code, 3);
        QVERIFY(other.error.contains("silero_vad_16k"));
    }

    void theTableShowsFallbacks() {
        const CliRun run = runCli({"compare", inData("tinystories-656k"), "-s", "Q4_K", "-s", "Q8_0"});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("Rows of 128 do not fit Q4_K; Q5_0 is used instead."));
        QVERIFY(run.out.contains("%*"));
        for (const QByteArray& line : run.out.split('\n').mid(1)) // the first names the file
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "tst_cli_compare.moc"
