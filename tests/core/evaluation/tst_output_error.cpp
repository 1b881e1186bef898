// Errors of layers' outputs: run side by side, from the Hessian, and by their definition.
#include "base/parallel.h"
#include "calibration/linear_inputs.h"
#include "evaluation/output_error.h"
#include "pipeline/simulate.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class OutputErrors : public QObject {
    Q_OBJECT

private slots:
    void threeWays_data();
    void threeWays();
    void nothingChanged();
    void blindDirections();
    void threads();
    void otherGraph();
    void figures();
    void recipes_data();
    void recipes();
};

namespace {

/// A network in a folder of its own, which must outlive it.
struct Made {
    QTemporaryDir folder;
    CausalNetwork network;

    explicit Made(const char* variant) : network(written(variant)) {}

private:
    CausalNetwork written(const char* variant) {
        const auto path = pathIn(folder, "small.gguf");
        if (!SmallArchitecture(variant).writeGguf(path))
            qFatal("cannot write %s", path.c_str());
        return support::networkOf(path);
    }
};

std::vector<float> valuesOf(const RowSource& rows) {
    std::vector<float> values(rows.elements());
    if (!rows.read(0, rows.rows(), values))
        qFatal("cannot read a weight");
    return values;
}

WeightId slotOf(const CausalNetwork& model, const char* name) {
    const auto slot = model.network.graph().findWeight(name);
    if (!slot)
        qFatal("no weight %s", name);
    return *slot;
}

/// The weight rounded to multiples of a quarter.
CausalNetwork coarse(const CausalNetwork& model, const char* name) {
    const WeightId slot = slotOf(model, name);
    const WeightSource old = model.network.weight(slot);
    std::vector<float> values = valuesOf(*old);
    for (float& value : values)
        value = std::round(value * 4) / 4;
    CausalNetwork changed = model;
    changed.network =
        *model.network.withWeight(slot, std::make_shared<MatrixRows>(old->rows(), old->columns(), values));
    return changed;
}

TokenChunks someChunks() {
    return *TokenChunks::create(support::someIds(4 * 20, 40), 20, 1);
}

std::vector<LayerError> errorsOf(const CausalNetwork& original, const CausalNetwork& changed) {
    OutputErrorOptions options;
    options.batchTokens = 40;
    const auto errors = outputErrors(original, changed, someChunks(), options, Runtime(), Task());
    if (!errors)
        qFatal("%s", errors.error().describe().c_str());
    return *errors;
}

/// By the definition, row for row, in double precision.
OutputError defined(const CausalNetwork& model, const std::string& layer, const std::vector<float>& a,
                    const std::vector<float>& b, std::int64_t experts) {
    OutputError error;
    RunOptions watching;
    watching.observer = [&](const Node& node, Inputs inputs) -> Result<void> {
        if (node.name != layer)
            return {};
        const auto width = std::size_t(inputs[0]->columns());
        const std::size_t outputs = a.size() / width / std::size_t(experts);
        const bool chosen = inputs.size() > 1;
        const std::size_t products = chosen ? inputs[1]->size() : std::size_t(inputs[0]->rows());
        for (std::size_t p = 0; p < products; ++p) {
            const std::size_t expert = chosen ? std::size_t(inputs[1]->ids()[p]) : 0;
            const std::size_t row = p / (products / std::size_t(inputs[0]->rows()));
            for (std::size_t o = 0; o < outputs; ++o) {
                double y = 0;
                double d = 0;
                for (std::size_t i = 0; i < width; ++i) {
                    const std::size_t at = (expert * outputs + o) * width + i;
                    const double x = double(inputs[0]->values()[row * width + i]);
                    y += x * double(a[at]);
                    d += x * (double(a[at]) - double(b[at]));
                }
                error.signal += y * y;
                error.error += d * d;
            }
        }
        return {};
    };
    const TokenChunks chunks = someChunks();
    const auto hidden = hiddenStates(model, chunks.ids(0, 4), Runtime(), Task(), watching);
    if (!hidden || !logitsOf(model, *hidden, Runtime(), Task(), watching))
        qFatal("the network does not run");
    return error;
}

bool close(double a, double b) {
    return std::abs(a - b) < 1e-4 * std::abs(b);
}

} // namespace

