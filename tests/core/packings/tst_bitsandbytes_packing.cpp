// bitsandbytes folders, 4-bit (nested or not) and 8-bit: what is written equals, to the bit, what a decoder
// written from functional.py and the program itself read back; damaged states are told.
#include "packings/packed_content.h"
#include "support/bitsandbytes_decoder.h"
#include "support/packed_export.h"
#include "tensor/packed_weight.h"

#include <QDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

class BitsAndBytesPackingTest : public QObject {
    Q_OBJECT

    QTemporaryDir source_;

    ModelPtr write(const std::filesystem::path& target, const std::string& packing,
                   const std::string& recipe) const {
        const auto done = exportModel(open(source_.path()), packedOptions(target, packing, recipe), Task());
        if (!done)
            qFatal("%s", done.error().describe().c_str());
        if (!done->valid())
            qFatal("not valid");
        return open(QString::fromStdString(target.string()));
    }

private slots:
    void initTestCase() { SmallLlama().write(source_); }

    void fourBits_data() {
        QTest::addColumn<QString>("scheme");
        // 64 x 96 in blocks of 4096 ends with a block that is cut short.
        for (const char* scheme :
             {"NF4", "NF4,double=true", "FP4", "FP4,block=128,double=true", "NF4,block=4096",
              "NF4,block=4096,double=true", "NF4,block=256/search", "NF4,double=true/search"})
            QTest::newRow(scheme) << scheme;
    }

    void fourBits() {
        QFETCH(QString, scheme);
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        const ModelPtr packed = write(target, "bnb_4bit", scheme.toStdString());
        const StoredFolder stored(target);
        const ModelPtr source = open(source_.path());
        const char* kind = scheme.startsWith(QLatin1String("NF4")) ? "nf4" : "fp4";
        int weights = 0;
        for (const auto& tensor : packed->tensors) {
            if (tensor->dtype != DType::Packed)
                continue;
            ++weights;
            const std::string module = tensor->name.substr(0, tensor->name.rfind('.'));
            const auto expected = quantizedRows(source->tensor(tensor->name), scheme.toStdString());
            QVERIFY2(sameBits(rowsOf(tensor), expected), module.c_str());
            QVERIFY2(sameBits(BitsAndBytesDecoder{stored, module}.decode4Bit(kind), expected),
                     module.c_str());
            const auto* content = dynamic_cast<const PackedContent*>(tensor->packed.get());
            QVERIFY(content != nullptr);
            const auto format = content->format();
            QVERIFY(format);
            QCOMPARE((*format)->text(), schemeFrom(scheme.toStdString()).format->text());
        }
        QCOMPARE(weights, 14);
        const QJsonObject said = stored.quantization();
        QCOMPARE(said["quant_method"].toString(), QStringLiteral("bitsandbytes"));
        QVERIFY(said["load_in_4bit"].toBool() && !said["load_in_8bit"].toBool());
        QCOMPARE(said["bnb_4bit_quant_type"].toString(), QLatin1String(kind));
        QCOMPARE(said["bnb_4bit_use_double_quant"].toBool(), scheme.contains(QLatin1String("double")));
        QVERIFY(said["llm_int8_skip_modules"].toArray().contains(QStringLiteral("lm_head")));
    }

