// What the papers report shows on a real model: at the same format and size, rounding to nearest moves the
// predictions further than GPTQ and AWQ do. Calibrated on one text, judged on another.
#include "evaluation/evaluation.h"
#include "evaluation/text_chunks.h"
#include "files/model.h"
#include "pipeline/simulate.h"

#include <QTest>
#include <map>

using namespace mantissa;

namespace {

struct Fable {
    ModelPtr model = *openModel(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    CausalNetwork network = *buildNetwork(*model);
    TokenizerPtr tokenizer = *tokenizerOf(*model);
    TokenChunks calibration = chunks("tinystories-calibration.txt", 12);
    TokenChunks text = chunks("tinystories-eval.txt", 6);

    TokenChunks chunks(const char* file, std::int64_t limit) const {
        return *chunksOfFile(*tokenizer, std::string(MANTISSA_TEST_DATA "/text/") + file, 256, limit, Task());
    }
    double divergence(const std::string& scheme) const {
        Recipe recipe = *parseRecipe(scheme);
        recipe.pure = true;
        const auto simulation = simulate(network, *model, recipe, nullptr, Task(), &calibration);
        if (!simulation)
            qFatal("%s", simulation.error().describe().c_str());
        EvaluationOptions options;
        options.original = &network;
        const auto evaluation = evaluate(simulation->network, text, options, Runtime(), Task());
        if (!evaluation)
            qFatal("%s", evaluation.error().describe().c_str());
        const Estimate& mean = evaluation->divergence->mean;
        qInfo("%-36s KL %.5f +- %.5f", scheme.c_str(), mean.value, mean.error);
        return mean.value;
    }
};

} // namespace

class TestPublishedOrder : public QObject {
    Q_OBJECT

private slots:
    void roundingIsWorst_data() {
        QTest::addColumn<QString>("format");
        for (const char* format : {"INT4,group=128", "INT3,group=32"})
            QTest::newRow(format) << format;
    }
    void roundingIsWorst() {
        QFETCH(QString, format);
        static const Fable fable;
        const std::string text = format.toStdString();
        const double rounded = fable.divergence(text + "/rtn");
        const double gptq = fable.divergence(text + "/gptq");
        const double awq = fable.divergence(text + "/awq");
        const double learned = fable.divergence(text + "/quantease");
        QVERIFY(gptq < 0.85 * rounded);
        QVERIFY(awq < 0.92 * rounded);
        QVERIFY(learned < 0.85 * rounded);
    }

    // Methods do not only help grids: the types of GGUF files gain too.
    void ggufGains() {
        static const Fable fable;
        QVERIFY(fable.divergence("Q4_0/gptq") < 0.9 * fable.divergence("Q4_0/ggml"));
        QVERIFY(fable.divergence("Q3_K/gptq") < 0.9 * fable.divergence("Q3_K/ggml"));
    }
};

QTEST_GUILESS_MAIN(TestPublishedOrder)
#include "tst_published_order.moc"
