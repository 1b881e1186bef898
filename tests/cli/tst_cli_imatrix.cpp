// quantize and compare with --imatrix, through the program itself.
#include "calibration/imatrix_file.h"
#include "files/model.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;

class CliImatrix : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    struct Outcome {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };
    Outcome run(const QStringList& arguments) const {
        QProcess process;
        process.start(MANTISSA_CLI, arguments);
        if (!process.waitForFinished(120000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QString path(const char* name) const { return folder_.filePath(name); }

private slots:
    void initTestCase();
    void quantize();
    void compare();
    void refused();
    void coverage();
    void coverageOfAModel();
    void coverageOfTheOlderForm();
    void brokenMatrix();
    void convert();
    void convertRefuses_data();
    void convertRefuses();
    void savedCalibration();
    void textThatIsNone_data();
    void textThatIsNone();
};

namespace {

const QString demo = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void CliImatrix::initTestCase() {
    ImportanceMatrix matrix;
    matrix.chunkTokens = 256;
    for (const char* name : {"blk.0.ffn_up.weight", "blk.2.attn_k.weight"}) {
        ImportanceEntry& entry = matrix.entries[name];
        entry.counts = {512};
        for (int i = 0; i < 256; ++i)
            entry.sums.push_back(i % 9 == 0 ? 900.0F : 3.0F);
    }
    QVERIFY(writeImatrix(path("demo.gguf").toStdString(), matrix));
    QVERIFY(writeLegacyImatrix(path("demo.dat").toStdString(), matrix));
}

void CliImatrix::quantize() {
    QCOMPARE(run({"quantize", demo, path("plain.gguf"), "-s", "Q4_K"}).code, 0);
    const Outcome weighted =
        run({"quantize", demo, path("weighted.gguf"), "-s", "Q4_K", "--imatrix", path("demo.gguf")});
    QVERIFY2(weighted.code == 0, weighted.errors.constData());
    QVERIFY2(weighted.errors.contains("does not know"), weighted.errors.constData()); // 2 of many weights
    QCOMPARE(run({"quantize", demo, path("old.gguf"), "-s", "Q4_K", "--imatrix", path("demo.dat")}).code, 0);
    const auto plain = openModel(path("plain.gguf").toStdString());
    const auto modern = openModel(path("weighted.gguf").toStdString());
    const auto old = openModel(path("old.gguf").toStdString());
    QVERIFY(plain && modern && old);
    for (const auto& tensor : (*plain)->tensors) {
        const bool known = tensor->name == "blk.0.ffn_up.weight" || tensor->name == "blk.2.attn_k.weight";
        const std::vector<std::byte> before(tensor->bytes.begin(), tensor->bytes.end());
        for (const auto& model : {*modern, *old}) {
            const auto other = model->tensor(tensor->name);
            QCOMPARE(std::vector<std::byte>(other->bytes.begin(), other->bytes.end()) != before, known);
        }
    }
}

void CliImatrix::compare() {
    const QStringList what = {"compare", demo, "-s", "Q4_K/search", "--tensors", "layers.0.mlp.up_proj",
                              "--json"};
    const Outcome plain = run(what);
    const Outcome weighted = run(what + QStringList{"--imatrix", path("demo.dat")});
    QCOMPARE(plain.code, 0);
    QVERIFY2(weighted.code == 0, weighted.errors.constData());
    QVERIFY(QJsonDocument::fromJson(weighted.output).isObject());
    QVERIFY(weighted.output != plain.output);
    // The matrix was there for 512 tokens: weights of 900 and 3 in 512ths, on every ninth column and the
    // rest.
    const QJsonValue scheme = QJsonDocument::fromJson(weighted.output)["schemes"][0];
    const double relative = scheme["weightedRelativeRmse"].toDouble();
    QVERIFY(relative > 0 && relative < scheme["relativeRmse"].toDouble()); // search looked after them
    QCOMPARE(QJsonDocument::fromJson(weighted.output)["tensors"][0]["schemes"][0]["weightedRelativeRmse"]
                 .toDouble(),
             relative);
    QVERIFY(!plain.output.contains("weightedRelativeRmse"));
    QStringList table = what;
    table.removeLast();
    const Outcome shown = run(table + QStringList{"--imatrix", path("demo.dat"), "--figure", "weighted"});
    const QByteArray text = QByteArray::number(100 * relative, 'f', 2);
    QVERIFY2(shown.output.contains("Weighted by importance"), shown.output.constData());
    QCOMPARE(shown.output.count(text.left(4)), 2); // of the one weight, and of all
    const Outcome without = run(table + QStringList{"--figure", "weighted"});
    QVERIFY2(without.code != 0 && without.errors.contains("--imatrix"), without.errors.constData());
}

void CliImatrix::coverage() {
    ImportanceMatrix matrix;
    matrix.chunks = 3;
    matrix.chunkTokens = 256;
    matrix.datasets = {"text.txt"};
    ImportanceEntry& experts = matrix.entries["blk.0.ffn_up_exps.weight"];
    experts.counts = {700, 0, 40};
    experts.sums.assign(3 * 32, 1.0F);
    for (int i = 0; i < 8; ++i)
        experts.sums[64 + i] = 0; // of the third expert
    QVERIFY(writeImatrix(path("experts.gguf").toStdString(), matrix));
    const Outcome json = run({"inspect", path("experts.gguf"), "--json"});
    QCOMPARE(json.code, 0);
    const QJsonValue tensor = QJsonDocument::fromJson(json.output)["tensors"][0];
    QCOMPARE(tensor["experts"].toInt(), 3);
    QCOMPARE(tensor["unseenExperts"].toInt(), 1);
    QCOMPARE(tensor["tokens"].toInt(), 700);
    QCOMPARE(tensor["silentColumns"].toInt(), 8);
    QCOMPARE(tensor["silentShare"].toDouble(), 8.0 / 64);
    QCOMPARE(tensor["each"][2]["tokens"].toInt(), 40);
    QCOMPARE(tensor["each"][2]["silentColumns"].toInt(), 8);
    const Outcome table = run({"inspect", path("experts.gguf"), "--experts"});
    QVERIFY2(table.output.contains("3, 1 unseen"), table.output.constData());
    QVERIFY2(table.output.contains("expert 1"), table.output.constData());
    QVERIFY2(table.output.contains("saw nothing"), table.output.constData());
    QVERIFY2(table.output.contains("8 (25.0 %)"), table.output.constData());
    QVERIFY(!run({"inspect", path("experts.gguf")}).output.contains("expert 1"));
    const Outcome old = run({"inspect", path("demo.dat")});
    QVERIFY2(old.code == 0 && old.output.contains("blk.0.ffn_up.weight"), old.errors.constData());
}

/// Its chunks were of 256 tokens, which it does not say: nor do we.
void CliImatrix::coverageOfTheOlderForm() {
    const Outcome table = run({"inspect", path("demo.dat")});
    QVERIFY2(table.code == 0 && table.output.contains("2 chunks"), table.output.constData());
    QVERIFY2(table.output.contains("unknown length"), table.output.constData());
    QVERIFY2(!table.output.contains("512") && !table.output.contains("1024"), table.output.constData());
    const auto json = QJsonDocument::fromJson(run({"inspect", path("demo.dat"), "--json"}).output);
    QVERIFY(json["context"].isNull());
    QVERIFY(json["tensors"][0]["tokens"].isNull());
    QCOMPARE(json["tensors"][0]["chunks"].toInt(), 2);
}

void CliImatrix::brokenMatrix() {
    for (const char* name : {"demo.dat", "demo.gguf"}) {
        const QByteArray whole = contents(path(name));
        const QString broken = folder_.filePath(QStringLiteral("broken-") + name);
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(name == QByteArray("demo.dat") ? whole.left(600)
                                                  : QByteArray(whole).replace(".counts", ".kounts"));
        file.close();
        const Outcome outcome = run({"inspect", broken});
        QVERIFY(outcome.code != 0);
        QVERIFY2(!outcome.errors.contains("not a model file"), outcome.errors.constData());
        QVERIFY2(outcome.errors.contains(name == QByteArray("demo.dat") ? "ends" : "no counts"),
                 outcome.errors.constData());
    }
}

/// From one form into the other and back: the same means, and the same bytes where nothing has to be added.
void CliImatrix::convert() {
    const QString modern = path("converted.gguf");
    const Outcome outcome = run({"imatrix", "--from", path("demo.dat"), "--context", "256", "-o", modern});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const auto made = readImatrix(modern.toStdString());
    const auto first = readImatrix(path("demo.gguf").toStdString());
    QVERIFY(made && first);
    QCOMPARE(made->chunkTokens, 256U);
    QCOMPARE(made->entries.size(), first->entries.size());
    for (const auto& [name, entry] : first->entries) {
        QCOMPARE(made->entries.at(name).counts, entry.counts);
        QCOMPARE(made->entries.at(name).means(), entry.means());
    }
    QCOMPARE(run({"imatrix", demo, "--from", modern, "--legacy", "-o", path("again.dat")}).code, 0);
    QCOMPARE(contents(path("again.dat")), contents(path("demo.dat")));
    const Outcome assumed = run({"imatrix", "--from", path("demo.dat"), "-o", modern});
    QVERIFY2(assumed.code == 0 && assumed.errors.contains("512"), assumed.errors.constData());
    QCOMPARE(readImatrix(modern.toStdString())->chunkTokens, 512U);
}

void CliImatrix::convertRefuses_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QString out = path("none.gguf");
    const QString old = path("demo.dat");
    QTest::newRow("itself") << QStringList{"--from", old, "-o", old} << QByteArray("demo.dat");
    QTest::newRow("another model") << QStringList{MANTISSA_TEST_DATA "/stories260k/stories260K.gguf",
                                                  "--from", old, "-o", out}
                                   << QByteArray("another model");
    QTest::newRow("another length") << QStringList{"--from", path("demo.gguf"), "--context", "128", "-o", out}
                                    << QByteArray("256 tokens");
    QTest::newRow("nothing to save") << QStringList{"--from", old, "-o", out, "--save", path("x.safetensors")}
                                     << QByteArray("sums alone");
    QTest::newRow("no matrix") << QStringList{"--from", demo + "/config.json", "-o", out}
                               << QByteArray("config.json");
    QTest::newRow("no model for a text")
        << QStringList{"--text", demo + "/config.json", "-o", out} << QByteArray("MODEL");
}

void CliImatrix::convertRefuses() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const QByteArray before = contents(path("demo.dat"));
    const Outcome outcome = run(QStringList{"imatrix"} + arguments);
    QVERIFY(outcome.code != 0);
    QVERIFY2(outcome.errors.contains(says), outcome.errors.constData());
    QVERIFY(!QFile::exists(path("none.gguf")));
    QCOMPARE(contents(path("demo.dat")), before);
}

void CliImatrix::coverageOfAModel() {
    const Outcome known = run({"inspect", demo, "--imatrix", path("demo.gguf"), "--json"});
    QVERIFY2(known.code == 0, known.errors.constData());
    const QJsonDocument json = QJsonDocument::fromJson(known.output);
    QCOMPARE(json["tensors"].toArray().size(), 2);
    QCOMPARE(json["tensors"][0]["name"].toString(), "model.layers.0.mlp.up_proj.weight");
    QCOMPARE(json["tensors"][0]["tokens"].toInt(), 512);
    QCOMPARE(json["unknown"].toArray().size(), 28);
    const Outcome table = run({"inspect", demo, "--imatrix", path("demo.gguf")});
    QVERIFY2(table.output.contains("28 are not"), table.output.constData());
}

void CliImatrix::refused() {
    const QString target = path("never.gguf");
    const Outcome missing = run({"quantize", demo, target, "-s", "Q4_K", "--imatrix", path("missing.gguf")});
    QVERIFY(missing.code != 0);
    QVERIFY(missing.errors.contains("missing.gguf"));
    const Outcome foreign = run({"quantize", QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k"), target,
                                 "-s", "Q8_0", "--imatrix", path("demo.gguf")});
    QVERIFY(foreign.code != 0);
    QVERIFY2(foreign.errors.contains("another model") && foreign.errors.contains("demo.gguf"),
             foreign.errors.constData());
    QVERIFY(contents(target).isEmpty());
}

// All that was seen, from a folder of texts: kept, shown, used again, and refused for another model.
void CliImatrix::savedCalibration() {
    const QString folder = path("texts");
    QVERIFY(QDir().mkpath(folder));
    QFile text(QStringLiteral(MANTISSA_TEST_DATA "/text/tinystories-eval.txt"));
    QVERIFY(text.open(QIODevice::ReadOnly));
    for (const char* name : {"a.txt", "b.md"}) {
        QFile part(folder + "/" + name);
        QVERIFY(part.open(QIODevice::WriteOnly) && part.write(text.read(3000)) == 3000);
    }
    const QString saved = path("saved.safetensors");
    const Outcome made = run({"imatrix", demo, "--text", folder, "-c", "64", "--save", saved, "--hessians",
                              "-o", path("first.gguf"), "--json"});
    QVERIFY2(made.code == 0, made.errors.constData());
    QCOMPARE(QJsonDocument::fromJson(made.output).object()["calibration"].toString(), saved);
    const Outcome again = run({"imatrix", demo, "--from", saved, "-o", path("second.gguf")});
    QVERIFY2(again.code == 0, again.errors.constData());
    QVERIFY(!contents(path("first.gguf")).isEmpty());
    QCOMPARE(contents(path("second.gguf")), contents(path("first.gguf")));

    const Outcome shown = run({"inspect", saved, "--json"});
    QVERIFY2(shown.code == 0, shown.errors.constData());
    const QJsonObject json = QJsonDocument::fromJson(shown.output).object();
    QCOMPARE(json["text"].toString(), folder);
    QCOMPARE(json["inputs"].toArray().size(), 4 * 4);
    QCOMPARE(json["tensors"].toArray().size(), 4 * 7);
    const QJsonObject input = json["inputs"].toArray()[3].toObject();
    QVERIFY(input["hessian"].toBool());
    const QJsonObject magnitudes = input["each"].toArray()[0].toObject()["magnitudes"].toObject();
    QVERIFY(magnitudes["50"].toDouble() > 0);
    QVERIFY(magnitudes["99.9"].toDouble() > magnitudes["50"].toDouble());
    QVERIFY(run({"inspect", saved}).output.contains("99.9 %"));

    const auto compared = [this](const QString& matrix) { // a calibration is taken where a matrix is
        return run({"compare", demo, "-s", "Q4_K", "--imatrix", matrix, "--json"});
    };
    const Outcome weighed = compared(saved);
    QVERIFY2(weighed.code == 0 && !weighed.output.isEmpty(), weighed.errors.constData());
    QCOMPARE(weighed.output, compared(path("first.gguf")).output);

    const QString other = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    const Outcome refused = run({"imatrix", other, "--from", saved, "-o", path("third.gguf")});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.errors.contains("another model"), refused.errors.constData());
    QVERIFY(!QFile::exists(path("third.gguf")));
    QCOMPARE(run({"imatrix", demo, "--from", saved, "--save", saved}).code, 2); // over what is read
}

void CliImatrix::textThatIsNone_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("empty") << QByteArray() << 3 << QByteArray("empty");
    QTest::newRow("too short") << QByteArray("A dog.") << 3 << QByteArray("fewer than one context of 64");
    QTest::newRow("not UTF-8") << QByteArray("caf\xE9 ").repeated(100) << 3 << QByteArray("byte 3");
}

void CliImatrix::textThatIsNone() {
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    QFile file(path("none.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    for (const QStringList& command :
         {QStringList{"imatrix", demo, "-o", path("never.gguf")}, QStringList{"evaluate", demo}}) {
        const Outcome outcome = run(command + QStringList{"--text", file.fileName(), "-c", "64"});
        QVERIFY2(outcome.errors.contains(said), outcome.errors.constData());
        QCOMPARE(outcome.code, code);
    }
    QVERIFY(!QFile::exists(path("never.gguf")));
}

QTEST_GUILESS_MAIN(CliImatrix)
#include "tst_cli_imatrix.moc"
