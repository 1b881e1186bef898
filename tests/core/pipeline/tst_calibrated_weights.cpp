// The sequential driver against the same work done by hand: calibrate, quantize, put the weight in, go on.
#include "base/parallel.h"
#include "calibration/linear_inputs.h"
#include "pipeline/calibrated_weights.h"
#include "pipeline/expert_parts.h"
#include "pipeline/movable_factors.h"
#include "pipeline/simulate.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"
#include "support/small_model.h"

#include <QTest>

#include <set>

using namespace mantissa;
using support::SmallModel;

namespace {

TokenChunks someChunks() {
    return *TokenChunks::create(support::someIds(8 * 20 + 3, 40), 20, 1);
}

std::vector<TensorPlan> plansFor(const Model& model, const CausalNetwork& network,
                                 const std::string& recipe) {
    const auto parsed = parseRecipe(recipe);
    if (!parsed)
        qFatal("%s", parsed.error().describe().c_str());
    auto plans = *planTensors(model, *parsed);
    fitToNetwork(plans, network.network.graph());
    return plans;
}

CalibratedWeightsPtr driven(const CausalNetwork& network, const std::vector<TensorPlan>& plans) {
    const auto result = quantizeCalibrated({network, someChunks(), 40}, plans, nullptr, Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return *result;
}

/// What one weight becomes when its inputs are those in `before`.
std::shared_ptr<const QuantizedTensor> byHand(const CausalNetwork& before, const WeightSource& rows,
                                              const std::string& name, const Scheme& scheme) {
    CalibrationOptions options;
    options.batchTokens = 40;
    options.hessians = true;
    options.output = true;
    const auto calibration = calibrate(before, someChunks(), options, Runtime(), Task());
    const auto owner = std::make_shared<Calibration>(*calibration);
    MethodInput input;
    input.rows = rows;
    input.statistics = {owner, owner->of(name)};
    return *quantize(scheme, input, Task());
}

bool sameBytes(const QuantizedTensor& a, const QuantizedTensor& b) {
    return std::ranges::equal(a.bytes(), b.bytes());
}

} // namespace

class TestCalibratedWeights : public QObject {
    Q_OBJECT

private slots:
    // sequential=true: each layer sees what the quantized ones before it put out; false: the original's.
    void asByHand_data() {
        QTest::addColumn<bool>("sequential");
        QTest::newRow("quantized prefix") << true;
        QTest::newRow("original prefix") << false;
    }
    void asByHand() {
        QFETCH(bool, sequential);
        const auto model = SmallModel().make();
        const CausalNetwork network = *buildNetwork(*model);
        const auto plans = plansFor(
            *model, network, sequential ? "INT3,group=16/gptq" : "INT3,group=16/gptq,sequential=false");
        const auto weights = driven(network, plans);
        QCOMPARE(weights->weights.size(), std::size_t(2 * 7 + 2));
        const Graph& graph = network.network.graph();
        // Weights in the order of the network; those that share inputs are all seen before any is changed.
        CausalNetwork before = network;
        if (sequential)
            before.network = *before.network.withWeight(*graph.findWeight("token_embd.weight"),
                                                        weights->weights.at("token_embd.weight"));
        ValueId last = 0;
        std::vector<std::pair<WeightId, std::shared_ptr<const QuantizedTensor>>> pending;
        int compared = 0;
        for (const Node& node : graph.nodes()) {
            if (!node.op->isLinear())
                continue;
            if (node.inputs[0] != last) {
                for (const auto& [slot, tensor] : pending)
                    before.network = *before.network.withWeight(slot, tensor);
                pending.clear();
                last = node.inputs[0];
            }
            const std::string& name = graph.weights()[node.weights[0]].name;
            const auto& got = weights->weights.at(name);
            const auto wanted = byHand(before, network.network.weight(node.weights[0]), name, got->scheme());
            QVERIFY2(sameBytes(*got, *wanted), name.c_str());
            ++compared;
            if (sequential)
                pending.emplace_back(node.weights[0], got);
        }
        QCOMPARE(compared, 2 * 7 + 1);
    }

