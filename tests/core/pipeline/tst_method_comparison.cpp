// Methods on equal terms: the same figures as by hand, every registered method takes part, failures stay in
// their rows.
#include "evaluation/text_chunks.h"
#include "formats/registry.h"
#include "methods/registry.h"
#include "pipeline/method_comparison.h"
#include "pipeline/simulate.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace mantissa;

namespace {

struct Small {
    ModelPtr model = *openModel(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    CausalNetwork network = *buildNetwork(*model);
    TokenizerPtr tokenizer = *tokenizerOf(*model);
    TokenChunks calibration = chunks("tinystories-calibration.txt", 3);
    TokenChunks text = chunks("tinystories-eval.txt", 2);

    TokenChunks chunks(const char* file, std::int64_t limit) const {
        return *chunksOfFile(*tokenizer, std::string(MANTISSA_TEST_DATA "/text/") + file, 48, limit, Task());
    }
};

const Small& small() {
    static const Small one;
    return one;
}

std::vector<Scheme> schemes(std::initializer_list<const char*> texts) {
    std::vector<Scheme> result;
    for (const char* text : texts)
        result.push_back(*parseScheme(text));
    return result;
}

MethodComparison compared(const std::vector<Scheme>& schemes, bool calibrated = true) {
    MethodComparisonOptions options;
    options.calibration = calibrated ? &small().calibration : nullptr;
    const auto result =
        compareMethods(*small().model, small().network, small().text, schemes, options, Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return *result;
}

} // namespace

class TestMethodComparison : public QObject {
    Q_OBJECT

private slots:
    void figuresAreThoseByHand() {
        const auto result = compared(schemes({"INT4,group=32", "INT4,group=32/gptq", "Q4_0/awq"}));
        QCOMPARE(result.methods.size(), std::size_t(3));
        for (const ComparedMethod& row : result.methods) {
            const auto simulation = simulate(small().network, *small().model, recipeOf(row.scheme), nullptr,
                                             Task(), &small().calibration);
            QVERIFY(simulation);
            EvaluationOptions options;
            options.original = &small().network;
            const auto figures = evaluate(simulation->network, small().text, options, Runtime(), Task());
            QCOMPARE(row.perplexity.value, figures->perplexity.value);
            QCOMPARE(row.divergence.mean.value, figures->divergence->mean.value);
            QCOMPARE(result.perplexity.value, figures->originalPerplexity->value);
            const auto layers =
                outputErrors(small().network, simulation->network, small().text, {}, Runtime(), Task());
            QCOMPARE(row.layers.size(), layers->size());
            double signal = 0, error = 0;
            for (const LayerError& layer : *layers) {
                signal += layer.output.signal;
                error += layer.output.error;
            }
            QVERIFY(std::abs(row.output.relative() - std::sqrt(error / signal)) < 1e-12);
            QVERIFY(row.seconds > 0 && !row.failure);
        }
        // Codes of 4 bits, and 16 bits for each group of 32 columns, the last of which may be shorter.
        double bits = 0, elements = 0;
        const auto plans = *planTensors(*small().model, recipeOf(result.methods[0].scheme));
        for (const TensorPlan& plan : plans) {
            if (!plan.scheme)
                continue;
            const auto columns = static_cast<double>(plan.tensor->shape.back());
            const double rows = static_cast<double>(plan.tensor->elements()) / columns;
            bits += rows * (4 * columns + 16 * std::ceil(columns / 32));
            elements += rows * columns;
        }
        QCOMPARE(result.methods[0].bitsPerWeight, bits / elements);
        QCOMPARE(result.methods[1].bytes, result.methods[0].bytes); // equal terms
        QVERIFY(result.methods[1].output.relative() < result.methods[0].output.relative());
        QVERIFY(result.methods[1].weight.relative() > result.methods[0].weight.relative());
    }

    void failuresStayInTheirRows() {
        // 64 columns are no multiple of 256, and nothing stands in for a scheme of one's own.
        const auto result = compared(schemes({"Q4_0", "Q4_0/gptq"}), false);
        QVERIFY(!result.methods[0].failure);
        QVERIFY(result.methods[1].failure);
        QVERIFY(result.methods[1].failure->describe().find("gptq") != std::string::npos);
        const auto none =
            compareMethods(*small().model, small().network, small().text, schemes({"Q4_0/gptq"}), {}, Task());
        QVERIFY(!none && none.error().code() == ErrorCode::InvalidArgument);
    }

    void toldAsItGoesAndCancelled() {
        std::stop_source stop;
        const Task task(stop.get_token(), std::make_shared<Progress>());
        std::vector<std::size_t> begun, done;
        MethodComparisonOptions options;
        options.started = [&](std::size_t index) { begun.push_back(index); };
        options.measured = [&](std::size_t index, const ComparedMethod& row) {
            QCOMPARE(row.scheme.text(), std::string(index == 0 ? "Q8_0" : "Q4_0"));
            done.push_back(index);
            stop.request_stop();
        };
        const auto result = compareMethods(*small().model, small().network, small().text,
                                           schemes({"Q8_0", "Q4_0"}), options, task);
        QVERIFY(!result && result.error().code() == ErrorCode::Cancelled);
        QCOMPARE(begun, std::vector<std::size_t>{0});
        QCOMPARE(done, std::vector<std::size_t>{0});
    }

    // A new method or format takes part without a line here or there.
    void everyMethodTakesPart() {
        for (const int bits : {2, 3, 4, 8}) {
            const auto found = schemesOfSize({{bits}, {}, {}});
            QVERIFY(found);
            std::set<std::string> texts;
            for (const Scheme& scheme : *found) {
                const double size = scheme.format->bitsPerWeight(4096, 4096);
                QVERIFY2(size >= bits && size < bits + 0.75, scheme.text().c_str());
                QVERIFY2(texts.insert(scheme.text()).second, scheme.text().c_str());
            }
            for (const FormatEntry* entry : formats()) {
                const auto format = parseFormat(entry->info.id);
                QVERIFY(format);
                const double size = (*format)->bitsPerWeight(4096, 4096);
                for (const Method* method : methods()) {
                    const bool prunes =
                        std::any_of(method->info().parameters.begin(), method->info().parameters.end(),
                                    [](const ParameterInfo& one) { return one.name == "sparsity"; });
                    const Scheme scheme{*format, method, ParameterValues(method->info().parameters)};
                    const bool wanted =
                        size >= bits && size < bits + 0.75 && !prunes && method->accepts(**format);
                    QCOMPARE(texts.contains(scheme.text()), wanted);
                }
            }
        }
        const auto asymmetric = schemesOfSize({{4}, {"int4"}, {"GPTQ"}});
        QVERIFY(asymmetric);
        QCOMPARE(asymmetric->size(), std::size_t(2));
        QCOMPARE((*asymmetric)[1].text(), std::string("INT4,symmetric=false/gptq"));
        const auto pruned = schemesOfSize({{4}, {"Q4_0"}, {"wanda"}}); // asked for
        QVERIFY(pruned);
        QCOMPARE(pruned->front().text(), std::string("Q4_0/wanda"));
    }

    void badChoices() {
        const auto format = schemesOfSize({{4}, {"Q4_O"}, {}});
        QVERIFY(!format && format.error().code() == ErrorCode::NotFound);
        QVERIFY(format.error().describe().find("Q4_0") != std::string::npos);
        QVERIFY(!schemesOfSize({{4}, {}, {"gtpq"}}));
        const auto empty = schemesOfSize({{13}, {}, {}});
        QVERIFY(!empty && empty.error().code() == ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestMethodComparison)
#include "tst_method_comparison.moc"
