// Logits against llama.cpp's own library: a real model, and small random ones of every architecture we run.
#include "support/llama_logits.h"
#include "support/llama_tokens.h"
#include "support/small_model_file.h"

#include "network/causal_network.h"
#include "text/tokenizer.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace mantissa;
using support::SmallModel;

class LlamaLogits : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void stories();
    void small_data();
    void small();

private:
    QTemporaryDir folder_;
};

namespace {

CausalNetwork networkOf(const QString& path) {
    const auto model = openModel(path.toStdString());
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    auto network = buildNetwork(**model);
    if (!network)
        qFatal("%s", network.error().describe().c_str());
    return std::move(*network);
}

std::vector<float> ourLogits(const CausalNetwork& model, const std::vector<std::int32_t>& ids,
                             std::int64_t length) {
    const Array input = Array::integers({std::int64_t(ids.size()) / length, length}, ids);
    const Feed feed{model.ids, &input};
    const auto result = run(model.network, {&feed, 1}, {&model.logits, 1}, Runtime(), Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return {result->front().values().begin(), result->front().values().end()};
}

// Both sides compute in single precision; only the order of sums differs.
constexpr double rounding = 1e-5;

struct Difference {
    double root = std::numeric_limits<double>::infinity(); ///< of the mean square, relative to the logits'
    double most = std::numeric_limits<double>::infinity();
};

Difference difference(std::span<const float> a, std::span<const float> b) {
    Difference result;
    if (a.size() != b.size())
        return result;
    double error = 0;
    double square = 0;
    result.most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double delta = double(a[i]) - double(b[i]);
        error += delta * delta;
        square += double(b[i]) * double(b[i]);
        result.most = std::max(result.most, std::abs(delta));
    }
    result.root = std::sqrt(error / square);
    return result;
}

} // namespace

void LlamaLogits::initTestCase() {
    const QString missing = llamaMissing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(folder_.isValid());
}

void LlamaLogits::stories() {
    const QString path = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    const auto model = openModel(path.toStdString());
    QVERIFY(model);
    const auto tokenizer = tokenizerOf(**model);
    QVERIFY(tokenizer);
    QFile file(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto ids = (*tokenizer)->encode(file.read(2000).toStdString());
    QVERIFY(ids);
    ids->resize(2 * 192);
    const auto theirs = llamaLogits(path, *ids, 192);
    QVERIFY(theirs);
    const auto ours = ourLogits(networkOf(path), *ids, 192);
    const Difference d = difference(ours, *theirs);
    qInfo("relative difference %g, largest %g", d.root, d.most);
    QVERIFY(d.root < rounding);
}

void LlamaLogits::small_data() {
    QTest::addColumn<QString>("variant");
    for (const char* variant : {"llama", "llama, tied", "llama, one key-value head", "llama, linear scaling",
                                "llama, rope factors", "qwen2", "qwen3", "qwen3, tied"})
        QTest::newRow(variant) << variant;
}

void LlamaLogits::small() {
    QFETCH(QString, variant);
    SmallModel shape;
    shape.architecture = variant.split(',').first().toStdString();
    shape.tied = variant.contains("tied");
    shape.keyValueHeads = variant.contains("one") ? 1 : 2;
    shape.attentionBias = shape.architecture == "qwen2";
    shape.headNorms = shape.architecture == "qwen3";
    const auto model = shape.make();
    Metadata extra;
    if (variant.contains("linear")) {
        extra.set("llama.rope.scaling.type", std::string("linear"));
        extra.set("llama.rope.scaling.factor", 4.0F);
    }
    if (variant.contains("factors"))
        model->tensors.push_back(support::floatTensor("rope_freqs.weight", {4}, {1, 1.5F, 3, 8}));
    const QString path = folder_.filePath("small.gguf");
    const auto written = support::writeGguf(*model, path.toStdString(), extra);
    QVERIFY2(written, written ? "" : written.error().describe().c_str());

    std::vector<std::int32_t> ids(60);
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = std::int32_t(i * i * 7 % 40);
    const auto theirs = llamaLogits(path, ids, 30);
    QVERIFY2(theirs, "llama.cpp refused the file or crashed");
    const Difference d = difference(ourLogits(networkOf(path), ids, 30), *theirs);
    qInfo("relative difference %g, largest %g", d.root, d.most);
    QVERIFY(d.root < rounding);
}

QTEST_GUILESS_MAIN(LlamaLogits)
#include "tst_llama_logits.moc"
