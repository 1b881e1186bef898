// Greedy continuations token for token as llama.cpp's own library gives them.
#include "evaluation/continuation.h"
#include "support/exporting.h"
#include "support/llama_logits.h"
#include "support/llama_tokens.h"
#include "support/network_runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;

class LlamaContinuation : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void sameTokens_data();
    void sameTokens();

private:
    QTemporaryDir folder_;
};

namespace {

/// The most likely token after the prompt, again and again, each time running everything anew.
std::optional<std::vector<std::int32_t>> theirTokens(const QString& path, std::vector<std::int32_t> ids,
                                                     std::size_t count) {
    const auto bytes = inChild([&]() -> QByteArray {
        LlamaExactRun llama;
        if (!llama.open(path, static_cast<std::int32_t>(ids.size() + count)))
            return {};
        const auto vocabulary = static_cast<std::size_t>(llama.vocabulary());
        QByteArray out;
        for (std::size_t i = 0; i < count; ++i) {
            if (!llama.decode(ids))
                return {};
            const float* last = llama.logits() + (ids.size() - 1) * vocabulary;
            const auto best = static_cast<std::int32_t>(std::max_element(last, last + vocabulary) - last);
            out.append(reinterpret_cast<const char*>(&best), sizeof best);
            ids.push_back(best);
        }
        return out;
    });
    if (!bytes || bytes->isEmpty())
        return std::nullopt;
    std::vector<std::int32_t> tokens(static_cast<std::size_t>(bytes->size()) / sizeof(std::int32_t));
    std::memcpy(tokens.data(), bytes->constData(), static_cast<std::size_t>(bytes->size()));
    return tokens;
}

} // namespace

void LlamaContinuation::initTestCase() {
    const QString missing = llamaMissing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(folder_.isValid());
}

void LlamaContinuation::sameTokens_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("prompt");
    const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    const QString stories = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    const QString tiny = QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k");
    QTest::newRow("fable") << fable << "Once upon a time";
    QTest::newRow("fable, another") << fable << "The dog said: \"I";
    QTest::newRow("stories260k") << stories << "One day, Lily";
    QTest::newRow("tinystories-656k") << tiny << "Tom and Ben were";
}

void LlamaContinuation::sameTokens() {
    QFETCH(QString, model);
    QFETCH(QString, prompt);
    QString path = model;
    if (!model.endsWith(".gguf")) {
        path = folder_.filePath("f32.gguf");
        QFile::remove(path);
        support::exportTo(path, model, "F32");
    }
    const auto opened = openModel(path.toStdString());
    QVERIFY(opened);
    const auto tokenizer = tokenizerOf(**opened);
    QVERIFY(tokenizer);
    ContinuationOptions options;
    options.tokens = 80;
    const auto ours = continueText(support::networkOf(path.toStdString()), **tokenizer, prompt.toStdString(),
                                   options, Runtime(), Task());
    QVERIFY2(ours, ours ? "" : ours.error().describe().c_str());
    const auto theirs = theirTokens(path, *(*tokenizer)->encode(prompt.toStdString()), ours->tokens.size());
    QVERIFY2(theirs, "llama.cpp refused the file or crashed");
    std::vector<std::int32_t> ids;
    for (const ContinuedToken& token : ours->tokens)
        ids.push_back(token.id);
    QCOMPARE(ids, *theirs);
    QVERIFY(ids.size() == 80 || ours->end == ContinuationEnd::EndOfText);
}

QTEST_GUILESS_MAIN(LlamaContinuation)
#include "tst_llama_continuation.moc"