void OutputErrors::threeWays_data() {
    QTest::addColumn<QString>("variant");
    QTest::addColumn<QString>("layer");
    QTest::addColumn<int>("experts");
    QTest::newRow("attention") << "llama"
                               << "blk.1.attn_output" << 1;
    QTest::newRow("with a bias") << "gpt2"
                                 << "blk.0.ffn_down" << 1;
    QTest::newRow("head") << "llama"
                          << "output" << 1;
    QTest::newRow("experts that share inputs") << "mixtral"
                                               << "blk.1.ffn_up_exps" << 6;
    QTest::newRow("experts with their own") << "qwen3moe"
                                            << "blk.0.ffn_down_exps" << 6;
}

void OutputErrors::threeWays() {
    QFETCH(QString, variant);
    QFETCH(QString, layer);
    QFETCH(int, experts);
    const Made made(variant.toUtf8().constData());
    const std::string weight = layer.toStdString() + ".weight";
    const CausalNetwork changed = coarse(made.network, weight.c_str());
    const auto errors = errorsOf(made.network, changed);
    QCOMPARE(errors.size(), std::size_t(1));
    QCOMPARE(errors[0].layer, layer.toStdString());
    QCOMPARE(errors[0].weight, weight);
    QCOMPARE(errors[0].tokens, std::uint64_t(experts > 1 ? 160 : 80));

    const RowSource& a = *made.network.network.weight(slotOf(made.network, weight.c_str()));
    const RowSource& b = *changed.network.weight(slotOf(changed, weight.c_str()));
    const auto before = valuesOf(a);
    const auto after = valuesOf(b);
    const OutputError expected = defined(made.network, layer.toStdString(), before, after, experts);
    QVERIFY(expected.error > 0);
    QVERIFY(close(errors[0].output.signal, expected.signal));
    QVERIFY(close(errors[0].output.error, expected.error));
    double signal = 0;
    double error = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        signal += std::pow(double(before[i]), 2);
        error += std::pow(double(before[i]) - double(after[i]), 2);
    }
    QVERIFY(close(errors[0].stored.signal, signal));
    QVERIFY(close(errors[0].stored.error, error));

    CalibrationOptions options;
    options.hessians = options.output = true;
    const auto calibration = calibrate(made.network, someChunks(), options, Runtime(), Task());
    QVERIFY(calibration);
    const LinearInput* input = calibration->of(weight);
    QVERIFY(input != nullptr);
    OutputError sum;
    const std::int64_t rows = a.rows() / experts;
    for (std::int64_t e = 0; e < experts; ++e) {
        const auto one = outputErrorOf(a, b, e * rows, rows, input->hessianOf(e), Task());
        if (input->hessianOf(e).empty())
            continue;
        QVERIFY2(one, one ? "" : one.error().describe().c_str());
        sum.signal += one->signal;
        sum.error += one->error;
    }
    QVERIFY(close(sum.signal, expected.signal));
    QVERIFY(close(sum.error, expected.error));
    qInfo("output %.2f dB, weight %.2f dB", errors[0].output.sqnrDb(), errors[0].stored.sqnrDb());
}

void OutputErrors::nothingChanged() {
    const Made made("llama");
    QVERIFY(errorsOf(made.network, made.network).empty());
}

/// What changes only where inputs are always zero costs nothing, however far the weight moved.
void OutputErrors::blindDirections() {
    const std::vector<double> hessian = {4, 2, 0, 2, 1, 0, 0, 0, 0}; // of x = (2, 1, 0)
    const MatrixRows a(1, 3, {1, 1, 1});
    const MatrixRows b(1, 3, {2, -1, 100});
    const auto error = outputErrorOf(a, b, 0, 1, hessian, Task());
    QVERIFY(error);
    QCOMPARE(error->signal, 9.0);
    QCOMPARE(error->error, 0.0);
    const MatrixRows c(1, 3, {2, 1, 1});
    QCOMPARE(outputErrorOf(a, c, 0, 1, hessian, Task())->error, 4.0);
    QVERIFY(!outputErrorOf(a, c, 0, 2, hessian, Task()));
    QVERIFY(!outputErrorOf(a, c, 0, 1, std::span(hessian).first(8), Task()));
    const MatrixRows narrow(1, 2, {1, 1});
    QVERIFY(!outputErrorOf(a, narrow, 0, 1, hessian, Task()));
}

