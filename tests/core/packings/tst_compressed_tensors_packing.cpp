// compressed-tensors folders: what is written equals, to the bit, what a decoder written from the library's
// definition and the program itself read back; folders of older and newer releases with 3-bit codes are told
// apart.
#include "support/compressed_tensors_decoder.h"
#include "support/packed_export.h"
#include "tensor/packed_weight.h"

#include <QDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

namespace {

/// A folder with one packed weight of 4 x 32 codes, 0 1 2 ... around, written by hand.
void writeThreeBits(const QTemporaryDir& folder, bool padded) {
    const int perWord = 10;
    const int words = padded ? 4 : 3;
    QByteArray codes;
    for (int row = 0; row < 4; ++row) {
        std::vector<std::uint32_t> line(static_cast<std::size_t>(words));
        for (int i = 0; i < 32; ++i) {
            const auto code = static_cast<std::uint64_t>((i * 5 + row) % 8);
            const int word = padded ? i / perWord : i * 3 / 32;
            const int shift = padded ? i % perWord * 3 : i * 3 % 32;
            line[static_cast<std::size_t>(word)] |= static_cast<std::uint32_t>(code << shift);
            if (shift > 29)
                line[static_cast<std::size_t>(word) + 1] |= static_cast<std::uint32_t>(code >> (32 - shift));
        }
        for (const std::uint32_t word : line)
            codes += bytesOf(word);
    }
    QByteArray scales;
    for (int row = 0; row < 4; ++row)
        scales += bytesOf(static_cast<std::uint16_t>(0x3c00 + row));
    const QByteArray shape = bytesOf(std::int64_t{4}) + bytesOf(std::int64_t{32});
    const auto entry = [](const char* name, const char* type, const QByteArray& extents, qsizetype begin,
                          qsizetype end) {
        return QByteArray("\"a.weight_") + name + R"(":{"dtype":")" + type + R"(","shape":)" + extents +
               ",\"data_offsets\":[" + QByteArray::number(begin) + "," + QByteArray::number(end) + "]}";
    };
    const QByteArray header =
        "{" + entry("shape", "I64", "[2]", 0, 16) + "," +
        entry("packed", "I32", "[4," + QByteArray::number(words) + "]", 16, 16 + codes.size()) + "," +
        entry("scale", "F16", "[4,1]", 16 + codes.size(), 24 + codes.size()) + "}";
    writeBytes(pathIn(folder, "model.safetensors"), safetensorsBytes(header, shape + codes + scales));
    writeBytes(
        pathIn(folder, "config.json"),
        R"({"quantization_config":{"quant_method":"compressed-tensors","format":"pack-quantized",)"
        R"("config_groups":{"group_0":{"targets":["Linear"],"weights":{"num_bits":3,"type":"int"}}}}})");
}

} // namespace

class CompressedTensorsPackingTest : public QObject {
    Q_OBJECT

    QTemporaryDir source_;

private slots:
    void initTestCase() { SmallLlama().write(source_); }

    void decodesEqual_data() {
        QTest::addColumn<QString>("scheme");
        for (const char* scheme :
             {"INT4,group=32", "INT4,group=16,symmetric=false", "INT4,group=0,scale=bf16",
              "INT8,group=32,symmetric=false", "INT8,group=0", "INT8,group=32,scale=bf16"})
            QTest::newRow(scheme) << scheme;
    }

