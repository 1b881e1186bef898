// compare --json, key by key, against compare() itself; and the table that people read.
#include "analysis/comparison.h"
#include "support/cli.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace mantissa;

namespace {

const QStringList texts{"Q8_0", "Q4_K", "INT4,group=64,symmetric=false", "NF4", "Q4_0/search", "BF16"};
// "BF16" is an exact copy here: its SQNR is infinite.

const QStringList schemeKeys{"scheme",       "bytes",  "bitsPerWeight", "rmse",
                             "relativeRmse", "sqnrDb", "cosine",        "maxAbs"};

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
