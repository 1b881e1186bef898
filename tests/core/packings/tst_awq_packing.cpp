// AWQ folders: what is written equals, to the bit, what a decoder written from AutoAWQ's definition and the
// program itself read back; what AWQ cannot hold is refused before anything is written.
#include "support/awq_decoder.h"
#include "support/packed_export.h"
#include "tensor/packed_weight.h"

#include <QDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

class AwqPackingTest : public QObject {
    Q_OBJECT

    QTemporaryDir source_;

private slots:
    void initTestCase() { SmallLlama().write(source_); }

    void decodesEqual_data() {
        QTest::addColumn<QString>("scheme");
        for (const char* scheme : {"INT4,group=32", "INT4,group=16,symmetric=false", "INT4,group=0",
                                   "INT4,group=32,symmetric=false", "INT4,group=8/search"})
            QTest::newRow(scheme) << scheme;
    }

    void decodesEqual() {
        QFETCH(QString, scheme);
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        const ModelPtr source = open(source_.path());
        const auto done = exportModel(source, packedOptions(target, "awq", scheme.toStdString()), Task());
        QVERIFY2(done, done ? "" : done.error().describe().c_str());
        QVERIFY(done->valid());
        const StoredFolder stored(target);
        const ModelPtr packed = open(QString::fromStdString(target.string()));
        int weights = 0;
        for (const auto& tensor : packed->tensors) {
            if (tensor->dtype != DType::Packed)
                continue;
            ++weights;
            const std::string module = tensor->name.substr(0, tensor->name.rfind('.'));
            const auto expected = quantizedRows(source->tensor(tensor->name), scheme.toStdString());
            QVERIFY2(sameBits(rowsOf(tensor), expected), module.c_str());
            QVERIFY2(sameBits(AwqDecoder{stored, module}.decode(), expected), module.c_str());
        }
        QCOMPARE(weights, 14);
        const QJsonObject said = stored.quantization();
        QCOMPARE(said["quant_method"].toString(), QStringLiteral("awq"));
        QCOMPARE(said["version"].toString(), QStringLiteral("gemm"));
        QCOMPARE(said["bits"].toInt(), 4);
        QVERIFY(said["zero_point"].toBool());
        QVERIFY(said["modules_to_not_convert"].toArray().contains(QStringLiteral("lm_head")));
    }

    void refused_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("reason");
        QTest::newRow("bits") << "INT3,group=32"
                              << "INT3";
        QTest::newRow("another grid") << "Q4_0"
                                      << "not Q4_0";
        QTest::newRow("scales") << "INT4,group=32,scale=bf16"
                                << "scale=f16";
        QTest::newRow("group") << "INT4,group=128"
                               << "do not divide";
        QTest::newRow("two groups") << "INT4,group=32\nlayers.0.mlp.down_proj=INT4,group=16"
                                    << "one group size";
    }

    void refused() {
        QFETCH(QString, recipe);
        QFETCH(QString, reason);
        const QString told = refusal(source_.path(), "awq", recipe.toStdString());
        QVERIFY2(told.contains(reason), qPrintable(told));
    }

    void otherLayoutsAreNamed() {
        QTemporaryDir out;
        const auto target = pathIn(out, "packed");
        QVERIFY(exportModel(open(source_.path()), packedOptions(target, "awq", "INT4,group=32"), Task()));
        QByteArray config = readBytes(target / "config.json");
        config.replace("\"version\": \"gemm\"", "\"version\": \"gemv\"");
        writeBytes(target / "config.json", config);
        const ModelPtr model = open(QString::fromStdString(target.string()));
        QCOMPARE(model->notes.size(), std::size_t{1});
        QVERIFY(translated(model->notes[0]).find("gemv") != std::string::npos);
        QVERIFY(model->tensor("model.layers.0.mlp.down_proj.qweight"));
    }
};

QTEST_GUILESS_MAIN(AwqPackingTest)
#include "tst_awq_packing.moc"
