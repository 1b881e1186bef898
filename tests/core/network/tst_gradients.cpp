// What backward() gives, of every operator and of whole networks, against difference quotients of forward().
#include "network/operators/attention.h"
#include "network/operators/elementwise.h"
#include "network/operators/norm.h"
#include "network/operators/rope.h"
#include "network/operators/round_blocks.h"
#include "network/operators/routing.h"
#include "network/operators/slice.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace mantissa;

class Gradients : public QObject {
    Q_OBJECT

private slots:
    void activations_data();
    void activations();
    void extremeActivations();
    void pairwise();
    void norms_data();
    void norms();
    void rope_data();
    void rope();
    void attention_data();
    void attention();
    void attentionOnThreads();
    void attentionInTheMiddle();
    void slice();
    void choicesAndRounding();
    void networks_data();
    void networks();
};

namespace {

std::mt19937 random_(11);

Array normalArray(const Shape& shape, float spread = 1) {
    std::normal_distribution<float> draw(0, spread);
    Array array(shape);
    for (float& value : array.values())
        value = draw(random_);
    return array;
}

WeightSource rowOf(std::int64_t width) {
    const Array values = normalArray({1, width});
    return std::make_shared<MatrixRows>(1, width,
                                        std::vector<float>(values.values().begin(), values.values().end()));
}

/// An operator with inputs of its own.
class Case {
public:
    Case(const Operator& op, std::vector<Array> values, std::vector<WeightSource> weights = {})
        : inputs(std::move(values)), op_(op), weights_(std::move(weights)) {}

    Result<Array> forward() const { return op_.forward(pointers(), context()); }
    Result<std::vector<Array>> backward(const Array& y, const Array& dy) const {
        return op_.backward(pointers(), y, dy, context());
    }

    std::vector<Array> inputs;

private:
    Inputs pointers() const {
        list_.clear();
        for (const Array& input : inputs)
            list_.push_back(&input);
        return list_;
    }
    OperatorContext context() const { return {weights_, &panels_, nullptr, &task_}; }

    const Operator& op_;
    std::vector<WeightSource> weights_;
    mutable std::vector<const Array*> list_;
    mutable PanelCache panels_{std::uint64_t{1} << 20};
    Task task_;
};

/// sum(dy * forward(inputs))
double objective(const Case& of, const Array& dy) {
    const auto y = of.forward();
    if (!y)
        qFatal("%s", y.error().describe().c_str());
    double sum = 0;
    for (std::size_t i = 0; i < dy.size(); ++i)
        sum += double(dy.values()[i]) * double(y->values()[i]);
    return sum;
}

/// The derivative of f at 0 from four points: its error falls with the fourth power of the step.
template <class F>
double quotient(const F& f, double step) {
    return (8 * (f(step) - f(-step)) - (f(2 * step) - f(-2 * step))) / (12 * step);
}

/// The greatest difference of a gradient from its quotients, over the greatest of the gradient; of elements
/// spread over each input, `most` at most.
double worstGradient(Case& of, std::size_t most = 400) {
    const auto y = of.forward();
    if (!y)
        qFatal("%s", y.error().describe().c_str());
    const Array dy = normalArray(y->shape());
    const auto gradients = of.backward(*y, dy);
    if (!gradients || gradients->size() != of.inputs.size())
        return std::numeric_limits<double>::infinity();
    double worst = 0;
    for (std::size_t k = 0; k < of.inputs.size(); ++k) {
        Array& input = of.inputs[k];
        const Array& gradient = (*gradients)[k];
        if (gradient.shape() != input.shape())
            return std::numeric_limits<double>::infinity();
        double scale = 1e-3;
        for (const float value : gradient.values())
            scale = std::max(scale, std::abs(double(value)));
        const std::size_t stride = std::max<std::size_t>(1, input.size() / most);
        for (std::size_t i = 0; i < input.size(); i += stride) {
            const float before = input.values()[i];
            const auto at = [&](double step) {
                input.values()[i] = before + float(step);
                return objective(of, dy);
            };
            const double expected = quotient(at, 1.0 / 64); // a step that floats hold exactly
            input.values()[i] = before;
            worst = std::max(worst, std::abs(expected - double(gradient.values()[i])) / scale);
        }
    }
    return worst;
}

std::vector<Array> listOf(Array a) {
    std::vector<Array> list;
    list.push_back(std::move(a));
    return list;
}

std::vector<Array> listOf(Array a, Array b) {
    std::vector<Array> list = listOf(std::move(a));
    list.push_back(std::move(b));
    return list;
}

} // namespace

