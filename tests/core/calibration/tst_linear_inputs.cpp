// Statistics of what comes into linear layers, against direct sums over observed activations.
#include "base/parallel.h"
#include "calibration/linear_inputs.h"
#include "support/small_model.h"

#include <QTest>
#include <cmath>
#include <map>

using namespace mantissa;
using support::SmallModel;

class LinearInputs : public QObject {
    Q_OBJECT

private slots:
    void sums();
    void head();
    void threads();
};

namespace {

TokenChunks someChunks() {
    std::vector<std::int32_t> tokens(4 * 20 + 3);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        tokens[i] = std::int32_t(i * i % 40);
    return *TokenChunks::create(tokens, 20, 1);
}

Calibration calibrated(const CausalNetwork& network, const CalibrationOptions& options) {
    auto result = calibrate(network, someChunks(), options, Runtime(), Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return std::move(*result);
}

} // namespace

void LinearInputs::sums() {
    const auto network = buildNetwork(*SmallModel().make());
    QVERIFY(network);
    CalibrationOptions options;
    options.batchTokens = 40; // two chunks a batch
    options.hessians = true;
    const Calibration calibration = calibrated(*network, options);
    QCOMPARE(calibration.inputs.size(), std::size_t(2 * 4)); // q, k, v share one; gate and up share one
    QCOMPARE(calibration.of("blk.1.attn_v.weight"), calibration.of("blk.1.attn_q.weight"));
    QVERIFY(calibration.of("output.weight") == nullptr);

    std::map<std::string, std::vector<double>> rows;
    RunOptions watching;
    watching.observer = [&rows](const Node& node, Inputs inputs) -> Result<void> {
        auto& list = rows[node.name + ".weight"];
        if (node.op->isLinear())
            list.insert(list.end(), inputs[0]->values().begin(), inputs[0]->values().end());
        return {};
    };
    const TokenChunks chunks = someChunks();
    for (std::int64_t chunk = 0; chunk < 4; ++chunk)
        QVERIFY(hiddenStates(*network, chunks.ids(chunk, 1), Runtime(), Task(), watching));
    const ImportanceMatrix matrix = calibration.importance("text");
    QCOMPARE(matrix.entries.size(), std::size_t(2 * 7));
    QCOMPARE(matrix.chunks, 4U);
    QCOMPARE(matrix.chunkTokens, 20U);
    for (const auto& [name, entry] : matrix.entries) {
        const LinearInput& input = *calibration.of(name);
        const auto& seen = rows.at(name);
        const auto width = std::size_t(input.columns());
        QCOMPARE(seen.size(), 80 * width);
        QCOMPARE(entry.counts, std::vector<std::uint64_t>{80});
        for (std::size_t a = 0; a < width; ++a) {
            double low = seen[a];
            double high = seen[a];
            std::vector<double> moments(width);
            for (std::size_t t = 0; t < 80; ++t) {
                low = std::min(low, seen[t * width + a]);
                high = std::max(high, seen[t * width + a]);
                for (std::size_t b = 0; b < width; ++b)
                    moments[b] += seen[t * width + a] * seen[t * width + b];
            }
            QVERIFY(std::abs(double(entry.sums[a]) / moments[a] - 1) < 1e-4);
            QVERIFY(std::abs(double(input.low[a]) - low) < 1e-4);
            QVERIFY(std::abs(double(input.high[a]) - high) < 1e-4);
            for (std::size_t b = 0; b < width; ++b) {
                const double scale = std::sqrt(input.squares[a] * input.squares[b]);
                QVERIFY(std::abs(input.hessian[a * width + b] - moments[b]) < 1e-4 * scale);
            }
        }
    }
}

void LinearInputs::head() {
    for (const bool tied : {false, true}) {
        const auto network = buildNetwork(*SmallModel{.tied = tied}.make());
        QVERIFY(network);
        CalibrationOptions options;
        options.output = true;
        const Calibration calibration = calibrated(*network, options);
        const LinearInput* input = calibration.of("output.weight");
        QVERIFY(input != nullptr);
        QCOMPARE(input->tokens, std::uint64_t(80));
        QCOMPARE(input->columns(), 32);
        QVERIFY(input->hessian.empty());
    }
}

void LinearInputs::threads() {
    const auto network = buildNetwork(*SmallModel().make());
    CalibrationOptions options;
    options.hessians = true;
    setThreads(1);
    const Calibration one = calibrated(*network, options);
    setThreads(4);
    const Calibration four = calibrated(*network, options);
    setThreads(0);
    for (std::size_t i = 0; i < one.inputs.size(); ++i) {
        QCOMPARE(one.inputs[i].squares, four.inputs[i].squares);
        QCOMPARE(one.inputs[i].hessian, four.inputs[i].hessian);
    }
}

QTEST_APPLESS_MAIN(LinearInputs)
#include "tst_linear_inputs.moc"