void OutputErrors::threads() {
    const Made made("mixtral");
    const CausalNetwork changed =
        coarse(coarse(made.network, "blk.0.ffn_gate_exps.weight"), "blk.1.attn_q.weight");
    setThreads(1);
    const auto one = errorsOf(made.network, changed);
    setThreads(4);
    const auto four = errorsOf(made.network, changed);
    setThreads(0);
    QCOMPARE(one.size(), std::size_t(2));
    QCOMPARE(one[0].layer, std::string("blk.0.ffn_gate_exps")); // in the order of the network
    for (std::size_t i = 0; i < one.size(); ++i) {
        QCOMPARE(one[i].output.error, four[i].output.error);
        QCOMPARE(one[i].output.signal, four[i].output.signal);
        QCOMPARE(one[i].stored.error, four[i].stored.error);
    }
}

void OutputErrors::otherGraph() {
    const Made llama("llama");
    const Made gpt2("gpt2");
    const auto errors = outputErrors(llama.network, gpt2.network, someChunks(), {}, Runtime(), Task());
    QVERIFY(!errors);
    QCOMPARE(errors.error().code(), ErrorCode::Mismatch);
}

void OutputErrors::figures() {
    QCOMPARE((OutputError{100, 1}).relative(), 0.1);
    QCOMPARE((OutputError{100, 1}).sqnrDb(), 20.0);
    QCOMPARE((OutputError{0, 0}).relative(), 0.0);
    QVERIFY(std::isinf((OutputError{0, 1}).relative()));
    QVERIFY((OutputError{5, 0}).sqnrDb() > 1e300);
}

void OutputErrors::recipes_data() {
    QTest::addColumn<QString>("variant");
    QTest::addColumn<bool>("folder");
    QTest::addColumn<int>("layers"); // linear ones, the head too
    QTest::newRow("Mixtral") << "mixtral" << false << 2 * 7 + 1; // all but the routers
    QTest::newRow("Mixtral's folder") << "mixtral" << true << 2 * 7 + 1;
    QTest::newRow("Phi-3") << "phi3" << false << 2 * 4 + 1;
    QTest::newRow("GPT-2's folder, inputs first") << "gpt2, own head" << true << 2 * 4 + 1;
}

/// Every weight that a recipe rounds is swapped in its place, whatever layout the file has.
void OutputErrors::recipes() {
    QFETCH(QString, variant);
    QFETCH(bool, folder);
    QFETCH(int, layers);
    SmallArchitecture small(variant.toStdString());
    QTemporaryDir files;
    QVERIFY(small.writeGguf(pathIn(files, "small.gguf")));
    QVERIFY(small.writeFolder(files.path().toStdString()));
    const auto model = openModel(pathIn(files, folder ? "" : "small.gguf"));
    QVERIFY(model);
    const auto network = buildNetwork(**model);
    QVERIFY(network);
    const auto recipe = parseRecipe("BF16");
    QVERIFY2(recipe, recipe ? "" : recipe.error().describe().c_str());
    const auto simulation = simulate(*network, **model, *recipe, nullptr, Task());
    QVERIFY2(simulation, simulation ? "" : simulation.error().describe().c_str());
    const auto errors = errorsOf(*network, simulation->network);
    QCOMPARE(int(errors.size()), layers);
    for (const LayerError& error : errors) {
        // 8 bits of mantissa are worth 50 dB and a little more.
        QVERIFY2(error.output.sqnrDb() > 48 && error.output.sqnrDb() < 62, error.layer.c_str());
        QVERIFY2(error.stored.sqnrDb() > 48 && error.stored.sqnrDb() < 62, error.layer.c_str());
    }
}

QTEST_APPLESS_MAIN(OutputErrors)
#include "tst_output_error.moc"
