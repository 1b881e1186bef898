// Quantized files run by llama.cpp's own library and by us: what differs is its rounding of activations to 8
// bits, and nothing else. With --llama-activations our figures differ from its figures by no more than
// activations that lie at a border between two roundings explain (sums in another order put them on the other
// side).
#include "evaluation/evaluation.h"
#include "evaluation/prediction.h"
#include "evaluation/text_chunks.h"
#include "pipeline/simulate.h"
#include "support/exporting.h"
#include "support/llama_logits.h"
#include "support/llama_tokens.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace mantissa;
using namespace mantissa::support;

class LlamaActivations : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void figuresAgree_data();
    void figuresAgree();
};

namespace {

constexpr std::int64_t context = 256;
constexpr std::int64_t chunkCount = 6;

struct Figures {
    double perplexity = 0;
    double divergence = 0;
};

TokenChunks chunksFor(const Model& model) {
    const auto tokenizer = tokenizerOf(model);
    auto chunks = chunksOfFile(**tokenizer, MANTISSA_TEST_DATA "/text/tinystories-eval.txt", context,
                               chunkCount, Task());
    if (!chunks)
        qFatal("%s", chunks.error().describe().c_str());
    return std::move(*chunks);
}

/// Perplexity and mean KL divergence from logits [chunks, context, vocabulary], by their definitions.
Figures figuresOf(const std::vector<float>& original, const std::vector<float>& logits,
                  const TokenChunks& chunks) {
    const std::size_t width = logits.size() / static_cast<std::size_t>(chunks.count() * context);
    Figures sums;
    for (std::int64_t chunk = 0; chunk < chunks.count(); ++chunk) {
        for (std::int64_t i = 0; i < chunks.scored(); ++i) {
            const std::int64_t place = chunks.firstScored() + i;
            const auto at = static_cast<std::size_t>(chunk * context + place) * width;
            const std::int32_t target = chunks.target(chunk, place);
            const auto p = std::span(original).subspan(at, width);
            const auto q = std::span(logits).subspan(at, width);
            const Prediction before = predict(p, target);
            const Prediction after = predict(q, target);
            sums.perplexity += after.nll;
            sums.divergence += divergence(p, before, q, after);
        }
    }
    const auto count = static_cast<double>(chunks.count() * chunks.scored());
    return {std::exp(sums.perplexity / count), sums.divergence / count};
}

std::vector<float> logitsBy(const CausalNetwork& network, const Array& ids) {
    const auto hidden = hiddenStates(network, ids, Runtime(), Task());
    if (!hidden)
        qFatal("%s", hidden.error().describe().c_str());
    const auto logits = logitsOf(network, *hidden, Runtime(), Task());
    if (!logits)
        qFatal("%s", logits.error().describe().c_str());
    return {logits->values().begin(), logits->values().end()};
}

Figures ours(const CausalNetwork& network, const CausalNetwork& original, const TokenChunks& chunks) {
    EvaluationOptions options;
    options.original = &original;
    const auto result = evaluate(network, chunks, options, Runtime(), Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return {result->perplexity.value, result->divergence->mean.value};
}

} // namespace

void LlamaActivations::initTestCase() {
    const QString missing = llamaMissing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void LlamaActivations::figuresAgree_data() {
    QTest::addColumn<QString>("recipe");
    QTest::newRow("Q8_0") << "Q8_0";
    QTest::newRow("Q4_0") << "Q4_0";
    QTest::newRow("Q4_K") << "Q4_K";
    QTest::newRow("Q4_K_M") << "Q4_K_M";
}

void LlamaActivations::figuresAgree() {
    QFETCH(QString, recipe);
    const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    QTemporaryDir folder;
    const QString full = folder.filePath("f32.gguf");
    const QString file = folder.filePath("quantized.gguf");
    exportTo(full, fable, "F32");
    exportTo(file, fable, recipe.toStdString());
    const ModelPtr model = open(file);
    const TokenChunks chunks = chunksFor(*model);
    const Array ids = chunks.ids(0, chunks.count());
    const auto original = llamaLogits(full, ids.ids(), context);
    const auto logits = llamaLogits(file, ids.ids(), context);
    QVERIFY2(original && logits, "llama.cpp refused a file or crashed");
    const Figures theirs = figuresOf(*original, *logits, chunks);

    const auto base = buildNetwork(*open(full));
    const auto network = buildNetwork(*model);
    QVERIFY(base && network);
    const auto rounding = withLlamaActivations(*network, *model);
    QVERIFY(rounding);
    const Figures rounded = ours(*rounding, *base, chunks);
    const Figures exact = ours(*network, *base, chunks);
    qInfo("%s: perplexity %.5f by llama.cpp, %.5f by us with its rounding, %.5f without; mean KL divergence "
          "%.6f, %.6f, %.6f",
          qPrintable(recipe), theirs.perplexity, rounded.perplexity, exact.perplexity, theirs.divergence,
          rounded.divergence, exact.divergence);
    const double apart = figuresOf(*logits, logitsBy(*rounding, ids), chunks).divergence;
    const double unrounded = figuresOf(*logits, logitsBy(*network, ids), chunks).divergence;
    qInfo("mean KL divergence from llama.cpp's predictions: %.7f with its rounding, %.7f without", apart,
          unrounded);
    // Sums in another order put one activation in ten thousand on the other side of a border between two
    // roundings; the next layer's inputs then differ by a part of a step, and after a few layers both
    // roundings are nearly independent. Their predictions are then as far apart as two roundings can be, and
    // no farther.
    QVERIFY(apart < 2 * unrounded);
    // Two predictions that are D apart differ by about sqrt(2 D) in the logarithm of a probability, either
    // way, so the mean of n by sqrt(2 D / n): four of those.
    const auto scored = static_cast<double>(chunks.count() * chunks.scored());
    QVERIFY(std::abs(std::log(rounded.perplexity / theirs.perplexity)) < 4 * std::sqrt(2 * apart / scored));
    QVERIFY(std::abs(std::log(exact.perplexity / theirs.perplexity)) < 4 * std::sqrt(2 * unrounded / scored));
    QVERIFY(std::abs(rounded.divergence / theirs.divergence - 1) < 0.03);
    // The rounding is there: without it a file is nearer to its original.
    QVERIFY(recipe != "Q8_0" || exact.divergence < 0.5 * theirs.divergence);
}

QTEST_GUILESS_MAIN(LlamaActivations)
#include "tst_llama_activations.moc"