    void levelsAreThePublished() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "bnb_4bit", "NF4");
        const StoredFolder stored(target);
        const StoredArray& levels = stored.array("model.layers.0.mlp.up_proj.weight.quant_map");
        QCOMPARE(levels.at<float>(0), -1.0F);
        QCOMPARE(levels.at<float>(1), -0.6961928009986877F);
        QCOMPARE(levels.at<float>(7), 0.0F);
        QCOMPARE(levels.at<float>(14), 0.7229568362236023F);
        const StoredArray& codes = stored.array("model.layers.0.mlp.up_proj.weight");
        QCOMPARE(codes.shape, (std::vector<long long>{96 * 64 / 2, 1}));
    }

    void eightBits_data() {
        QTest::addColumn<QString>("method");
        QTest::newRow("rtn") << "";
        QTest::newRow("search") << "/search";
    }

    void eightBits() {
        QFETCH(QString, method);
        const std::string scheme = "INT8,group=0,scale=f32" + method.toStdString();
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        const ModelPtr packed = write(target, "bnb_int8", scheme);
        const StoredFolder stored(target);
        const ModelPtr source = open(source_.path());
        for (const auto& tensor : packed->tensors) {
            if (tensor->dtype != DType::Packed)
                continue;
            const std::string module = tensor->name.substr(0, tensor->name.rfind('.'));
            const auto read = rowsOf(tensor);
            QVERIFY2(sameBits(BitsAndBytesDecoder{stored, module}.decode8Bit(), read), module.c_str());
            // A step that no maximum over 127 gives moves by its last bit.
            const auto expected = quantizedRows(source->tensor(tensor->name), scheme);
            for (std::size_t i = 0; i < read.size(); ++i)
                QVERIFY(std::abs(read[i] - expected[i]) <= 2.4e-7F * std::abs(expected[i]));
            QCOMPARE(stored.array(module + ".weight_format").bytes, QByteArray(1, '\0'));
        }
        QVERIFY(stored.quantization()["load_in_8bit"].toBool());
    }

    void refused_data() {
        QTest::addColumn<QString>("packing");
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("reason");
        QTest::newRow("integers in four bits") << "bnb_4bit"
                                               << "INT4,group=32"
                                               << "NF4 and FP4";
        QTest::newRow("groups in eight bits") << "bnb_int8"
                                              << "INT8,group=32,scale=f32"
                                              << "one scale a row";
        QTest::newRow("half scales") << "bnb_int8"
                                     << "INT8,group=0"
                                     << "scale=f32";
        QTest::newRow("zero points") << "bnb_int8"
                                     << "INT8,group=0,scale=f32,symmetric=false"
                                     << "symmetric";
    }

    void refused() {
        QFETCH(QString, packing);
        QFETCH(QString, recipe);
        QFETCH(QString, reason);
        const QString told = refusal(source_.path(), packing.toStdString(), recipe.toStdString());
        QVERIFY2(told.contains(reason), qPrintable(told));
    }

    void damagedStates_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no JSON") << QByteArray("{\"blocksize\":64") << QByteArray("[\"blocksize\":64");
        QTest::newRow("blocks of nothing")
            << QByteArray("\"blocksize\":64") << QByteArray("\"blocksize\":00");
        QTest::newRow("odd blocks") << QByteArray("\"blocksize\":64") << QByteArray("\"blocksize\":63");
        QTest::newRow("a larger matrix") << QByteArray("[96,64]") << QByteArray("[96,65]");
        QTest::newRow("negative") << QByteArray("[96,64]") << QByteArray("[-6,64]");
        QTest::newRow("no matrix") << QByteArray("[96,64]") << QByteArray("[69064]");
        QTest::newRow("enormous") << QByteArray("[96,64]") << QByteArray("[9e9,6]");
    }

    void damagedStates() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        write(target, "bnb_4bit", "NF4");
        QByteArray file = readBytes(target / "model.safetensors");
        const qsizetype first =
            file.indexOf("{\"blocksize\":64,\"dtype\":\"float16\",\"quant_type\":\"nf4\",\"shape\":[96,64]}");
        QVERIFY(first > 0);
        const qsizetype at = file.indexOf(from, first);
        QVERIFY(at >= first);
        file.replace(at, from.size(), to.leftJustified(from.size(), ' '));
        writeBytes(target / "model.safetensors", file);
        const ModelPtr model = open(QString::fromStdString(target.string()));
        QCOMPARE(model->notes.size(), std::size_t{1});
        int refused = 0;
        for (const auto& tensor : model->tensors)
            refused += tensor->name.ends_with("weight.absmax") ? 1 : 0;
        QCOMPARE(refused, 1);
    }
};

QTEST_GUILESS_MAIN(BitsAndBytesPackingTest)
#include "tst_bitsandbytes_packing.moc"