void Gradients::activations_data() {
    QTest::addColumn<int>("function");
    using F = Activation::Function;
    QTest::newRow("silu") << int(F::Silu);
    QTest::newRow("gelu tanh") << int(F::GeluTanh);
    QTest::newRow("gelu") << int(F::GeluErf);
    QTest::newRow("relu") << int(F::Relu);
    QTest::newRow("sigmoid") << int(F::Sigmoid);
    QTest::newRow("tanh") << int(F::Tanh);
}

void Gradients::activations() {
    QFETCH(int, function);
    const Activation op{Activation::Function(function)};
    Array x = normalArray({7, 37}, 2);
    // The corner of relu has no derivative.
    for (float& value : x.values())
        value = std::abs(value) < 0.05F ? 0.5F : value;
    Case one{op, listOf(std::move(x))};
    QVERIFY(worstGradient(one) < 1e-3);
}

void Gradients::extremeActivations() {
    // Far from zero the derivatives are 0 or 1 and never NaN.
    for (int function = 0; function < 6; ++function) {
        Array x({4});
        std::ranges::copy(std::array{-1e30F, -1e4F, 1e4F, 1e30F}, x.values().begin());
        const Activation op{Activation::Function(function)};
        Case extreme{op, listOf(std::move(x))};
        Array dy({4});
        std::ranges::fill(dy.values(), 1.0F);
        const auto gradients = extreme.backward(dy, dy);
        QVERIFY(gradients);
        const float high = function < 4 ? 1.0F : 0.0F;
        const std::array expected = {0.0F, 0.0F, high, high};
        QVERIFY(std::ranges::equal(gradients->front().values(), expected));
    }
}

void Gradients::pairwise() {
    for (const auto function : {Pairwise::Function::Add, Pairwise::Function::Multiply}) {
        const Pairwise op(function);
        Case same{op, listOf(normalArray({2, 3, 5}), normalArray({2, 3, 5}))};
        QVERIFY(worstGradient(same) < 1e-3);
        Case row{op, listOf(normalArray({2, 3, 5}), normalArray({5}))};
        QVERIFY(worstGradient(row) < 1e-3);
    }
}

void Gradients::norms_data() {
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("width");
    QTest::newRow("two values") << 1 << 2;
    QTest::newRow("a row") << 1 << 37;
    QTest::newRow("heads") << 4 << 16;
}

void Gradients::norms() {
    QFETCH(int, groups);
    QFETCH(int, width);
    // An epsilon as large as the values shows that it is not forgotten.
    for (const double epsilon : {1e-5, 0.5}) {
        for (const float offset : {0.0F, 1.0F}) {
            const RmsNorm rms(epsilon, offset);
            Case one{rms, listOf(normalArray({5, groups * width}, 2)), {rowOf(width)}};
            QVERIFY(worstGradient(one) < 2e-3);
        }
        if (width == 2 && epsilon < 0.1)
            continue; // two values are normalised to signs: no slope
        const LayerNorm layer(epsilon);
        Case one{layer, listOf(normalArray({5, groups * width}, 2)), {rowOf(width), rowOf(width)}};
        QVERIFY(worstGradient(one) < 2e-3);
    }
}

void Gradients::rope_data() {
    QTest::addColumn<bool>("halves");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("neighbours") << false << 12;
    QTest::newRow("halves") << true << 12;
    QTest::newRow("part of a head, neighbours") << false << 8;
    QTest::newRow("part of a head, halves") << true << 8;
}

void Gradients::rope() {
    QFETCH(bool, halves);
    QFETCH(int, dimensions);
    RopeOptions options;
    options.headLength = 12;
    options.pairs = halves ? RopePairs::Halves : RopePairs::Neighbours;
    options.frequencies = ropeFrequencies(50, dimensions);
    options.longFrequencies = ropeFrequencies(5, dimensions);
    options.originalContext = 6;
    options.magnitude = 1.25F;
    const Rope op(options);
    for (const std::int64_t length : {5, 9}) { // 9 is beyond the original context: the other frequencies
        Case one{op, listOf(normalArray({2, length, 3 * 12}))};
        QVERIFY(worstGradient(one) < 1e-3);
    }
}

