// The demo's perplexity in llama.cpp, from our file, against what llama.cpp's own tools were measured to
// give.
#include "evaluation/evaluation.h"
#include "evaluation/text_chunks.h"
#include "support/exporting.h"
#include "support/in_child.h"
#include "support/llama_perplexity.h"
#include "support/loaded_llama.h"
#include "support/measured_table.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <span>

using namespace mantissa;
using namespace mantissa::support;

namespace {

double negativeLogProbability(std::span<const float> row, std::int32_t token) {
    const double top = *std::max_element(row.begin(), row.end());
    double sum = 0;
    for (const float logit : row)
        sum += std::exp(logit - top);
    return std::log(sum) + top - row[static_cast<std::size_t>(token)];
}

/// As llama-perplexity defines it: the text in runs of `run` tokens, each begun with BOS in place of its
/// first token, scored over its second half.
double perplexity(LoadedLlama& model, const std::vector<std::int32_t>& ids, std::size_t run) {
    const auto width = static_cast<std::size_t>(model.vocabularySize());
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t start = 0; start + run <= ids.size(); start += run) {
        std::vector<std::int32_t> chunk(ids.begin() + static_cast<std::ptrdiff_t>(start),
                                        ids.begin() + static_cast<std::ptrdiff_t>(start + run));
        chunk[0] = ids[0];
        const std::vector<float> logits = model.logits(chunk);
        for (std::size_t i = run / 2; i + 1 < run; ++i) {
            sum += negativeLogProbability(std::span(logits).subspan(i * width, width), chunk[i + 1]);
            ++count;
        }
    }
    return std::exp(sum / static_cast<double>(count));
}

} // namespace

class LlamaPerplexity : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
        if (!reason)
            QSKIP("llama.cpp's library crashes while it is loaded");
        if (!reason->isEmpty())
            QSKIP(reason->constData());
    }

    void sameAsOurs_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("count"); // chunks
        const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
        QTest::newRow("fable") << fable << 4;
        QTest::newRow("stories260k") << QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf")
                                     << 12;
        QTest::newRow("tinystories-656k") << QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k") << 4;
    }
    // The same file, text, chunks and batches in both; theirs keeps keys and values in 16 bits.
    void sameAsOurs() {
        QFETCH(QString, model);
        QFETCH(int, count);
        QTemporaryDir folder;
        QString file = model;
        if (!model.endsWith(".gguf")) {
            file = folder.filePath("f32.gguf");
            exportTo(file, model, "F32");
        }
        const auto opened = openModel(file.toStdString());
        QVERIFY(opened);
        const auto tokenizer = tokenizerOf(**opened);
        const auto network = buildNetwork(**opened);
        QVERIFY(tokenizer && network);
        const auto chunks =
            chunksOfFile(**tokenizer, MANTISSA_TEST_DATA "/text/tinystories-eval.txt", 256, count, Task());
        QVERIFY(chunks);
        const auto ours = evaluate(*network, *chunks, {}, Runtime(), Task());
        QVERIFY(ours);
        const auto theirs = inChild([&]() -> QByteArray {
            LlamaPerplexityRun llama;
            if (!llama.open(file, 256, 1024, 1))
                return {};
            return QByteArray::number(llama.perplexity(*chunks).value_or(0), 'g', 10);
        });
        QVERIFY2(theirs, "llama.cpp crashed");
        qInfo("ours %.6f, llama.cpp's %s", ours->perplexity.value, theirs->constData());
        QVERIFY(std::abs(ours->perplexity.value / theirs->toDouble() - 1) < 1e-4);
    }

    // All 185 runs: the table's own figures come out of our files.
    void perplexityOfTheTable() {
        QTemporaryDir folder;
        const QString file = folder.filePath("a.gguf");
        exportTo(file, QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable"), "Q4_K_M");
        QFile text(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");
        QVERIFY(text.open(QIODevice::ReadOnly));
        const auto answer = inChild([&]() -> QByteArray {
            LoadedLlama model(file);
            const auto ids = model.tokens(text.readAll());
            return QByteArray::number(perplexity(model, ids, 256), 'g', 10);
        });
        QVERIFY2(answer, "llama.cpp crashed");
        qInfo("Q4_K_M: perplexity %s, measured by llama.cpp's tool: %f", answer->constData(),
              measured("Q4_K_M").second);
        QVERIFY(std::abs(answer->toDouble() - measured("Q4_K_M").second) < 0.01);
    }
};

QTEST_APPLESS_MAIN(LlamaPerplexity)
#include "tst_llama_perplexity.moc"
