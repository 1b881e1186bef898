// Building, running, swapping and observing networks; every defect of a model is named.
#include "base/parallel.h"
#include "network/causal_network.h"
#include "support/small_model.h"

#include <QTest>
#include <algorithm>
#include <limits>
#include <map>

using namespace mantissa;
using support::SmallModel;

class Networks : public QObject {
    Q_OBJECT

private slots:
    void tokensSeeOnlyThePast();
    void batchesAreIndependent();
    void prefixesCanBeFed();
    void swapping();
    void observing();
    void threads();
    void panelBudget();
    void defects_data();
    void defects();
    void damagedWeights();
    void tokenOutsideVocabulary();
    void cancelling();
};

namespace {

CausalNetwork networkOf(const SmallModel& small) {
    auto network = buildNetwork(*small.make());
    if (!network)
        qFatal("%s", network.error().describe().c_str());
    return std::move(*network);
}

std::vector<float> logits(const CausalNetwork& model, const std::vector<std::int32_t>& ids,
                          std::int64_t sequences = 1, const RunOptions& options = {},
                          const Runtime& runtime = Runtime()) {
    const Array input = Array::integers({sequences, std::int64_t(ids.size()) / sequences}, ids);
    const Feed feed{model.ids, &input};
    const auto result = run(model.network, {&feed, 1}, {&model.logits, 1}, runtime, Task(), options);
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    const auto values = result->front().values();
    return {values.begin(), values.end()};
}

const std::vector<std::int32_t> ids = {1, 7, 39, 0, 12, 12, 30, 5};

double worst(std::span<const float> a, std::span<const float> b) {
    double most = a.size() == b.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        most = std::max(most, std::abs(double(a[i]) - double(b[i])));
    return most;
}

} // namespace

void Networks::tokensSeeOnlyThePast() {
    const CausalNetwork model = networkOf({});
    const auto whole = logits(model, ids);
    auto changed = ids;
    changed.back() = 20;
    const auto other = logits(model, changed);
    const auto kept = 7 * std::size_t(model.vocabulary);
    QVERIFY(std::equal(whole.begin(), whole.begin() + std::ptrdiff_t(kept), other.begin()));
    QVERIFY(
        !std::equal(whole.begin() + std::ptrdiff_t(kept), whole.end(), other.begin() + std::ptrdiff_t(kept)));
    const auto shorter = logits(model, {ids.begin(), ids.begin() + 5});
    QVERIFY(worst(shorter, std::span(whole).first(shorter.size())) < 1e-4);
}

void Networks::batchesAreIndependent() {
    const CausalNetwork model = networkOf({.attentionBias = false});
    std::vector<std::int32_t> two = ids;
    two.insert(two.end(), ids.rbegin(), ids.rend());
    const auto both = logits(model, two, 2);
    const auto first = logits(model, ids);
    const auto second = logits(model, {ids.rbegin(), ids.rend()});
    QVERIFY(worst(std::span(both).first(first.size()), first) < 1e-4);
    QVERIFY(worst(std::span(both).last(second.size()), second) < 1e-4);
}

void Networks::prefixesCanBeFed() {
    const CausalNetwork model = networkOf({});
    const auto middle = model.network.graph().findValue("blk.0.ffn_residual");
    QVERIFY(middle);
    const Array input = Array::integers({1, std::int64_t(ids.size())}, ids);
    const Feed start{model.ids, &input};
    const ValueId wanted[] = {*middle, model.logits};
    const auto whole = run(model.network, {&start, 1}, wanted, Runtime(), Task());
    QVERIFY(whole);
    int nodes = 0;
    RunOptions options;
    options.observer = [&nodes](const Node& node, Inputs) -> Result<void> {
        ++nodes;
        return node.name.starts_with("blk.0") ? fail(ErrorCode::InvalidArgument, sentence("ran again"))
                                              : Result<void>();
    };
    const Feed cut{*middle, &(*whole)[0]};
    const auto rest = run(model.network, {&cut, 1}, {&model.logits, 1}, Runtime(), Task(), options);
    QVERIFY(rest);
    QVERIFY(nodes > 5);
    QVERIFY(std::equal((*rest)[0].values().begin(), (*rest)[0].values().end(), (*whole)[1].values().begin()));
    const auto nothing = run(model.network, {}, {&model.logits, 1}, Runtime(), Task());
    QVERIFY(!nothing);
    QVERIFY(nothing.error().describe().find("ids") != std::string::npos);
}