void Gradients::attention_data() {
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("keyValueHeads");
    QTest::addColumn<bool>("causal");
    QTest::addColumn<int>("window");
    QTest::addColumn<double>("cap");
    QTest::newRow("one token") << 1 << 4 << true << 0 << 0.0;
    QTest::newRow("a head each") << 9 << 4 << true << 0 << 0.0;
    QTest::newRow("grouped") << 9 << 2 << true << 0 << 0.0;
    QTest::newRow("one key-value head") << 9 << 1 << true << 0 << 0.0;
    QTest::newRow("grouped, several query blocks") << 67 << 2 << true << 0 << 0.0;
    QTest::newRow("both ways") << 9 << 2 << false << 0 << 0.0;
    QTest::newRow("both ways, several query blocks") << 66 << 2 << false << 0 << 0.0;
    QTest::newRow("window") << 9 << 2 << true << 3 << 0.0;
    QTest::newRow("window, several query blocks") << 70 << 2 << true << 10 << 0.0;
    QTest::newRow("window of one") << 9 << 2 << true << 1 << 0.0;
    QTest::newRow("soft cap") << 9 << 2 << true << 0 << 0.7;
    QTest::newRow("soft cap and window") << 70 << 1 << true << 12 << 0.7;
    QTest::newRow("soft cap both ways") << 9 << 4 << false << 0 << 0.7;
}

namespace {

AttentionOptions fourHeads(int keyValueHeads) {
    AttentionOptions options;
    options.heads = 4;
    options.keyValueHeads = keyValueHeads;
    options.scale = 0.4F;
    return options;
}

std::vector<Array> attentionInputs(std::int64_t length, std::int64_t keyValueHeads) {
    std::vector<Array> inputs =
        listOf(normalArray({2, length, std::int64_t(4 * 6)}), normalArray({2, length, keyValueHeads * 6}));
    inputs.push_back(normalArray({2, length, keyValueHeads * 5})); // values of another length than keys
    return inputs;
}

} // namespace

void Gradients::attention() {
    QFETCH(int, length);
    QFETCH(int, keyValueHeads);
    QFETCH(bool, causal);
    QFETCH(int, window);
    QFETCH(double, cap);
    AttentionOptions options = fourHeads(keyValueHeads);
    options.causal = causal;
    options.window = window;
    options.softCap = float(cap);
    const Attention op(options);
    Case one{op, attentionInputs(length, keyValueHeads)};
    QVERIFY(worstGradient(one, 150) < 2e-3);
}

/// Heads that share keys add to one gradient: the same bytes every time.
void Gradients::attentionOnThreads() {
    const Attention op(fourHeads(2));
    Case one{op, attentionInputs(150, 2)};
    const auto y = one.forward();
    QVERIFY(y);
    const Array dy = normalArray(y->shape());
    const auto first = one.backward(*y, dy);
    QVERIFY(first);
    for (int again = 0; again < 5; ++again) {
        const auto other = one.backward(*y, dy);
        QVERIFY(other);
        for (std::size_t k = 0; k < 3; ++k)
            QVERIFY(std::ranges::equal((*first)[k].values(), (*other)[k].values()));
    }
}

void Gradients::attentionInTheMiddle() {
    const Attention op(fourHeads(2));
    const std::vector<Array> inputs = attentionInputs(3, 2);
    const std::vector<const Array*> pointers = {&inputs[0], &inputs[1], &inputs[2]};
    PanelCache panels(0);
    const Task task;
    SequenceMemory memory(8);
    const Array dy = normalArray({2, 3, std::int64_t(4 * 5)});
    const auto gradients = op.backward(pointers, dy, dy, {{}, &panels, nullptr, &task, &memory});
    QVERIFY(!gradients);
    QCOMPARE(gradients.error().code(), ErrorCode::Unsupported);
}

void Gradients::slice() {
    const Slice op(2, 3);
    Case one{op, listOf(normalArray({2, 3, 7}))};
    QVERIFY(worstGradient(one) < 1e-4);
}

void Gradients::choicesAndRounding() {
    const TopColumns top(2);
    Case choice{top, listOf(normalArray({3, 5}))};
    const auto chosen = choice.forward();
    QVERIFY(chosen);
    const auto none = choice.backward(*chosen, *chosen);
    QVERIFY(none);
    QCOMPARE(none->front().shape(), (Shape{3, 5}));
    QVERIFY(std::ranges::all_of(none->front().values(), [](float value) { return value == 0; }));

    const RoundBlocks rounding(BlockRounding::Q8_0);
    Case rounded{rounding, listOf(normalArray({2, 64}))};
    const Array dy = normalArray({2, 64});
    const auto through = rounded.backward(dy, dy);
    QVERIFY(through);
    QVERIFY(std::ranges::equal(through->front().values(), dy.values()));
}

void Gradients::networks_data() {
    QTest::addColumn<QString>("variant");
    for (const std::string& variant : support::SmallArchitecture::variants())
        QTest::newRow(variant.c_str()) << QString::fromStdString(variant);
}

