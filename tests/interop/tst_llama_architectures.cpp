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

QTEST_GUILESS_MAIN(LlamaArchitectures)
#include "tst_llama_architectures.moc"