    void decodesEqual() {
        QFETCH(QString, scheme);
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        const ModelPtr source = open(source_.path());
        const auto done =
            exportModel(source, packedOptions(target, "compressed_tensors", scheme.toStdString()), Task());
        QVERIFY2(done, done ? "" : done.error().describe().c_str());
        QVERIFY(done->valid());
        const StoredFolder stored(target);
        const ModelPtr packed = open(QString::fromStdString(target.string()));
        const int bits = scheme.startsWith(QLatin1String("INT8")) ? 8 : 4;
        int weights = 0;
        for (const auto& tensor : packed->tensors) {
            if (tensor->dtype != DType::Packed)
                continue;
            ++weights;
            const std::string module = tensor->name.substr(0, tensor->name.rfind('.'));
            const auto expected = quantizedRows(source->tensor(tensor->name), scheme.toStdString());
            QVERIFY2(sameBits(rowsOf(tensor), expected), module.c_str());
            QVERIFY2(sameBits(CompressedTensorsDecoder{stored, module, bits}.decode(), expected),
                     module.c_str());
        }
        QCOMPARE(weights, 14);
        const QJsonObject said = stored.quantization();
        QCOMPARE(said["format"].toString(), QStringLiteral("pack-quantized"));
        QVERIFY(said["ignore"].toArray().contains(QStringLiteral("lm_head")));
        const QJsonObject grid = said["config_groups"].toObject()["group_0"].toObject()["weights"].toObject();
        QCOMPARE(grid["num_bits"].toInt(), bits);
        QCOMPARE(grid["symmetric"].toBool(), !scheme.contains(QLatin1String("symmetric=false")));
        QCOMPARE(grid["strategy"].toString(), scheme.contains(QLatin1String("group=0"))
                                                  ? QStringLiteral("channel")
                                                  : QStringLiteral("group"));
        QCOMPARE(stored.config()["torch_dtype"].toString(), scheme.contains(QLatin1String("bf16"))
                                                                ? QStringLiteral("bfloat16")
                                                                : QStringLiteral("float16"));
    }

    void mixturesAreGroups() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        const auto options =
            packedOptions(target, "compressed_tensors", "INT4,group=32\nlayers.0.mlp=INT8,group=32");
        QVERIFY(exportModel(open(source_.path()), options, Task()));
        const StoredFolder stored(target);
        const QJsonObject groups = stored.quantization()["config_groups"].toObject();
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups["group_0"].toObject()["targets"].toArray(), QJsonArray{"Linear"});
        QCOMPARE(groups["group_1"].toObject()["targets"].toArray().size(), 3);
        const ModelPtr packed = open(QString::fromStdString(target.string()));
        const std::string module = "model.layers.0.mlp.down_proj";
        QVERIFY(sameBits(rowsOf(packed->tensor(module + ".weight")),
                         CompressedTensorsDecoder{stored, module, 8}.decode()));
    }

    void threeBitsOfBothKinds() {
        for (const bool padded : {true, false}) {
            QTemporaryDir folder;
            writeThreeBits(folder, padded);
            const ModelPtr model = open(folder.path());
            const auto tensor = model->tensor("a.weight");
            QVERIFY2(tensor, padded ? "padded" : "dense");
            const StoredFolder stored(std::filesystem::path(folder.path().toStdString()));
            const auto values = rowsOf(tensor);
            QVERIFY(sameBits(values, CompressedTensorsDecoder{stored, "a", 3, padded}.decode()));
            for (int i = 0; i < 32; ++i)
                QCOMPARE(values[static_cast<std::size_t>(i)], static_cast<float>(i * 5 % 8 - 4));
        }
    }

    void refused_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("reason");
        QTest::newRow("bits") << "INT3,group=32"
                              << "INT3";
        QTest::newRow("scales") << "INT4,group=32,scale=f32"
                                << "scale=f16";
        QTest::newRow("group") << "INT4,group=128"
                               << "do not divide";
        QTest::newRow("another grid") << "NF4"
                                      << "not NF4";
    }

    void refused() {
        QFETCH(QString, recipe);
        QFETCH(QString, reason);
        const QString told = refusal(source_.path(), "compressed_tensors", recipe.toStdString());
        QVERIFY2(told.contains(reason), qPrintable(told));
    }
};

QTEST_GUILESS_MAIN(CompressedTensorsPackingTest)
#include "tst_compressed_tensors_packing.moc"