    // Embeddings are looked up, not multiplied with: there is nothing to calibrate. Tied ones serve as the
    // head as well, and must be known before the network runs.
    void embeddings_data() {
        QTest::addColumn<bool>("tied");
        QTest::newRow("own head") << false;
        QTest::newRow("tied") << true;
    }
    void embeddings() {
        QFETCH(bool, tied);
        const auto model = SmallModel{.tied = tied}.make();
        const CausalNetwork network = *buildNetwork(*model);
        const auto plans = plansFor(*model, network, "INT4,group=16/gptq");
        int without = 0;
        for (const TensorPlan& plan : plans) {
            if (!plan.scheme)
                continue;
            const bool embedding = plan.tensor->name == "token_embd.weight";
            QCOMPARE(plan.scheme->method->info().id, std::string(embedding ? "rtn" : "gptq"));
            QCOMPARE(plan.fellBack(), embedding);
            without += embedding ? 1 : 0;
        }
        QCOMPARE(without, 1);
        QCOMPARE(driven(network, plans)->weights.size(), std::size_t(2 * 7 + (tied ? 1 : 2)));
    }

    // Experts one by one and stacked are the same work; those that no token chose are said.
    void experts() {
        QTemporaryDir files;
        const support::SmallArchitecture small("qwen3moe");
        QVERIFY(small.writeGguf(pathIn(files, "small.gguf")));
        QVERIFY(small.writeFolder(files.path().toStdString()));
        std::map<std::string, std::vector<std::byte>> stacked;
        for (const bool folder : {false, true}) {
            const auto model = *openModel(pathIn(files, folder ? "" : "small.gguf"));
            const CausalNetwork network = *buildNetwork(*model);
            const auto weights = driven(network, plansFor(*model, network, "INT4,group=8/gptq"));
            bool thin = false;
            for (const WeightNote& note : weights->notes)
                thin = thin || translated(note.note).find("tokens for") != std::string::npos ||
                       translated(note.note).find("experts saw no token") != std::string::npos;
            QVERIFY(thin);
            if (!folder) {
                const auto& up = weights->weights.at("blk.0.ffn_up_exps.weight")->bytes();
                stacked["up"].assign(up.begin(), up.end());
                continue;
            }
            std::vector<std::byte> joined;
            for (int expert = 0; expert < 6; ++expert) {
                const auto& one = weights->weights.at("model.layers.0.mlp.experts." + std::to_string(expert) +
                                                      ".up_proj.weight");
                joined.insert(joined.end(), one->bytes().begin(), one->bytes().end());
            }
            QVERIFY(joined == stacked["up"]);
        }
    }

