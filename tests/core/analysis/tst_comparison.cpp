// compare() on real small models, against quantizing each tensor by itself.
#include "analysis/comparison.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "tradeoff/recipe.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <mutex>
#include <set>

using namespace mantissa;

namespace {

ModelPtr opened(const char* path) {
    auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

ModelPtr tiny() {
    static const ModelPtr model = opened(MANTISSA_TEST_DATA "/tinystories-656k");
    return model;
}

std::vector<Scheme> schemes(std::initializer_list<const char*> texts) {
    std::vector<Scheme> result;
    for (const char* text : texts) {
        auto scheme = parseScheme(text);
        if (!scheme)
            qFatal("%s", scheme.error().describe().c_str());
        result.push_back(*scheme);
    }
    return result;
}

ComparisonPtr compared(const ModelPtr& model, const std::vector<Scheme>& asked,
                       const CompareOptions& options = {}) {
    auto result = compare(model, asked, options, Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return *result;
}

// One F32 tensor of 4 x 64, for what real files do not have.
ModelPtr synthetic(const std::vector<float>& values, const char* name = "blk.0.ffn_up.weight",
                   Shape shape = {4, 64}) {
    auto bytes = std::make_shared<std::vector<std::byte>>(values.size() * sizeof(float));
    std::memcpy(bytes->data(), values.data(), bytes->size());
    auto tensor = std::make_shared<Tensor>();
    tensor->name = name;
    tensor->shape = std::move(shape);
    tensor->bytes = *bytes;
    tensor->owner = bytes;
    tensor->file = "made-up.gguf";
    tensor->place.role = Role::FeedForwardUp;
    auto model = std::make_shared<Model>();
    model->path = "made-up.gguf";
    model->tensors.push_back(tensor);
    return model;
}

std::vector<float> ramp() {
    std::vector<float> values(256);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(static_cast<float>(i));
    return values;
}

void sameFigures(const Comparison& a, const Comparison& b) {
    QCOMPARE(a.tensors.size(), b.tensors.size());
    for (std::size_t t = 0; t < a.tensors.size(); ++t) {
        for (std::size_t s = 0; s < a.totals.size(); ++s) {
            QVERIFY(a.tensors[t].schemes[s].sums == b.tensors[t].schemes[s].sums);
            QCOMPARE(a.tensors[t].schemes[s].bytes, b.tensors[t].schemes[s].bytes);
        }
    }
    for (std::size_t s = 0; s < a.totals.size(); ++s)
        QVERIFY(a.totals[s].sums == b.totals[s].sums);
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { setThreads(0); }

    void isWhatQuantizingEachTensorGives() {
        const auto asked = schemes({"Q8_0", "Q4_K", "Q4_0", "BF16"});
        const auto result = compared(tiny(), asked);
        QCOMPARE(result->totals.size(), asked.size());
        QVERIFY(result->exact);
        QVERIFY(result->tensors.size() > 5);
        for (std::size_t s = 0; s < asked.size(); ++s) {
            std::uint64_t bytes = 0;
            std::uint64_t elements = 0;
            long double energy = 0;
            long double error = 0;
            for (const ComparedTensor& tensor : result->tensors) {
                const TensorPlan plan = planTensor(tensor.tensor, asked[s]);
                const Measurement& measured = tensor.schemes[s];
                QCOMPARE(measured.used, plan.scheme->text());
                QCOMPARE(measured.fallback.source[0] != '\0', plan.fellBack());
                QCOMPARE(measured.bytes, plan.bytes);
                const auto rows = *openRows(tensor.tensor);
                const auto quantized = *quantize(*plan.scheme, {rows, {}}, Task());
                QCOMPARE(measured.bytes, quantized->totalBytes());
                std::vector<float> x(rows->elements());
                std::vector<float> y(rows->elements());
                QVERIFY(rows->read(0, rows->rows(), x).has_value());
                QVERIFY(quantized->read(0, rows->rows(), y).has_value());
                const ErrorSums sums = errorSums(x, y, 0, rows->columns());
                QCOMPARE(measured.sums.count, sums.count);
                QCOMPARE(measured.sums.maxAbs, sums.maxAbs);
                QCOMPARE(measured.sums.maxRow, sums.maxRow);
                QCOMPARE(measured.sums.maxColumn, sums.maxColumn);
                QVERIFY(std::abs(measured.sums.error2 - sums.error2) <= 1e-12 * sums.error2);
                bytes += measured.bytes;
                elements += sums.count;
                energy += sums.original2;
                error += sums.error2;
            }
            const SchemeTotal& total = result->totals[s];
            QCOMPARE(total.scheme, asked[s].text());
            QCOMPARE(total.bytes, bytes);
            QCOMPARE(total.bitsPerWeight, 8.0 * static_cast<double>(bytes) / static_cast<double>(elements));
            const auto relative = static_cast<double>(std::sqrt(error / energy));
            QVERIFY(std::abs(figures(total.sums).relativeRmse - relative) <= 1e-10 * relative);
        }
    }

    void fallbacksShow() { // rows of 128 and 384 do not fit 256-wide blocks
        const auto result = compared(tiny(), schemes({"Q4_K"}));
        bool any = false;
        for (const ComparedTensor& tensor : result->tensors) {
            any = any || tensor.schemes[0].fallback.source[0] != '\0';
            QCOMPARE(tensor.schemes[0].fallback.source[0] != '\0', tensor.schemes[0].used != "Q4_K");
        }
        QVERIFY(any);
    }

    void isTheSameWhateverTheThreads() {
        const auto asked = schemes({"Q4_0", "Q6_K", "F16"});
        setThreads(1);
        const auto one = compared(tiny(), asked);
        for (const int count : {2, 5}) {
            setThreads(count);
            sameFigures(*one, *compared(tiny(), asked));
        }
    }

    void layersAddUpToTheModel() {
        const auto result = compared(tiny(), schemes({"Q4_0"}));
        std::set<int> layers;
        for (const ComparedTensor& tensor : result->tensors)
            layers.insert(tensor.tensor->place.layer);
        QVERIFY(layers.size() > 1);
        double error2 = 0;
        std::uint64_t count = 0;
        for (const int layer : layers) {
            const ErrorSums sums =
                sumOver(*result, 0, [layer](const Tensor& tensor) { return tensor.place.layer == layer; });
            QVERIFY(sums.count > 0);
            error2 += sums.error2;
            count += sums.count;
        }
        QCOMPARE(count, result->totals[0].sums.count);
        QVERIFY(std::abs(error2 - result->totals[0].sums.error2) < 1e-12 * error2);
    }

    void expressionsChooseTensors() {
        CompareOptions options;
        options.tensors = "Q_PROJ"; // case does not matter
        const auto result = compared(tiny(), schemes({"Q8_0"}), options);
        QVERIFY(!result->tensors.empty());
        for (const ComparedTensor& tensor : result->tensors)
            QVERIFY(tensor.tensor->name.find("q_proj") != std::string::npos);
        options.tensors = "layers.1.*(norm|up)"; // norms are no weights, even when the expression fits
        const auto up = compared(tiny(), schemes({"Q8_0"}), options);
        QCOMPARE(up->tensors.size(), std::size_t{1});
        QCOMPARE(up->tensors[0].tensor->name, std::string("model.layers.1.mlp.up_proj.weight"));
    }

    void expressionsThatFitNoWeightGetAdvice_data() {
        QTest::addColumn<std::string>("expression");
        QTest::addColumn<QString>("says");
        QTest::newRow("only norms") << std::string("norm") << "leave as they are, such as model.layers.0";
        QTest::newRow("only norms, examples") << std::string("norm") << "model.embed_tokens.weight";
        QTest::newRow("a slip") << std::string("q_prj") << "for instance: q_proj";
        QTest::newRow("far from all") << std::string("zebra") << "model.embed_tokens.weight";
    }
    void expressionsThatFitNoWeightGetAdvice() {
        QFETCH(std::string, expression);
        QFETCH(QString, says);
        const auto refused = comparedTensors(*tiny(), expression);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
        const QString text = QString::fromStdString(refused.error().describe());
        QVERIFY2(text.contains(says), qPrintable(text));
    }

    void plansOfRecipesAreColumns() {
        const ModelPtr model = tiny();
        const Recipe recipe = *parseRecipe("Q4_0\npure\ndown_proj=Q8_0\nup_proj=F32");
        const std::vector<ComparedPlan> columns{comparedPlan(*model, *parseScheme("Q4_0")),
                                                {"mine", *planTensors(*model, recipe)}};
        const auto result = comparePlans(model, columns, {}, Task());
        QVERIFY2(result, result ? "" : result.error().describe().c_str());
        const Comparison& both = **result;
        QCOMPARE(both.totals[1].scheme, std::string("mine"));
        std::uint64_t bytes = 0;
        for (const ComparedTensor& compared : both.tensors) {
            const std::string& name = compared.tensor->name;
            const Measurement& measured = compared.schemes[1];
            bytes += measured.bytes;
            if (name.find("down_proj") != std::string::npos) {
                QCOMPARE(measured.used, std::string("Q8_0"));
                QVERIFY(measured.sums.error2 < compared.schemes[0].sums.error2);
            } else if (name.find("up_proj") != std::string::npos) {
                QCOMPARE(measured.bytes, 4 * compared.tensor->elements());
                QCOMPARE(measured.sums.error2, 0.0);
            } else {
                QCOMPARE(measured.used, std::string("Q4_0"));
                QVERIFY(measured.sums == compared.schemes[0].sums);
            }
        }
        QCOMPARE(both.totals[1].bytes, bytes);
    }

    void badExpressionsAreRefused_data() {
        QTest::addColumn<std::string>("expression");
        QTest::newRow("unbalanced") << std::string("(");
        QTest::newRow("no match") << std::string("nothing-like-this");
    }
    void badExpressionsAreRefused() {
        QFETCH(std::string, expression);
        CompareOptions options;
        options.tensors = expression;
        const auto refused = compare(tiny(), schemes({"Q8_0"}), options, Task());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
        QVERIFY(refused.error().describe().find(expression) != std::string::npos);
    }

    void theOriginalCanBeAnotherFile() {
        std::vector<float> twice = ramp();
        for (float& value : twice)
            value *= 2;
        CompareOptions options;
        options.original = synthetic(twice);
        const auto result = compared(synthetic(ramp()), schemes({"Q8_0"}), options);
        const double relative = figures(result->totals[0].sums).relativeRmse;
        QVERIFY2(std::abs(relative - 0.5) < 0.01, qPrintable(QString::number(relative)));
    }

    void anOriginalThatDoesNotFitIsRefused() {
        CompareOptions options;
        options.original = synthetic(ramp(), "blk.0.ffn_up.weight", {2, 128});
        const auto shape = compare(synthetic(ramp()), schemes({"Q8_0"}), options, Task());
        QVERIFY(!shape);
        QCOMPARE(shape.error().code(), ErrorCode::Mismatch);
        QCOMPARE(shape.error().tensor(), std::string("blk.0.ffn_up.weight"));
        options.original = synthetic(ramp(), "blk.1.ffn_up.weight");
        const auto name = compare(synthetic(ramp()), schemes({"Q8_0"}), options, Task());
        QVERIFY(!name);
        QCOMPARE(name.error().code(), ErrorCode::NotFound);
    }

    void notANumberIsNamed_data() {
        QTest::addColumn<std::string>("scheme");
        for (const char* text : {"Q8_0", "Q4_K", "BF16"})
            QTest::newRow(text) << std::string(text);
    }
    void notANumberIsNamed() {
        QFETCH(std::string, scheme);
        std::vector<float> values = ramp();
        values[2 * 64 + 5] = std::numeric_limits<float>::quiet_NaN();
        const auto refused = compare(synthetic(values), schemes({scheme.c_str()}), {}, Task());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Numeric);
        QCOMPARE(refused.error().tensor(), std::string("blk.0.ffn_up.weight"));
        QVERIFY(refused.error().describe().find("row 2, column 5") != std::string::npos);
    }

    void isToldAsItGoes() {
        std::size_t announced = 0;
        std::mutex mutex;
        std::set<std::pair<std::size_t, std::size_t>> told;
        CompareOptions options;
        options.started = [&](const auto& tensors) { announced = tensors.size(); };
        options.measured = [&](std::size_t tensor, std::size_t scheme, const Measurement& measurement) {
            const std::scoped_lock lock(mutex);
            if (measurement.sums.count > 0)
                told.insert({tensor, scheme});
        };
        auto progress = std::make_shared<Progress>();
        const auto result =
            compare(tiny(), schemes({"Q8_0", "Q4_0"}), options, Task(std::stop_token(), progress));
        QVERIFY(result.has_value());
        QCOMPARE(announced, (*result)->tensors.size());
        QCOMPARE(told.size(), announced * 2);
        QCOMPARE(progress->done.load(), progress->total.load());
        QVERIFY(progress->total.load() > 0);
    }

    void cancelStopsIt() {
        std::stop_source stop;
        CompareOptions options;
        options.measured = [&](std::size_t, std::size_t, const Measurement&) { stop.request_stop(); };
        const auto stopped = compare(tiny(), schemes({"Q8_0", "Q4_0"}), options,
                                     Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code(), ErrorCode::Cancelled);
    }

    void samplesAreMarked() {
        CompareOptions options;
        options.extent.elements = 4096;
        const auto sample = compared(tiny(), schemes({"Q8_0"}), options);
        const auto exact = compared(tiny(), schemes({"Q8_0"}));
        QVERIFY(exact->exact);
        QVERIFY(!sample->exact);
        QCOMPARE(sample->totals[0].bytes, exact->totals[0].bytes);
        QCOMPARE(sample->totals[0].sums.count, exact->totals[0].sums.count);
        const double a = figures(sample->totals[0].sums).relativeRmse;
        const double b = figures(exact->totals[0].sums).relativeRmse;
        QVERIFY(std::abs(a - b) < 0.2 * b);
    }
};

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
