// formats, recipes, inspect: the lists say what core has.
#include "formats/registry.h"
#include "methods/registry.h"
#include "support/cli.h"
#include "tradeoff/recipe.h"

#include <QJsonArray>
#include <QTest>

using namespace mantissa;

class TestCliLists : public QObject {
    Q_OBJECT
private slots:
    void formatsAreThoseOfTheRegistry() {
        const CliRun run = runCli({"formats", "--json"});
        QCOMPARE(run.code, 0);
        const QJsonArray list = run.json()["formats"].toArray();
        QCOMPARE(static_cast<std::size_t>(list.size()), formats().size());
        for (int i = 0; i < list.size(); ++i) {
            const FormatEntry& entry = *formats()[static_cast<std::size_t>(i)];
            const QJsonObject json = list[i].toObject();
            QCOMPARE(json["id"].toString().toStdString(), entry.info.id);
            QCOMPARE(json["family"].toString().toStdString(), entry.info.family);
            QVERIFY(!json["description"].toString().isEmpty());
            QVERIFY(!json["source"].toString().isEmpty());
            const FormatPtr format = *parseFormat(entry.info.id);
            QCOMPARE(json["bitsPerWeight"].toDouble(), format->bitsPerWeight(4096, 4096));
            QCOMPARE(static_cast<std::size_t>(json["parameters"].toArray().size()),
                     entry.info.parameters.size());
            QVERIFY(!json["methods"].toArray().isEmpty());
            for (const QJsonValue& method : json["methods"].toArray())
                QVERIFY(parseScheme(entry.info.id + "/" + method.toString().toStdString()).has_value());
        }
        QCOMPARE(static_cast<std::size_t>(run.json()["methods"].toArray().size()), methods().size());
    }

    void formatsFitATerminal() {
        const CliRun run = runCli({"formats"});
        QCOMPARE(run.code, 0);
        for (const FormatEntry* entry : formats())
            QVERIFY2(run.out.contains(entry->info.id.c_str()), entry->info.id.c_str());
        for (const QByteArray& line : run.out.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    }

    void defaultsReadAsTheyAreWritten() {
        const QByteArray out = runCli({"formats"}).out;
        for (const char* words : {"  group=128 ", "  symmetric=true ", "  scale=f16 ", "  block=64 "})
            QVERIFY2(out.contains(words), words);
        const CliRun wrong = runCli({"compare", "demo", "-s", "INT4,group=x"});
        QVERIFY2(wrong.error.contains("-1 … 1048576"), wrong.error.constData());
    }

    void recipesAreTheMixtures() {
        const CliRun run = runCli({"recipes", "--json"});
        QCOMPARE(run.code, 0);
        const QJsonArray list = run.json().array();
        QCOMPARE(static_cast<std::size_t>(list.size()), mixtures().size());
        for (int i = 0; i < list.size(); ++i)
            QCOMPARE(list[i]["id"].toString().toStdString(), mixtures()[static_cast<std::size_t>(i)].id);
        const CliRun table = runCli({"recipes"});
        QCOMPARE(table.code, 0);
        QVERIFY(table.out.contains("Q4_K_M"));
    }

    void inspectSaysWhatTheFileHolds_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("GGUF") << inData("stories260k/stories260K.gguf");
        QTest::newRow("folder") << inData("tinystories-656k");
        QTest::newRow("safetensors") << inData("silero/silero_vad_16k.safetensors");
    }
    void inspectSaysWhatTheFileHolds() {
        QFETCH(QString, path);
        const ModelPtr model = *openModel(path.toStdString());
        const CliRun run = runCli({"inspect", path, "--json"});
        QCOMPARE(run.code, 0);
        const QJsonObject json = run.json().object();
        QCOMPARE(json["model"].toString(), path);
        QCOMPARE(json["container"].toString().toStdString(), std::string(name(model->container)));
        QCOMPARE(static_cast<std::uint64_t>(json["dataBytes"].toInteger()), model->dataBytes);
        QCOMPARE(json["quantized"].toBool(), model->quantized());
        QCOMPARE(json["architecture"].isNull(), !model->architecture.has_value());
        const QJsonArray tensors = json["tensors"].toArray();
        QCOMPARE(static_cast<std::size_t>(tensors.size()), model->tensors.size());
        for (int i = 0; i < tensors.size(); ++i) {
            const Tensor& tensor = *model->tensors[static_cast<std::size_t>(i)];
            const QJsonObject entry = tensors[i].toObject();
            QCOMPARE(entry["name"].toString().toStdString(), tensor.name);
            QCOMPARE(entry["dtype"].toString().toStdString(), std::string(info(tensor.dtype).name));
            QCOMPARE(static_cast<std::size_t>(entry["bytes"].toInteger()), tensor.bytes.size());
            QCOMPARE(static_cast<std::uint64_t>(entry["offset"].toInteger()), tensor.offset);
            const QJsonArray shape = entry["shape"].toArray();
            QCOMPARE(static_cast<std::size_t>(shape.size()), tensor.shape.size());
            for (int axis = 0; axis < shape.size(); ++axis)
                QCOMPARE(shape[axis].toInteger(), tensor.shape[static_cast<std::size_t>(axis)]);
        }
        const CliRun table = runCli({"inspect", path});
        QCOMPARE(table.code, 0);
        QVERIFY(table.out.contains(tensors[0]["dtype"].toString().toUtf8()));
        for (const QByteArray& line : table.out.split('\n').mid(1))
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliLists)
#include "tst_cli_lists.moc"