    // However few fit into memory at a time, the bytes and what is said stay the same.
    void expertsInParts_data() {
        QTest::addColumn<bool>("folder");
        QTest::addColumn<QString>("recipe");
        QTest::newRow("stacked") << false << "INT4,group=8/gptq";
        QTest::newRow("each its own weight") << true << "INT4,group=8/gptq";
        QTest::newRow("both prefixes")
            << false << "INT4,group=8/gptq\nffn_up_exps=INT4,group=8/gptq,sequential=false";
        QTest::newRow("cannot be divided") << false << "INT4,group=-1/gptq";
        QTest::newRow("pruned") << true << "INT4,group=8/wanda";
    }
    void expertsInParts() {
        QFETCH(bool, folder);
        QFETCH(QString, recipe);
        QTemporaryDir files;
        const support::SmallArchitecture small("qwen3moe");
        QVERIFY(small.writeGguf(pathIn(files, "small.gguf")));
        QVERIFY(small.writeFolder(files.path().toStdString()));
        const auto model = *openModel(pathIn(files, folder ? "" : "small.gguf"));
        const CausalNetwork network = *buildNetwork(*model);
        const auto plans = plansFor(*model, network, recipe.toStdString());
        const auto together = driven(network, plans);
        for (const std::uint64_t memory : {std::uint64_t{0}, momentBytes(4, 32)}) {
            const auto parts =
                quantizeCalibrated({network, someChunks(), 40, true, memory}, plans, nullptr, Task());
            QVERIFY2(parts, parts ? "" : parts.error().describe().c_str());
            QCOMPARE(parts.value()->weights.size(), together->weights.size());
            for (const auto& [name, tensor] : together->weights)
                QVERIFY2(sameBytes(*tensor, *parts.value()->weights.at(name)), name.c_str());
            std::multiset<std::string> notes[2];
            for (const WeightNote& note : together->notes)
                notes[0].insert(note.tensor + translated(note.note));
            for (const WeightNote& note : parts.value()->notes)
                notes[1].insert(note.tensor + translated(note.note));
            QVERIFY(notes[0] == notes[1]);
        }
    }

    void expertsThatFit() {
        QCOMPARE(qint64(expertsWithin(0, 8, 100)), 1);
        QCOMPARE(qint64(expertsWithin(momentBytes(3, 100) - 1, 8, 100)), 2);
        QCOMPARE(qint64(expertsWithin(momentBytes(3, 100), 8, 100)), 3);
        QCOMPARE(qint64(expertsWithin(~std::uint64_t{0}, 8, 100)), 8);
    }

    // Known before any work: what is calibrated, from how much, and what is not.
    void plannedBeforehand() {
        const auto model = SmallModel().make();
        const CausalNetwork network = *buildNetwork(*model);
        auto plans = *planTensors(*model, *parseRecipe("INT4,group=16/gptq\nffn_up=INT4,group=16"));
        const CalibrationText text{network, someChunks(), 40};
        const CalibrationPlan plan = planCalibration(text, plans, 0);
        QCOMPARE(qint64(plan.tokens), 160);
        QCOMPARE(qint64(plan.chunks), 8);
        QCOMPARE(plan.weights, std::size_t(2 * 6 + 1));
        QVERIFY(plan.uncovered == std::vector<std::string>{"token_embd.weight"});
        QVERIFY(plan.thin.empty());
        const std::int64_t widest =
            network.network.weight(*network.network.graph().findWeight(plan.largest))->columns();
        QCOMPARE(plan.memory, momentBytes(1, widest));
        auto again = *planTensors(*model, *parseRecipe("INT4,group=16/gptq"));
        const CalibrationText little{network, *TokenChunks::create(support::someIds(23, 40), 10, 1), 40};
        const CalibrationPlan thin = planCalibration(little, again, 0);
        QCOMPARE(thin.thin.size(), thin.weights); // 20 tokens are fewer than any weight's columns
        QCOMPARE(qint64(thin.thin.front().tokens), 20);
    }

    // Of experts that are chosen alike, each sees its share.
    void plannedExperts() {
        QTemporaryDir files;
        QVERIFY(support::SmallArchitecture("qwen3moe").writeGguf(pathIn(files, "small.gguf")));
        const auto model = *openModel(pathIn(files, "small.gguf"));
        const CausalNetwork network = *buildNetwork(*model);
        auto plans = *planTensors(*model, *parseRecipe("INT4,group=8/gptq"));
        const std::int64_t used = model->architecture->expertsUsed;
        const std::int64_t experts = model->architecture->experts;
        QVERIFY(used > 0 && used < experts);
        const CalibrationText text{network, *TokenChunks::create(support::someIds(43, 40), 20, 1), 40, true,
                                   0};
        const CalibrationPlan plan = planCalibration(text, plans, used);
        const auto up = std::find_if(plan.thin.begin(), plan.thin.end(), [](const auto& thin) {
            return thin.weight == "blk.0.ffn_up_exps.weight";
        });
        QVERIFY(up != plan.thin.end());
        QCOMPARE(qint64(up->tokens), qint64(40 * used / experts));
        // One expert at a time is the least.
        QVERIFY(plan.memory > 0 && plan.memory <= momentBytes(1, 64));
    }