namespace {

/// All values of a run, kept.
struct Kept {
    std::vector<Array> values; ///< as the graph counts them
};

/// From the embedded tokens on. `choices`: of experts are those of another run, so that a small step does not
/// make a large jump.
Kept keepRun(const CausalNetwork& model, ValueId fed, const Array& array, const Kept* choices = nullptr) {
    const Graph& graph = model.network.graph();
    const Array ids = Array::integers({2, 9}, support::someIds(18, 40)); // for positions
    std::vector<Feed> feeds = {{model.ids, &ids}, {fed, &array}};
    std::vector<ValueId> wanted;
    for (const Node& node : graph.nodes()) {
        if (node.output <= fed)
            continue;
        wanted.push_back(node.output);
        if (choices != nullptr && node.op->kind() == "top_columns")
            feeds.push_back({node.output, &choices->values[node.output]});
    }
    auto made = run(model.network, feeds, wanted, Runtime(), Task());
    if (!made)
        qFatal("%s", made.error().describe().c_str());
    Kept kept;
    kept.values.resize(graph.valueCount());
    kept.values[model.ids] = ids.clone();
    kept.values[fed] = array.clone();
    for (std::size_t i = 0; i < wanted.size(); ++i)
        kept.values[wanted[i]] = std::move((*made)[i]);
    return kept;
}

void addTo(Array& sum, Array part) {
    if (sum.size() == 0) {
        sum = std::move(part);
        return;
    }
    for (std::size_t i = 0; i < part.size(); ++i)
        sum.values()[i] += part.values()[i];
}

/// The gradient of sum(dy * logits) by the value `fed`, node by node from the end.
Array backpropagate(const CausalNetwork& model, ValueId fed, const Kept& kept, const Array& dy) {
    const Graph& graph = model.network.graph();
    PanelCache panels(std::uint64_t{1} << 24);
    const Task task;
    std::vector<Array> gradients(graph.valueCount());
    gradients[model.logits] = dy.clone();
    for (std::size_t i = graph.nodes().size(); i-- > 0;) {
        const Node& node = graph.nodes()[i];
        if (node.output <= fed || gradients[node.output].size() == 0)
            continue;
        std::vector<const Array*> inputs;
        for (const ValueId input : node.inputs)
            inputs.push_back(&kept.values[input]);
        std::vector<WeightSource> weights;
        for (const WeightId weight : node.weights)
            weights.push_back(model.network.weight(weight));
        auto made = node.op->backward(inputs, kept.values[node.output], gradients[node.output],
                                      {weights, &panels, nullptr, &task});
        if (!made)
            qFatal("%s: %s", node.name.c_str(), made.error().describe().c_str());
        for (std::size_t k = 0; k < made->size(); ++k) {
            if ((*made)[k].size() > 0)
                addTo(gradients[node.inputs[k]], std::move((*made)[k]));
        }
    }
    return std::move(gradients[fed]);
}

double product(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

} // namespace

/// Through every architecture from the logits back to the embedded tokens, along directions in which a step
/// is taken.
void Gradients::networks() {
    QFETCH(QString, variant);
    const support::SmallArchitecture small(variant.toStdString());
    QTemporaryDir folder;
    QVERIFY(small.writeGguf(pathIn(folder, "small.gguf")));
    const CausalNetwork model = support::networkOf(pathIn(folder, "small.gguf"));
    const ValueId embedded = *model.network.graph().findValue("token_embd");
    const Array x = normalArray({2, 9, model.width}, 1);
    const Kept kept = keepRun(model, embedded, x);
    const Array dy = normalArray(kept.values[model.logits].shape());
    const Array gradient = backpropagate(model, embedded, kept, dy);
    QCOMPARE(gradient.shape(), x.shape());
    for (int direction = 0; direction < 3; ++direction) {
        const Array along = normalArray(x.shape());
        const auto at = [&](double step) {
            Array moved = x.clone();
            for (std::size_t i = 0; i < moved.size(); ++i)
                moved.values()[i] += float(step) * along.values()[i];
            const Kept there = keepRun(model, embedded, moved, &kept);
            return product(there.values[model.logits].values(), dy.values());
        };
        const double expected = quotient(at, 1.0 / 512);
        const double length = std::sqrt(product(gradient.values(), gradient.values()));
        const double got = product(gradient.values(), along.values());
        qInfo("%g, by quotient %g, length %g", got, expected, length);
        QVERIFY(std::abs(got - expected) < 2e-3 * length);
    }
}

QTEST_APPLESS_MAIN(Gradients)
#include "tst_gradients.moc"