void Networks::swapping() {
    const CausalNetwork model = networkOf({});
    const auto slot = model.network.graph().findWeight("blk.1.ffn_up.weight");
    QVERIFY(slot);
    const WeightSource old = model.network.weight(*slot);
    std::vector<float> values(old->elements());
    QVERIFY(old->read(0, old->rows(), values));
    auto same = model.network.withWeight(*slot, std::make_shared<MatrixRows>(48, 32, values));
    QVERIFY(same);
    for (float& value : values)
        value += 0.125F;
    auto other = model.network.withWeight(*slot, std::make_shared<MatrixRows>(48, 32, values));
    QVERIFY(other);
    const Runtime runtime; // one cache for all: panels of one weight may not pass for another's
    CausalNetwork changed = model;
    const auto before = logits(model, ids, 1, {}, runtime);
    changed.network = *same;
    QCOMPARE(logits(changed, ids, 1, {}, runtime), before);
    changed.network = *other;
    QVERIFY(logits(changed, ids, 1, {}, runtime) != before);
    QCOMPARE(logits(model, ids, 1, {}, runtime), before);
    const auto wrong = model.network.withWeight(*slot, std::make_shared<MatrixRows>(32, 48, values));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code(), ErrorCode::Mismatch);
    QCOMPARE(wrong.error().tensor(), std::string("blk.1.ffn_up.weight"));
}

void Networks::observing() {
    const CausalNetwork model = networkOf({.layers = 2, .tied = true});
    std::map<std::string, Shape> seen;
    RunOptions options;
    options.observer = [&](const Node& node, Inputs inputs) -> Result<void> {
        if (node.op->isLinear())
            seen[model.network.graph().weights()[node.weights[0]].name] = inputs[0]->shape();
        return {};
    };
    logits(model, ids, 2, options);
    QCOMPARE(seen.size(), std::size_t(2 * 7 + 1));
    QCOMPARE(seen.at("blk.1.ffn_down.weight"), (Shape{2, 4, 48}));
    QCOMPARE(seen.at("blk.0.attn_k.weight"), (Shape{2, 4, 32}));
    QCOMPARE(seen.at("token_embd.weight"), (Shape{2, 4, 32})); // tied: the head uses it
}

void Networks::threads() {
    const CausalNetwork model = networkOf({.width = 64, .headLength = 16, .feedForward = 300});
    std::vector<std::int32_t> many(600);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = std::int32_t(i * 7 % 40);
    setThreads(1);
    const auto one = logits(model, many, 3);
    setThreads(4);
    const auto four = logits(model, many, 3);
    setThreads(0);
    QCOMPARE(one, four);
}