    void sameBytesWhateverTheThreads() {
        const auto model = SmallModel().make();
        const CausalNetwork network = *buildNetwork(*model);
        for (const char* scheme : {"INT3,group=16/gptq", "INT3,group=16/awq"}) {
            const auto plans = plansFor(*model, network, scheme);
            setThreads(1);
            const auto one = driven(network, plans);
            setThreads(4);
            const auto four = driven(network, plans);
            setThreads(0);
            for (const auto& [name, tensor] : one->weights)
                QVERIFY2(sameBytes(*tensor, *four->weights.at(name)), name.c_str());
        }
    }

    // Mixed schemes: methods that need nothing are done first and seen by the others.
    void mixedSchemes() {
        const auto model = SmallModel().make();
        const CausalNetwork network = *buildNetwork(*model);
        const auto plans =
            plansFor(*model, network, "INT4,group=16\nffn_down=INT3,group=16/gptq\nattn_k=INT4,group=16/awq");
        const auto weights = driven(network, plans);
        QCOMPARE(weights->weights.at("blk.1.ffn_down.weight")->scheme().text(),
                 std::string("INT3,group=16/gptq"));
        QCOMPARE(weights->weights.at("blk.1.attn_q.weight")->scheme().text(), std::string("INT4,group=16"));
        // Its inputs are shared with weights that scale nothing.
        QVERIFY(weights->weights.at("blk.1.attn_k.weight")->columnFactors().empty());
    }

    void factorsMoveWhereTheyCan() {
        for (const bool grouped : {true, false}) {
            const CausalNetwork network = *buildNetwork(*SmallModel{.keyValueHeads = grouped ? 2 : 4}.make());
            const Graph& graph = network.network.graph();
            const auto movable = [&](std::initializer_list<const char*> names) {
                std::vector<std::size_t> indices;
                for (std::size_t i = 0; i < graph.nodes().size(); ++i) {
                    if (std::find(names.begin(), names.end(), graph.nodes()[i].name) != names.end())
                        indices.push_back(i);
                }
                return factorsCanMove(graph, indices);
            };
            QVERIFY(movable({"blk.0.attn_q", "blk.0.attn_k", "blk.0.attn_v"}));
            QVERIFY(!movable({"blk.0.attn_q", "blk.0.attn_k"}));
            QVERIFY(movable({"blk.1.ffn_gate", "blk.1.ffn_up"}));
            QVERIFY(movable({"blk.1.ffn_down"}));
            QCOMPARE(movable({"blk.1.attn_output"}), !grouped);
        }
    }

    // Without a text, and before any work.
    void refused() {
        const auto model = SmallModel().make();
        const CausalNetwork network = *buildNetwork(*model);
        for (const char* recipe : {"INT4/gptq", "INT4/awq", "INT4\nffn_down=INT3/gptq"}) {
            const auto result = simulate(network, *model, *parseRecipe(recipe), nullptr, Task());
            QVERIFY(!result);
            QCOMPARE(result.error().code(), ErrorCode::InvalidArgument);
            QVERIFY2(result.error().describe().find("calibration text") != std::string::npos,
                     result.error().describe().c_str());
        }
    }

    void cancels() {
        const auto model = SmallModel().make();
        const CausalNetwork network = *buildNetwork(*model);
        std::stop_source stop;
        stop.request_stop();
        const auto result =
            quantizeCalibrated({network, someChunks(), 40}, plansFor(*model, network, "INT4/gptq"), nullptr,
                               Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestCalibratedWeights)
#include "tst_calibrated_weights.moc"
