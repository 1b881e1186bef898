// Logits of small random models of every architecture we run, against llama.cpp's own library.
#include "support/half_gelu.h"
#include "support/llama_logits.h"
#include "support/llama_tokens.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class LlamaArchitectures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void agree_data();
    void agree();
    void windowOfMistral();
    void windowKeyOfLlama();

private:
    QTemporaryDir folder_;
};

void LlamaArchitectures::initTestCase() {
    const QString missing = llamaMissing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(folder_.isValid());
}

void LlamaArchitectures::agree_data() {
    QTest::addColumn<QString>("variant");
    for (const std::string& variant : SmallArchitecture::variants())
        QTest::newRow(variant.c_str()) << QString::fromStdString(variant);
}

void LlamaArchitectures::agree() {
    QFETCH(QString, variant);
    const SmallArchitecture small(variant.toStdString());
    const auto path = pathIn(folder_, "small.gguf");
    const auto written = small.writeGguf(path);
    QVERIFY2(written, written ? "" : written.error().describe().c_str());
    constexpr std::int32_t length = 30;
    const auto ids = support::someIds(2 * length, 40);
    const auto theirs = llamaLogits(QString::fromStdString(path.string()), ids, length);
    QVERIFY2(theirs, "llama.cpp refused the file or crashed");

    const CausalNetwork network = support::networkOf(path);
    const double apart = support::relativeDifference(support::logits(network, ids, length), *theirs);
    const bool gelu = small.name.starts_with("gemma") || small.name == "gpt2";
    const double rounded = gelu ? support::relativeDifference(
                                      support::logits(support::withHalfGelu(network), ids, length), *theirs)
                                : apart;
    qInfo("relative difference %g; with GELU rounded as theirs %g", apart, rounded);
    QVERIFY(apart < (gelu ? 2e-3 : 1e-5));
    QVERIFY(rounded < 1e-4);
}

/// A Mistral folder's window, which llama.cpp's llama does not have. In a network of one layer, where rotary
/// positions only tell how far tokens are apart, a token that sees 9 predicts what it would predict at the
/// end of a text of these 9: that llama.cpp can say.
void LlamaArchitectures::windowOfMistral() {
    const SmallArchitecture small("mistral, one layer, window of 9");
    QTemporaryDir folder;
    QVERIFY(small.writeFolder(folder.path().toStdString()));
    const auto path = pathIn(folder_, "windowed.gguf");
    QVERIFY(small.writeGguf(path));
    constexpr std::int32_t length = 30;
    constexpr std::int32_t window = 9;
    const auto ids = support::someIds(length, 40);
    std::vector<std::int32_t> windows;
    for (std::int32_t end = window; end <= length; ++end)
        windows.insert(windows.end(), ids.begin() + end - window, ids.begin() + end);
    const auto theirs = llamaLogits(QString::fromStdString(path.string()), windows, window);
    QVERIFY2(theirs, "llama.cpp refused the file or crashed");
    const auto width = static_cast<std::size_t>(small.vocabulary);
    std::vector<float> expected; // of the last token of each
    for (std::size_t end = window * width; end <= theirs->size(); end += window * width)
        expected.insert(expected.end(), theirs->begin() + static_cast<std::ptrdiff_t>(end - width),
                        theirs->begin() + static_cast<std::ptrdiff_t>(end));

    const auto logits = support::logits(support::networkOf(folder.path().toStdString()), ids, length);
    const auto seen = std::span(logits).subspan((window - 1) * width);
    const double apart = support::relativeDifference(seen, expected);
    const auto without = support::logits(support::networkOf(path), ids, length);
    const double unseen =
        support::relativeDifference(std::span(without).subspan((window - 1) * width), expected);
    qInfo("relative difference %g; without the window %g", apart, unseen);
    QVERIFY(apart < 1e-5);
    QVERIFY(unseen > 0.01);
}

/// llama.cpp reads no window for this architecture, so neither do we: the same file means the same.
void LlamaArchitectures::windowKeyOfLlama() {
    SmallArchitecture small("mistral");
    small.set("attention.sliding_window", std::uint32_t{9});
    const auto path = pathIn(folder_, "key.gguf");
    QVERIFY(small.writeGguf(path));
    constexpr std::int32_t length = 30;
    const auto ids = support::someIds(length, 40);
    const auto theirs = llamaLogits(QString::fromStdString(path.string()), ids, length);
    QVERIFY2(theirs, "llama.cpp refused the file or crashed");
    QVERIFY(support::relativeDifference(support::logits(support::networkOf(path), ids, length), *theirs) <
            1e-5);
}

QTEST_GUILESS_MAIN(LlamaArchitectures)
#include "tst_llama_architectures.moc"
