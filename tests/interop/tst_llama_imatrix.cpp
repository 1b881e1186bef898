// The importance matrix, experts included, against the same sums over what llama.cpp's library computes.
#include "calibration/linear_inputs.h"
#include "evaluation/text_chunks.h"
#include "support/exporting.h"
#include "support/llama_inputs.h"
#include "support/llama_tokens.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class LlamaImatrix : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void sums_data();
    void sums();

private:
    QTemporaryDir folder_;
};

void LlamaImatrix::initTestCase() {
    const QString missing = llamaMissing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(folder_.isValid());
}

void LlamaImatrix::sums_data() {
    QTest::addColumn<QString>("variant");
    for (const char* variant : {"llama", "mixtral", "qwen3moe", "phi3", "the demo on a real text"})
        QTest::newRow(variant) << variant;
}

void LlamaImatrix::sums() {
    QFETCH(QString, variant);
    const auto path = pathIn(folder_, "small.gguf");
    constexpr std::int32_t length = 32;
    Result<TokenChunks> chunks = TokenChunks::create(support::someIds(3 * length, 40), length, 1);
    if (variant.startsWith("the demo")) {
        support::exportTo(QString::fromStdString(path.string()),
                          QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable"), "F32");
        const auto tokenizer = tokenizerOf(**openModel(path));
        QVERIFY(tokenizer);
        chunks =
            chunksOfFile(**tokenizer, MANTISSA_TEST_DATA "/text/tinystories-eval.txt", length, 20, Task());
    } else {
        QVERIFY(SmallArchitecture(variant.toStdString()).writeGguf(path));
    }
    QVERIFY(chunks);
    const auto ours = calibrate(support::networkOf(path), *chunks, {}, Runtime(), Task());
    QVERIFY(ours);
    const ImportanceMatrix matrix = ours->importance("text");

    const Array ids = chunks->ids(0, chunks->count());
    const auto theirs = llamaInputs(QString::fromStdString(path.string()), ids.ids(), length);
    QVERIFY2(theirs, "llama.cpp refused the file or crashed");
    QCOMPARE(theirs->size(), matrix.entries.size());
    double worst = 0;
    for (const auto& [name, expected] : *theirs) {
        QVERIFY2(matrix.entries.contains(name), name.c_str());
        const ImportanceEntry& entry = matrix.entries.at(name);
        QCOMPARE(std::vector<double>(entry.counts.begin(), entry.counts.end()), expected.counts);
        QCOMPARE(entry.sums.size(), expected.squares.size());
        for (std::size_t i = 0; i < entry.sums.size(); ++i) {
            const double apart = std::abs(double(entry.sums[i]) - expected.squares[i]);
            worst = std::max(worst, expected.squares[i] == 0 ? apart : apart / expected.squares[i]);
        }
    }
    qInfo("%zu weights, largest relative difference of a sum %g", theirs->size(), worst);
    QVERIFY(worst < 1e-4);
}

QTEST_GUILESS_MAIN(LlamaImatrix)
#include "tst_llama_imatrix.moc"
