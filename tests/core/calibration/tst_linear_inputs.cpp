// Statistics of what comes into linear layers, against direct sums over observed activations.
#include "base/parallel.h"
#include "calibration/linear_inputs.h"
#include "network/operators/expert_linear.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"
#include "support/small_model.h"

#include <QTest>
#include <cmath>
#include <map>
#include <numeric>

using namespace mantissa;
using support::SmallModel;

class LinearInputs : public QObject {
    Q_OBJECT

private slots:
    void sums();
    void head();
    void cappedHead();
    void experts_data();
    void experts();
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

/// Where the logits are bent after the head, the head is still what is left out.
void LinearInputs::cappedHead() {
    QTemporaryDir folder;
    QVERIFY(support::SmallArchitecture("gemma2").writeGguf(pathIn(folder, "small.gguf")));
    const CausalNetwork network = support::networkOf(pathIn(folder, "small.gguf"));
    CalibrationOptions options;
    QVERIFY(calibrated(network, options).of("output.weight") == nullptr);
    options.output = true;
    const Calibration calibration = calibrated(network, options);
    QVERIFY(calibration.of("output.weight") != nullptr);
    QCOMPARE(calibration.of("output.weight")->tokens, std::uint64_t(80));
}

void LinearInputs::experts_data() {
    QTest::addColumn<bool>("folder");
    QTest::newRow("stacked") << false;
    QTest::newRow("one by one") << true;
}

/// Each expert counts the tokens that chose it, and what they brought; routers and attention count all.
void LinearInputs::experts() {
    QFETCH(bool, folder);
    QTemporaryDir files;
    const support::SmallArchitecture small("qwen3moe");
    QVERIFY(small.writeGguf(pathIn(files, "small.gguf")));
    QVERIFY(small.writeFolder(files.path().toStdString()));
    const CausalNetwork network = support::networkOf(pathIn(files, folder ? "" : "small.gguf"));
    CalibrationOptions options;
    options.batchTokens = 40;
    options.hessians = true;
    const Calibration calibration = calibrated(network, options);
    QCOMPARE(calibration.of("blk.0.ffn_up_exps.weight"), calibration.of("blk.0.ffn_gate_exps.weight"));
    QVERIFY(calibration.of("blk.0.ffn_gate_inp.weight") != calibration.of("blk.0.ffn_gate_exps.weight"));

    struct Seen {
        std::vector<std::vector<float>> rows = std::vector<std::vector<float>>(6); ///< of each expert
    };
    std::map<std::string, Seen> seen;
    RunOptions watching;
    watching.observer = [&seen](const Node& node, Inputs inputs) -> Result<void> {
        if (node.op->kind() != "expert_linear")
            return {};
        const auto width = std::size_t(inputs[0]->columns());
        const bool own = inputs[0]->size() == inputs[1]->size() * width;
        for (std::size_t i = 0; i < inputs[1]->size(); ++i) {
            const auto row = inputs[0]->values().subspan((own ? i : i / 2) * width, width);
            auto& rows = seen[node.name + ".weight"].rows[std::size_t(inputs[1]->ids()[i])];
            rows.insert(rows.end(), row.begin(), row.end());
        }
        return {};
    };
    const TokenChunks chunks = someChunks();
    for (std::int64_t chunk = 0; chunk < 4; ++chunk)
        QVERIFY(hiddenStates(network, chunks.ids(chunk, 1), Runtime(), Task(), watching));
    QCOMPARE(seen.size(), std::size_t(2 * 3));
    const ImportanceMatrix matrix = calibration.importance("text");
    QCOMPARE(matrix.entries.size(), std::size_t(2 * 8)); // q, k, v, output, router, gate, up, down
    QCOMPARE(matrix.entries.at("blk.1.ffn_gate_inp.weight").counts, std::vector<std::uint64_t>{80});
    for (const auto& [name, rows] : seen) {
        const LinearInput& input = *calibration.of(name);
        const ImportanceEntry& entry = matrix.entries.at(name);
        const auto width = std::size_t(input.columns());
        QCOMPARE(width, std::size_t(name.find("down") != std::string::npos ? 24 : 32));
        QCOMPARE(entry.experts(), 6);
        QCOMPARE(std::accumulate(entry.counts.begin(), entry.counts.end(), std::uint64_t(0)),
                 std::uint64_t(160));
        QCOMPARE(input.tokens, std::uint64_t(160));
        for (std::size_t e = 0; e < 6; ++e) {
            const std::vector<float>& x = rows.rows[e];
            QCOMPARE(entry.counts[e], x.size() / width);
            const auto hessian = input.hessianOf(std::int64_t(e));
            for (std::size_t a = 0; a < width; ++a) {
                double square = 0;
                double product = 0;
                float low = std::numeric_limits<float>::infinity();
                for (std::size_t i = 0; i < x.size(); i += width) {
                    square += double(x[i + a]) * double(x[i + a]);
                    product += double(x[i + a]) * double(x[i]);
                    low = std::min(low, x[i + a]);
                }
                QVERIFY(std::abs(double(entry.sums[e * width + a]) - square) < 1e-4 * square + 1e-9);
                QVERIFY(std::abs(hessian[a * width + a] - square) < 1e-4 * square + 1e-9);
                QVERIFY(std::abs(hessian[a * width] - product) < 1e-3 + 1e-4 * square);
                QVERIFY(x.empty() || std::abs(input.low[e * width + a] - low) < 1e-4F);
            }
        }
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
