// Quantized files run by llama.cpp's own library and by us: what differs is its rounding of activations to 8
// bits, and nothing else. With --llama-activations our figures are its figures; without, they differ by no
// more than the rounding itself moves them.
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
    // Sums in another order put a few activations on the other side of a rounding border.
    QVERIFY(std::abs(rounded.perplexity / theirs.perplexity - 1) < 1e-4);
    QVERIFY(std::abs(rounded.divergence - theirs.divergence) < 0.01 * theirs.divergence);
    // What rounding moves the figures by, and a tenth more.
    const double moved = std::abs(rounded.perplexity - exact.perplexity);
    QVERIFY(std::abs(exact.perplexity - theirs.perplexity) < 1.1 * moved + 1e-4 * theirs.perplexity);
    const double apart = std::abs(rounded.divergence - exact.divergence);
    QVERIFY(std::abs(exact.divergence - theirs.divergence) < 1.1 * apart + 0.01 * theirs.divergence);
    // The rounding is there: without it a file is nearer to its original.
    QVERIFY(recipe != "Q8_0" || exact.divergence < 0.5 * theirs.divergence);
}

QTEST_GUILESS_MAIN(LlamaActivations)
#include "tst_llama_activations.moc"
