// GPTQ folders: what is written equals, to the bit, what a decoder written from AutoGPTQ's definition and the
// program itself read back; what GPTQ cannot hold is refused before anything is written; damaged folders are
// told.
#include "base/parallel.h"
#include "packings/packed_content.h"
#include "support/gptq_decoder.h"
#include "support/packed_export.h"
#include "tensor/packed_weight.h"

#include <QDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

namespace {

const std::string packedModules[] = {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
                                     "self_attn.o_proj", "mlp.gate_proj",    "mlp.up_proj",
                                     "mlp.down_proj"};

std::string moduleAt(int layer, const std::string& name) {
    return "model.layers." + std::to_string(layer) + "." + name;
}

} // namespace

class GptqPackingTest : public QObject {
    Q_OBJECT

    QTemporaryDir source_;

    Certificate write(const std::filesystem::path& target, const std::string& packing,
                      const std::string& recipe) const {
        auto certificate = exportModel(open(source_.path()), packedOptions(target, packing, recipe), Task());
        if (!certificate)
            qFatal("%s", certificate.error().describe().c_str());
        return std::move(*certificate);
    }

    /// A written folder with some bytes of one of its tensors changed.
    void change(const std::filesystem::path& folder, const std::string& tensor, qsizetype at,
                const QByteArray& with) {
        const auto stored = openStored(folder);
        QVERIFY(stored.has_value());
        const auto found = (*stored)->tensor(tensor);
        QVERIFY(found);
        QByteArray file = readBytes(folder / "model.safetensors");
        file.replace(static_cast<qsizetype>(found->offset) + at, with.size(), with);
        writeBytes(folder / "model.safetensors", file);
    }

private slots:
    void initTestCase() { SmallLlama().write(source_); }

    void decodesEqual_data() {
        QTest::addColumn<QString>("packing");
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("group");
        QTest::addColumn<bool>("symmetric");
        for (const int bits : {2, 3, 4, 8}) {
            for (const int group : {32, 0}) {
                const auto row = [&](const char* packing, bool symmetric) {
                    QTest::addRow("%s %d bits g%d %s", packing, bits, group, symmetric ? "sym" : "asym")
                        << packing << bits << group << symmetric;
                };
                row("gptq", true);
                row("gptq_v2", true);
                row("gptq_v2", false);
            }
        }
    }

    void decodesEqual() {
        QFETCH(QString, packing);
        QFETCH(int, bits);
        QFETCH(int, group);
        QFETCH(bool, symmetric);
        const std::string scheme = "INT" + std::to_string(bits) + ",group=" + std::to_string(group) +
                                   (symmetric ? "" : ",symmetric=false");
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        const Certificate certificate = write(target, packing.toStdString(), scheme);
        QVERIFY(certificate.valid());
        const StoredFolder stored(target);
        const ModelPtr source = open(source_.path());
        const ModelPtr packed = open(QString::fromStdString(target.string()));
        QCOMPARE(packed->tensors.size(), source->tensors.size());
        for (int layer = 0; layer < 2; ++layer) {
            for (const std::string& name : packedModules) {
                const std::string module = moduleAt(layer, name);
                const auto original = source->tensor(module + ".weight");
                const auto tensor = packed->tensor(module + ".weight");
                QVERIFY2(tensor && tensor->dtype == DType::Packed, module.c_str());
                const std::vector<float> expected = quantizedRows(original, scheme);
                QVERIFY2(sameBits(rowsOf(tensor), expected), module.c_str());
                const GptqDecoder decoder{stored, module, bits, packing == QLatin1String("gptq_v2")};
                QVERIFY2(sameBits(decoder.decode(), expected), module.c_str());
            }
        }
        const QJsonObject said = stored.quantization();
        QCOMPARE(said["quant_method"].toString(), QStringLiteral("gptq"));
        QCOMPARE(said["checkpoint_format"].toString(), packing);
        QCOMPARE(said["bits"].toInt(), bits);
        QCOMPARE(said["group_size"].toInt(), group == 0 ? -1 : group);
        QCOMPARE(said["sym"].toBool(), symmetric);
        QCOMPARE(said["desc_act"].toBool(), false);
    }