void Networks::panelBudget() {
    const CausalNetwork model = networkOf({});
    const Runtime roomy;
    const Runtime tight(10'000);
    const auto expected = logits(model, ids, 1, {}, roomy);
    const std::uint64_t once = roomy.panels->decodedElements();
    logits(model, ids, 1, {}, roomy);
    QCOMPARE(roomy.panels->decodedElements(), once);
    QCOMPARE(logits(model, ids, 1, {}, tight), expected);
    QVERIFY(tight.panels->bytes() <= 10'000);
    QVERIFY(tight.panels->bytes() > 0);
    QCOMPARE(logits(model, ids, 1, {}, tight), expected);
    QVERIFY(tight.panels->decodedElements() > once);
}

void Networks::defects_data() {
    QTest::addColumn<QString>("defect");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown architecture") << "architecture" << int(ErrorCode::Unsupported) << "retnet";
    QTest::newRow("no architecture") << "none" << int(ErrorCode::Unsupported) << "architecture";
    QTest::newRow("missing tensor") << "missing" << int(ErrorCode::NotFound) << "blk.1.attn_k.weight";
    QTest::newRow("wrong shape") << "shape" << int(ErrorCode::Mismatch) << "blk.0.ffn_down.weight";
    QTest::newRow("unused tensor") << "extra" << int(ErrorCode::Unsupported) << "blk.0.attn_sinks.weight";
    QTest::newRow("no heads") << "heads" << int(ErrorCode::Malformed) << "llama.attention.head_count";
    QTest::newRow("uneven groups") << "groups" << int(ErrorCode::Malformed) << "3";
    QTest::newRow("absurd layers") << "layers" << int(ErrorCode::Malformed) << "llama.block_count";
    QTest::newRow("negative epsilon") << "epsilon" << int(ErrorCode::Malformed) << "epsilon";
    QTest::newRow("rotary") << "rotary" << int(ErrorCode::Malformed) << "7";
    QTest::newRow("rotary scaling") << "scaling" << int(ErrorCode::Unsupported) << "spiral";
    QTest::newRow("bias is needed") << "bias" << int(ErrorCode::NotFound) << "blk.0.attn_q.bias";
}

void Networks::defects() {
    QFETCH(QString, defect);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto model = SmallModel().make();
    Architecture& a = *model->architecture;
    auto& tensors = model->tensors;
    const auto at = [&](const char* name) {
        return std::find_if(tensors.begin(), tensors.end(), [&](const auto& t) { return t->name == name; });
    };
    if (defect == "architecture")
        a.name = "retnet";
    if (defect == "none")
        model->architecture.reset();
    if (defect == "missing")
        tensors.erase(at("blk.1.attn_k.weight"));
    if (defect == "shape")
        *at("blk.0.ffn_down.weight") =
            support::floatTensor("blk.0.ffn_down.weight", {48, 32}, std::vector<float>(48 * 32));
    if (defect == "extra")
        tensors.push_back(support::floatTensor("blk.0.attn_sinks.weight", {4}, {1, 2, 3, 4}));
    if (defect == "heads")
        a.heads = 0;
    if (defect == "groups")
        a.keyValueHeads = 3;
    if (defect == "layers")
        a.layers = std::int64_t{1} << 40;
    if (defect == "epsilon")
        a.rmsEpsilon = -1;
    if (defect == "rotary")
        a.ropeDimensions = 7;
    if (defect == "scaling")
        model->metadata.set("llama.rope.scaling.type", std::string("spiral"));
    if (defect == "bias")
        a.name = "qwen2";
    const auto network = buildNetwork(*model);
    QVERIFY(!network);
    QCOMPARE(int(network.error().code()), code);
    QVERIFY2(network.error().describe().find(named.toStdString()) != std::string::npos,
             network.error().describe().c_str());
}

void Networks::damagedWeights() {
    const auto model = SmallModel().make();
    std::vector<float> values(48 * 32, 0.1F);
    values[77] = std::numeric_limits<float>::quiet_NaN();
    for (auto& tensor : model->tensors) {
        if (tensor->name == "blk.1.ffn_gate.weight")
            tensor = support::floatTensor(tensor->name, {48, 32}, values);
    }
    const auto network = buildNetwork(*model);
    QVERIFY(network);
    const Array input = Array::integers({1, 3}, {1, 2, 3});
    const auto hidden = hiddenStates(*network, input, Runtime(), Task());
    QVERIFY(!hidden);
    QCOMPARE(hidden.error().code(), ErrorCode::Numeric);
    QVERIFY(hidden.error().describe().find("blk.1.ffn_gate") != std::string::npos);
}

void Networks::tokenOutsideVocabulary() {
    const CausalNetwork model = networkOf({});
    const Array input = Array::integers({1, 3}, {1, 40, 3});
    const auto hidden = hiddenStates(model, input, Runtime(), Task());
    QVERIFY(!hidden);
    QVERIFY(hidden.error().describe().find("40") != std::string::npos);
    QCOMPARE(hidden.error().tensor(), std::string("token_embd.weight"));
}

void Networks::cancelling() {
    const CausalNetwork model = networkOf({});
    std::stop_source stop;
    const Task task(stop.get_token(), std::make_shared<Progress>());
    RunOptions options;
    options.observer = [&stop](const Node& node, Inputs) -> Result<void> {
        if (node.name == "blk.1.attn_q")
            stop.request_stop();
        return {};
    };
    const Array input = Array::integers({1, 3}, {1, 2, 3});
    const auto hidden = hiddenStates(model, input, Runtime(), task, options);
    QVERIFY(!hidden);
    QCOMPARE(hidden.error().code(), ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(Networks)
#include "tst_network.moc"
