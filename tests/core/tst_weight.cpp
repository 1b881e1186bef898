// How tensors of any rank are read as rows and columns.
#include "analysis/error_figures.h"
#include "files/naming.h"
#include "formats/decode.h"
#include "methods/quantize.h"
#include "tradeoff/recipe.h"

#include <QTest>

using namespace mantissa;

namespace {

std::shared_ptr<Tensor> tensorOf(const std::string& name, Shape shape) {
    auto tensor = std::make_shared<Tensor>();
    tensor->name = name;
    tensor->shape = std::move(shape);
    tensor->place = placeOf(tensor->name, tensor->shape);
    return tensor;
}

ModelPtr silero() {
    auto model = openModel(MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors");
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

std::vector<float> decoded(const RowSource& rows) {
    std::vector<float> values(rows.elements());
    if (!rows.read(0, rows.rows(), values))
        qFatal("cannot read rows");
    return values;
}

} // namespace

class WeightTest : public QObject {
    Q_OBJECT

private slots:
    void layout_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<qint64>>("shape");
        QTest::addColumn<qint64>("experts");
        QTest::addColumn<qint64>("outputs");
        QTest::addColumn<qint64>("inputs");
        const auto row = [](const char* name, const QList<qint64>& shape, qint64 experts, qint64 outputs,
                            qint64 inputs) {
            QTest::addRow("%s, rank %d", name, int(shape.size()))
                << name << shape << experts << outputs << inputs;
        };
        row("scalar", {}, 1, 1, 1);
        row("a.bias", {7}, 1, 1, 7);
        row("a.weight", {5, 7}, 1, 5, 7);
        row("conv1.weight", {128, 129, 3}, 1, 128, 387);
        row("conv1.weight", {0, 129, 3}, 1, 0, 387);
        row("depthwise_conv.weight", {64, 1, 31}, 1, 64, 31);
        row("encoder.0.weight", {32, 16, 5}, 1, 32, 80); // of a Sequential: no “conv” in its name
        row("features.3.weight", {32, 16, 3, 5}, 1, 32, 240);
        row("v.patch_embd.weight", {48, 3, 14, 14}, 1, 48, 588);
        row("conv3d.weight", {4, 3, 2, 5, 6}, 1, 4, 180);
        row("blk.0.ffn_up_exps.weight", {8, 96, 64}, 8, 96, 64);
        row("blk.0.ffn_down_exps.weight", {8, 64, 96}, 8, 64, 96);
        row("model.layers.0.mlp.experts.gate_up_proj", {8, 64, 192}, 8, 64, 192);
        row("layers.1.block_sparse_moe.input_linear.weight", {8, 192, 64}, 8, 192, 64);
        row("blk.3.attn_k_b.weight", {16, 128, 64}, 16, 128, 64);
        row("blk.3.conv.weight", {16, 128, 4}, 1, 16, 512);
        row("encoder.pos_embedding", {1, 197, 64}, 1, 197, 64); // a list of vectors
    }

    void layout() {
        QFETCH(QString, name);
        QFETCH(QList<qint64>, shape);
        QFETCH(qint64, experts);
        QFETCH(qint64, outputs);
        QFETCH(qint64, inputs);
        const auto tensor = tensorOf(name.toStdString(), Shape(shape.begin(), shape.end()));
        const Weight weight = weightOf(tensor);
        QCOMPARE(qint64(weight.experts), experts);
        QCOMPARE(qint64(weight.outputs), outputs);
        QCOMPARE(qint64(weight.inputs), inputs);
        QCOMPARE(weight.elements(), tensor->elements());
        QCOMPARE(weight.inputStride, 1);
        QCOMPARE(qint64(weight.outputStride), inputs);
        QCOMPARE(qint64(weight.expertStride), inputs * outputs);
        QCOMPARE(qint64(blockRow(*tensor)), shape.isEmpty() ? 1 : shape.last());
    }

    // A trained detector of speech: its first layer has 129 channels and a kernel of 3.
    void realConvolutions() {
        const ModelPtr model = silero();
        const auto conv = model->tensor("conv1.weight");
        const auto rows = openRows(conv);
        QVERIFY(rows);
        QCOMPARE((*rows)->rows(), 128);
        QCOMPARE((*rows)->columns(), 387);
        const auto values = decoded(**rows);
        QVERIFY(std::memcmp(values.data(), conv->bytes.data(), conv->bytes.size()) == 0); // the file's order
        QCOMPARE(weightOf(model->tensor("stft_conv.weight")).columns(), 256);
        QCOMPARE(weightOf(model->tensor("final_conv.weight")).rows(), 1);
    }

    // group=0 is a scale per row, that is per output channel: 128 of them, and no value off by more than half
    // a step of its own channel (and what rounding the scale to F16 adds to 127.5 steps).
    void scalePerChannel() {
        const auto conv = silero()->tensor("conv1.weight");
        const auto scheme = parseScheme("INT8,group=0/rtn");
        QVERIFY(scheme);
        const TensorPlan plan = planTensor(conv, *scheme);
        QVERIFY(!plan.fellBack());
        QCOMPARE(plan.bytes, std::uint64_t(128 * 387 + 128 * 2));
        const auto rows = *openRows(conv);
        const auto quantized = quantize(*scheme, {rows, {}}, Task());
        QVERIFY(quantized);
        const auto original = decoded(*rows);
        const auto found = decoded(**quantized);
        for (int channel = 0; channel < 128; ++channel) {
            float largest = 0;
            for (int i = 0; i < 387; ++i)
                largest = std::max(largest, std::abs(original[channel * 387 + i]));
            const float most = largest / 127.5F * (0.5F + 127.5F * 0x1p-11F);
            for (int i = 0; i < 387; ++i)
                QVERIFY(std::abs(found[channel * 387 + i] - original[channel * 387 + i]) <= 1.001F * most);
        }
    }

    // ggml's blocks run along the kernel's last axis.
    void ggmlTypesKeepToGgmlsRows() {
        const ModelPtr model = silero();
        const TensorPlan cut =
            planTensor(model->tensor("conv2.weight"), *parseScheme("Q8_0")); // 128 x 3 = 384
        QCOMPARE(cut.dtype, DType::F16);
        QVERIFY(translated(cut.fallback).find("Rows of 3 ") != std::string::npos);
        const TensorPlan whole = planTensor(model->tensor("stft_conv.weight"), *parseScheme("Q4_K"));
        QCOMPARE(whole.dtype, DType::Q4_K);
        QVERIFY(!whole.fellBack());
        QCOMPARE(whole.bytes, std::uint64_t(258 * 144));
    }
};

QTEST_APPLESS_MAIN(WeightTest)
#include "tst_weight.moc"