    void whatIsNotALayerStays() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "gptq", "INT4,group=32");
        const StoredFolder before(std::filesystem::path(source_.path().toStdString()));
        const StoredFolder after(target);
        for (const char* name : {"model.embed_tokens.weight", "lm_head.weight", "model.norm.weight"})
            QCOMPARE(after.array(name).bytes, before.array(name).bytes);
        for (const char* name : {"tokenizer.json", "tokenizer_config.json"})
            QCOMPARE(readBytes(target / name), readBytes(pathIn(source_, name)));
        QJsonObject config = after.config();
        config.remove(QStringLiteral("quantization_config"));
        QCOMPARE(config.take(QStringLiteral("torch_dtype")).toString(), QStringLiteral("float16"));
        QCOMPARE(config, before.config());
    }

    void zerosOfSymmetricGrids() {
        QTemporaryDir out;
        for (const auto& [packing, word] : {std::pair("gptq", 0x77777777U), {"gptq_v2", 0x88888888U}}) {
            const auto target = pathIn(out, packing);
            write(target, packing, "INT4,group=32");
            const StoredFolder folder(target);
            const StoredArray& zeros = folder.array("model.layers.0.mlp.up_proj.qzeros");
            QCOMPARE(zeros.shape, (std::vector<long long>{2, 12}));
            for (int i = 0; i < 24; ++i)
                QCOMPARE(zeros.at<std::uint32_t>(i), word);
        }
    }

    void mixturesStandInDynamic() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "gptq",
              "INT4,group=32\nlayers.0.mlp.down_proj=INT8,group=32\nlayers.1.self_attn.v_proj=F16");
        const StoredFolder folder(target);
        const QJsonObject dynamic = folder.quantization()["dynamic"].toObject();
        QCOMPARE(folder.quantization()["bits"].toInt(), 4);
        QCOMPARE(dynamic["+:^model\\.layers\\.0\\.mlp\\.down_proj$"].toObject()["bits"].toInt(), 8);
        QVERIFY(dynamic.contains(QStringLiteral("-:^model\\.layers\\.1\\.self_attn\\.v_proj$")));
        const ModelPtr model = open(QString::fromStdString(target.string()));
        const std::string mixed = "model.layers.0.mlp.down_proj";
        QVERIFY(sameBits(rowsOf(model->tensor(mixed + ".weight")), GptqDecoder{folder, mixed, 8}.decode()));
    }

    void refused_data() {
        QTest::addColumn<QString>("packing");
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("reason");
        QTest::newRow("another grid") << "gptq"
                                      << "Q4_0"
                                      << "not Q4_0";
        QTest::newRow("bits") << "gptq"
                              << "INT5,group=32"
                              << "INT5";
        QTest::newRow("scales") << "gptq"
                                << "INT4,group=32,scale=f32"
                                << "scale=f16";
        QTest::newRow("asymmetric in version 1") << "gptq"
                                                 << "INT4,group=32,symmetric=false"
                                                 << "gptq_v2";
        QTest::newRow("one step for the tensor") << "gptq"
                                                 << "INT4,group=-1"
                                                 << "per group or row";
        QTest::newRow("group that does not divide") << "gptq"
                                                    << "INT4,group=128"
                                                    << "do not divide";
    }

    void refused() {
        QFETCH(QString, packing);
        QFETCH(QString, recipe);
        QFETCH(QString, reason);
        for (const bool exporting : {false, true}) {
            const QString told =
                refusal(source_.path(), packing.toStdString(), recipe.toStdString(), exporting);
            QVERIFY2(told.contains(reason) && told.contains(QLatin1String("proj")), qPrintable(told));
        }
    }

    void sizesThatKernelsCannotLoad() {
        SmallLlama odd;
        odd.config["intermediate_size"] = 96;
        odd.more = {{"model.layers.0.mlp.extra_proj.weight", DType::F32, {40, 64}}};
        QTemporaryDir folder;
        QTemporaryDir out;
        odd.write(folder);
        const auto plan =
            preflight(open(folder.path()), packedOptions(pathIn(out, "packed"), "gptq", "INT4,group=32"));
        QVERIFY(!plan);
        QVERIFY(QString::fromStdString(plan.error().describe())
                    .contains(QLatin1String("multiples of 32, not 40")));
    }

    void aModelWithoutConfig() {
        QTemporaryDir out;
        const QString gguf = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
        const auto plan =
            preflight(open(gguf), packedOptions(pathIn(out, "packed"), "gptq", "INT4,group=32"));
        QVERIFY(!plan);
        QVERIFY(QString::fromStdString(plan.error().describe()).contains(QLatin1String("config.json")));
    }

    void whatIsThereStays() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        QVERIFY(std::filesystem::create_directory(target));
        writeBytes(target / "mine.txt", "mine");
        const auto done =
            exportModel(open(source_.path()), packedOptions(target, "gptq", "INT4,group=32"), Task());
        QVERIFY(!done);
        QCOMPARE(done.error().code(), ErrorCode::InvalidArgument);
        QCOMPARE(readBytes(target / "mine.txt"), QByteArray("mine"));
        QCOMPARE(QDir(QString::fromStdString(target.string())).entryList(QDir::Files | QDir::Hidden).size(),
                 1);
    }

    void actOrder() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "gptq", "INT4,group=32");
        const std::string module = "model.layers.0.mlp.down_proj";
        QByteArray groups;
        for (std::int32_t column = 0; column < 96; ++column)
            groups += bytesOf((column * 7 + 5) % 3);
        change(target, module + ".g_idx", 0, groups);
        const ModelPtr model = open(QString::fromStdString(target.string()));
        const auto tensor = model->tensor(module + ".weight");
        QVERIFY(tensor && tensor->packed);
        QVERIFY(sameBits(rowsOf(tensor), GptqDecoder{StoredFolder(target), module}.decode()));
        QVERIFY(storedType(*tensor).find("act-order") != std::string::npos);
        const auto* content = dynamic_cast<const PackedContent*>(tensor->packed.get());
        QVERIFY(content != nullptr && !content->format());
    }

    void damaged_data() {
        QTest::addColumn<QString>("tensor");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("group beyond the last") << "g_idx" << bytesOf(std::int32_t{3}) << "there are 3 groups";
        QTest::newRow("negative group") << "g_idx" << bytesOf(std::int32_t{-1}) << "group -1";
    }

    void damaged() {
        QFETCH(QString, tensor);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "gptq", "INT4,group=32");
        const std::string module = "model.layers.0.mlp.down_proj.";
        change(target, module + tensor.toStdString(), 8, bytes);
        const ModelPtr model = open(QString::fromStdString(target.string()));
        QVERIFY(model->tensor(module + "qweight"));
        QVERIFY(!model->tensor(module + "weight"));
        QVERIFY(model->tensor("model.layers.0.mlp.up_proj.weight")->packed);
        QCOMPARE(model->notes.size(), std::size_t{1});
        const QString note = QString::fromStdString(translated(model->notes[0]));
        QVERIFY2(note.contains(reason) && note.contains(QLatin1String("down_proj")), qPrintable(note));
    }

    void aMissingPart() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "gptq", "INT4,group=32");
        QByteArray file = readBytes(target / "model.safetensors");
        const QByteArray name = "model.layers.0.mlp.down_proj.qzeros";
        const qsizetype at = file.indexOf(name);
        QVERIFY(at > 0);
        file.replace(at + name.size() - 6, 6, "rzeros");
        writeBytes(target / "model.safetensors", file);
        const ModelPtr model = open(QString::fromStdString(target.string()));
        QVERIFY(!model->tensor("model.layers.0.mlp.down_proj.weight"));
        QVERIFY(model->tensor("model.layers.0.mlp.down_proj.qweight"));
        QCOMPARE(model->notes.size(), std::size_t{1});
    }

    void kernelLayoutsAreNamed() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "gptq", "INT4,group=32");
        QByteArray config = readBytes(target / "config.json");
        config.replace("\"checkpoint_format\": \"gptq\"", "\"checkpoint_format\": \"marlin\"");
        writeBytes(target / "config.json", config);
        const ModelPtr model = open(QString::fromStdString(target.string()));
        QCOMPARE(model->notes.size(), std::size_t{1});
        QVERIFY(translated(model->notes[0]).find("marlin") != std::string::npos);
        QVERIFY(model->tensor("model.layers.0.mlp.down_proj.qweight"));
    }

    void sameBytesWhateverTheThreads() {
        QTemporaryDir out;
        write(pathIn(out, "a"), "gptq", "INT3,group=32");
        setThreads(1);
        write(pathIn(out, "b"), "gptq", "INT3,group=32");
        setThreads(0);
        QCOMPARE(readBytes(pathIn(out, "a") / "model.safetensors"),
                 readBytes(pathIn(out, "b") / "model.safetensors"));
    }
};

QTEST_GUILESS_MAIN(GptqPackingTest)
#include "tst_gptq_packing.moc"
