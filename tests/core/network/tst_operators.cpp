// Each operator against its definition, written out in double; shapes that do not fit are refused.
#include "methods/quantize.h"
#include "network/operators/attention.h"
#include "network/operators/elementwise.h"
#include "network/operators/embedding.h"
#include "network/operators/linear.h"
#include "network/operators/norm.h"
#include "network/operators/rope.h"
#include "network/operators/round_blocks.h"
#include "network/operators/slice.h"
#include "network/operators/softmax.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

class Operators : public QObject {
    Q_OBJECT

private slots:
    void linear_data();
    void linear();
    void linearBackward();
    void idsHaveNoGradient();
    void elementwise_data();
    void elementwise();
    void pairwise();
    void norms_data();
    void norms();
    void softmax_data();
    void softmax();
    void softmaxBackward();
    void rope_data();
    void rope();
    void attention_data();
    void attention();
    void roundBlocks();
    void slice();
    void embedding();
    void refusals();
};

namespace {

std::mt19937 random_(3);

std::vector<float> normal(std::size_t count, float spread = 1) {
    std::normal_distribution<float> draw(0, spread);
    std::vector<float> values(count);
    for (float& value : values)
        value = draw(random_);
    return values;
}

Array arrayOf(const Shape& shape, const std::vector<float>& values) {
    Array array(shape);
    std::copy(values.begin(), values.end(), array.values().begin());
    return array;
}

Array normalArray(const Shape& shape, float spread = 1) {
    return arrayOf(shape, normal(*elementCount(shape), spread));
}

WeightSource weightOf(std::int64_t rows, std::int64_t columns) {
    return std::make_shared<MatrixRows>(rows, columns, normal(std::size_t(rows * columns)));
}

std::vector<float> valuesOf(const WeightSource& weight) {
    std::vector<float> values(weight->elements());
    if (!weight->read(0, weight->rows(), values))
        qFatal("a matrix in memory could not be read");
    return values;
}

Result<Array> forward(const Operator& op, std::vector<const Array*> inputs,
                      std::vector<WeightSource> weights = {}) {
    static PanelCache panels(std::uint64_t{1} << 24);
    static const Task task;
    return op.forward(inputs, {weights, &panels, nullptr, &task});
}

double worst(std::span<const float> got, std::span<const double> expected) {
    if (got.size() != expected.size())
        return std::numeric_limits<double>::infinity();
    double most = 0;
    for (std::size_t i = 0; i < got.size(); ++i)
        most = std::max(most, std::abs(double(got[i]) - expected[i]) / std::max(1.0, std::abs(expected[i])));
    return most;
}

} // namespace

void Operators::linear_data() {
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<bool>("bias");
    QTest::newRow("one by one") << 1 << 1 << 1 << false;
    QTest::newRow("remainders") << 3 << 17 << 5 << true;
    QTest::newRow("several token blocks") << 515 << 33 << 19 << true;
    QTest::newRow("several panels") << 2 << 40'000 << 37 << false;
}

void Operators::linear() {
    QFETCH(int, tokens);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    QFETCH(bool, bias);
    const Array x = normalArray({1, tokens, inputs}, 1.0F / std::sqrt(float(inputs)));
    std::vector<WeightSource> weights = {weightOf(outputs, inputs)};
    if (bias)
        weights.push_back(weightOf(1, outputs));
    const auto w = valuesOf(weights[0]);
    std::vector<double> expected;
    for (int t = 0; t < tokens; ++t) {
        for (int o = 0; o < outputs; ++o) {
            double sum = bias ? double(valuesOf(weights[1])[std::size_t(o)]) : 0;
            for (int i = 0; i < inputs; ++i)
                sum +=
                    double(x.values()[std::size_t(t * inputs + i)]) * double(w[std::size_t(o * inputs + i)]);
            expected.push_back(sum);
        }
    }
    const auto y = forward(Linear(bias), {&x}, weights);
    QVERIFY(y);
    QCOMPARE(y->shape(), (Shape{1, tokens, outputs}));
    QVERIFY(worst(y->values(), expected) < 1e-5);
}

void Operators::idsHaveNoGradient() {
    const Array ids = Array::integers({1, 3}, {2, 0, 1});
    const std::vector<WeightSource> weights = {weightOf(4, 5)};
    const Array dy = normalArray({1, 3, 5});
    PanelCache panels(0);
    const Task task;
    const Array* inputs[] = {&ids};
    const OperatorContext context{weights, &panels, nullptr, &task};
    for (const OperatorPtr& op :
         {OperatorPtr(std::make_shared<Embedding>()), OperatorPtr(std::make_shared<PositionEmbedding>())}) {
        const auto gradients = op->backward(inputs, dy, dy, context);
        QVERIFY(gradients);
        QCOMPARE(gradients->size(), std::size_t(1));
        QCOMPARE(gradients->front().size(), std::size_t(0));
    }
}

void Operators::linearBackward() {
    const Array x = normalArray({5, 30'000});
    const Array dy = normalArray({5, 37}, 0.05F);
    const std::vector<WeightSource> weights = {weightOf(37, 30'000)};
    QVERIFY(panelRows(*weights[0]) < 37);
    const auto w = valuesOf(weights[0]);
    PanelCache panels(0);
    const Task task;
    const Array* inputs[] = {&x};
    const auto gradients = Linear().backward(inputs, dy, dy, {weights, &panels, nullptr, &task});
    QVERIFY(gradients);
    std::vector<double> expected(5 * 30'000);
    for (std::size_t t = 0; t < 5; ++t) {
        for (std::size_t o = 0; o < 37; ++o) {
            for (std::size_t i = 0; i < 30'000; ++i)
                expected[t * 30'000 + i] += double(dy.values()[t * 37 + o]) * double(w[o * 30'000 + i]);
        }
    }
    QVERIFY(worst(gradients->front().values(), expected) < 1e-5);
}

void Operators::elementwise_data() {
    QTest::addColumn<int>("function");
    using F = Activation::Function;
    QTest::newRow("silu") << int(F::Silu);
    QTest::newRow("gelu tanh") << int(F::GeluTanh);
    QTest::newRow("gelu") << int(F::GeluErf);
    QTest::newRow("relu") << int(F::Relu);
    QTest::newRow("sigmoid") << int(F::Sigmoid);
    QTest::newRow("tanh") << int(F::Tanh);
}

void Operators::elementwise() {
    QFETCH(int, function);
    const auto definition = [function](double x) {
        using F = Activation::Function;
        switch (F(function)) {
        case F::Silu:
            return x / (1 + std::exp(-x));
        case F::GeluTanh:
            return 0.5 * x * (1 + std::tanh(0.797884560802865356 * (x + 0.044715 * x * x * x)));
        case F::GeluErf:
            return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
        case F::Relu:
            return std::max(x, 0.0);
        case F::Sigmoid:
            return 1 / (1 + std::exp(-x));
        case F::Tanh:
            return std::tanh(x);
        }
        return 0.0;
    };
    std::vector<float> values = normal(1000, 4);
    for (const float extreme : {0.0F, -0.0F, 1e-30F, -1e-42F, 88.0F, -88.0F, 100.0F, -104.0F, 1e4F, -1e4F})
        values.push_back(extreme);
    const Array x = arrayOf({std::int64_t(values.size())}, values);
    std::vector<double> expected;
    for (const float value : values)
        expected.push_back(definition(double(value)));
    const auto y = forward(Activation(Activation::Function(function)), {&x});
    QVERIFY(y);
    QVERIFY(worst(y->values(), expected) < 2e-6);
}

void Operators::pairwise() {
    const Array a = normalArray({3, 7});
    const Array b = normalArray({3, 7});
    const Array row = normalArray({7});
    for (const bool multiply : {false, true}) {
        const Pairwise op(multiply ? Pairwise::Function::Multiply : Pairwise::Function::Add);
        for (const Array* other : {&b, &row}) {
            std::vector<double> expected;
            for (std::size_t i = 0; i < a.size(); ++i) {
                const auto x = double(a.values()[i]);
                const auto y = double(other->values()[i % other->size()]);
                expected.push_back(multiply ? x * y : x + y);
            }
            const auto y = forward(op, {&a, other});
            QVERIFY(y);
            QVERIFY(worst(y->values(), expected) < 1e-6);
        }
    }
}

void Operators::norms_data() {
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("width");
    QTest::newRow("one value") << 1 << 1;
    QTest::newRow("a row") << 1 << 37;
    QTest::newRow("heads") << 4 << 16;
    QTest::newRow("wide") << 1 << 4099;
}

void Operators::norms() {
    QFETCH(int, groups);
    QFETCH(int, width);
    const double epsilon = 1e-5;
    const Array x = normalArray({70, groups * width}, 3);
    const auto scale = weightOf(1, width);
    const auto shift = weightOf(1, width);
    std::vector<double> rms;
    std::vector<double> layer;
    for (std::size_t first = 0; first < x.size(); first += std::size_t(width)) {
        const auto group = x.values().subspan(first, std::size_t(width));
        double mean = 0;
        double square = 0;
        for (const float value : group) {
            mean += double(value) / width;
            square += double(value) * double(value) / width;
        }
        for (std::size_t i = 0; i < group.size(); ++i) {
            const auto w = double(valuesOf(scale)[i]);
            rms.push_back(double(group[i]) / std::sqrt(square + epsilon) * (w + 1));
            layer.push_back((double(group[i]) - mean) / std::sqrt(square - mean * mean + epsilon) * w +
                            double(valuesOf(shift)[i]));
        }
    }
    const auto gotRms = forward(RmsNorm(epsilon, 1), {&x}, {scale});
    QVERIFY(gotRms);
    QVERIFY(worst(gotRms->values(), rms) < 1e-5);
    const auto gotLayer = forward(LayerNorm(epsilon), {&x}, {scale, shift});
    QVERIFY(gotLayer);
    QVERIFY(worst(gotLayer->values(), layer) < 1e-4);
}

void Operators::softmax_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("spread");
    QTest::newRow("one") << 1 << 1.0;
    QTest::newRow("remainder") << 37 << 2.0;
    QTest::newRow("far apart") << 100 << 300.0;
    QTest::newRow("vocabulary") << 4097 << 1.0;
}

void Operators::softmax() {
    QFETCH(int, width);
    QFETCH(double, spread);
    const Array x = normalArray({3, width}, float(spread));
    std::vector<double> expected;
    for (std::size_t first = 0; first < x.size(); first += std::size_t(width)) {
        const auto row = x.values().subspan(first, std::size_t(width));
        const double most = double(*std::max_element(row.begin(), row.end()));
        double total = 0;
        for (const float value : row)
            total += std::exp(double(value) - most);
        for (const float value : row)
            expected.push_back(std::exp(double(value) - most) / total);
    }
    const auto y = forward(Softmax(), {&x});
    QVERIFY(y);
    QVERIFY(worst(y->values(), expected) < 1e-6);
}

void Operators::softmaxBackward() {
    // Against the difference quotient of sum(dy * softmax(x)).
    const Array x = normalArray({1, 9});
    const Array dy = normalArray({1, 9});
    const auto y = forward(Softmax(), {&x});
    const auto objective = [&dy](const Array& at) {
        const auto value = forward(Softmax(), {&at});
        double sum = 0;
        for (std::size_t i = 0; i < dy.size(); ++i)
            sum += double(dy.values()[i]) * double(value->values()[i]);
        return sum;
    };
    PanelCache panels(0);
    const Task task;
    const Array* inputs[] = {&x};
    const auto gradients = Softmax().backward(inputs, *y, dy, {{}, &panels, nullptr, &task});
    QVERIFY(gradients);
    for (std::size_t i = 0; i < x.size(); ++i) {
        Array up = x.clone();
        Array down = x.clone();
        up.values()[i] += 1e-2F;
        down.values()[i] -= 1e-2F;
        const double quotient = (objective(up) - objective(down)) / 2e-2;
        QVERIFY(std::abs(quotient - double(gradients->front().values()[i])) < 1e-4);
    }
}

void Operators::rope_data() {
    QTest::addColumn<bool>("halves");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("neighbours") << false << 12;
    QTest::newRow("halves") << true << 12;
    QTest::newRow("part of a head, neighbours") << false << 8;
    QTest::newRow("part of a head, halves") << true << 8;
}

void Operators::rope() {
    QFETCH(bool, halves);
    QFETCH(int, dimensions);
    constexpr int head = 12;
    const Array x = normalArray({2, 5, 3 * head});
    RopeOptions options;
    options.headLength = head;
    options.pairs = halves ? RopePairs::Halves : RopePairs::Neighbours;
    options.frequencies = ropeFrequencies(500, dimensions);
    std::vector<double> expected(x.values().begin(), x.values().end());
    for (int row = 0; row < 10; ++row) {
        for (int h = 0; h < 3; ++h) {
            for (int i = 0; i < dimensions / 2; ++i) {
                const auto base = std::size_t(row * 3 * head + h * head);
                const auto first = base + std::size_t(halves ? i : 2 * i);
                const auto second = base + std::size_t(halves ? i + dimensions / 2 : 2 * i + 1);
                const double angle = (row % 5) * std::pow(500.0, -2.0 * i / dimensions);
                const auto a = double(x.values()[first]);
                const auto b = double(x.values()[second]);
                expected[first] = a * std::cos(angle) - b * std::sin(angle);
                expected[second] = a * std::sin(angle) + b * std::cos(angle);
            }
        }
    }
    const auto y = forward(Rope(options), {&x});
    QVERIFY(y);
    QVERIFY(worst(y->values(), expected) < 1e-6);
}

void Operators::attention_data() {
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("keyValueHeads");
    QTest::addColumn<bool>("causal");
    QTest::addColumn<int>("window");
    QTest::addColumn<double>("cap");
    QTest::addColumn<int>("valueLength");
    QTest::newRow("one token") << 1 << 4 << true << 0 << 0.0 << 5;
    QTest::newRow("causal") << 9 << 4 << true << 0 << 0.0 << 5;
    QTest::newRow("grouped, several query blocks") << 150 << 2 << true << 0 << 0.0 << 5;
    QTest::newRow("one key-value head") << 65 << 1 << true << 0 << 0.0 << 5;
    QTest::newRow("both ways") << 70 << 2 << false << 0 << 0.0 << 5;
    QTest::newRow("window") << 150 << 2 << true << 20 << 0.0 << 5;
    QTest::newRow("window, wide values") << 150 << 2 << true << 20 << 0.0 << 70;
    QTest::newRow("window of one") << 70 << 2 << true << 1 << 0.0 << 5;
    QTest::newRow("soft cap") << 70 << 2 << true << 0 << 1.5 << 5;
}

void Operators::attention() {
    QFETCH(int, length);
    QFETCH(int, keyValueHeads);
    QFETCH(bool, causal);
    QFETCH(int, window);
    QFETCH(double, cap);
    QFETCH(int, valueLength);
    constexpr int heads = 4;
    constexpr int keyLength = 6;
    constexpr double scale = 0.4;
    const Array q = normalArray({2, length, heads * keyLength});
    const Array k = normalArray({2, length, keyValueHeads * keyLength});
    const Array v = normalArray({2, length, keyValueHeads * valueLength});
    std::vector<double> expected;
    for (int row = 0; row < 2 * length; ++row) {
        for (int h = 0; h < heads; ++h) {
            const int group = h / (heads / keyValueHeads);
            std::vector<double> sum(static_cast<std::size_t>(valueLength));
            double total = 0;
            for (int other = 0; other < length; ++other) {
                const int query = row % length;
                if ((causal && other > query) || (window > 0 && query - other >= window))
                    continue;
                const int key = row / length * length + other;
                double score = 0;
                for (int i = 0; i < keyLength; ++i)
                    score += scale * double(q.values()[std::size_t((row * heads + h) * keyLength + i)]) *
                             double(k.values()[std::size_t((key * keyValueHeads + group) * keyLength + i)]);
                const double weight = std::exp(cap > 0 ? cap * std::tanh(score / cap) : score);
                total += weight;
                for (int i = 0; i < valueLength; ++i)
                    sum[std::size_t(i)] +=
                        weight *
                        double(v.values()[std::size_t((key * keyValueHeads + group) * valueLength + i)]);
            }
            for (const double value : sum)
                expected.push_back(value / total);
        }
    }
    AttentionOptions options;
    options.heads = heads;
    options.keyValueHeads = keyValueHeads;
    options.scale = float(scale);
    options.causal = causal;
    options.window = window;
    options.softCap = float(cap);
    const auto y = forward(Attention(options), {&q, &k, &v});
    QVERIFY(y);
    QCOMPARE(y->shape(), (Shape{2, length, heads * valueLength}));
    QVERIFY(worst(y->values(), expected) < 1e-5);
}

void Operators::roundBlocks() {
    Array x = normalArray({3, 512});
    std::fill_n(x.values().begin(), 64, 0.0F);
    x.values()[70] = 1000;
    const auto y = forward(RoundBlocks(BlockRounding::Q8_0), {&x});
    QVERIFY(y);
    // The format of that name is proven against ggml elsewhere.
    const auto scheme = parseScheme("Q8_0/ggml");
    QVERIFY(scheme);
    MethodInput input;
    input.rows =
        std::make_shared<MatrixRows>(3, 512, std::vector<float>(x.values().begin(), x.values().end()));
    const auto coded = quantize(*scheme, input, Task());
    QVERIFY(coded);
    std::vector<float> expected(3 * 512);
    QVERIFY((*coded)->read(0, 3, expected));
    QVERIFY(std::equal(expected.begin(), expected.end(), y->values().begin()));

    const auto k = forward(RoundBlocks(BlockRounding::Q8_K), {&x});
    QVERIFY(k);
    for (std::size_t first = 0; first < x.size(); first += 256) {
        const auto in = x.values().subspan(first, 256);
        const auto out = k->values().subspan(first, 256);
        float most = 0;
        for (const float value : in)
            most = std::max(most, std::abs(value));
        for (std::size_t i = 0; i < 256; ++i) {
            QVERIFY(std::abs(in[i] - out[i]) <= most / 127 * 0.5001F);
            const double steps = double(out[i]) * 127 / double(most);
            QVERIFY(std::abs(steps - std::round(steps)) < 1e-4);
        }
    }
    const Array narrow = normalArray({1, 48});
    QVERIFY(!forward(RoundBlocks(BlockRounding::Q8_0), {&narrow}));
}

void Operators::slice() {
    const Array x = arrayOf({2, 3}, {1, 2, 3, 4, 5, 6});
    const auto y = forward(Slice(1, 2), {&x});
    QVERIFY(y);
    QCOMPARE(y->shape(), (Shape{2, 2}));
    QVERIFY(worst(y->values(), std::vector<double>{2, 3, 5, 6}) == 0);
}

void Operators::embedding() {
    const auto table = std::make_shared<MatrixRows>(3, 2, std::vector<float>{1, 2, 3, 4, 5, 6});
    const Array ids = Array::integers({2, 2}, {2, 0, 1, 2});
    const auto y = forward(Embedding(), {&ids}, {table});
    QVERIFY(y);
    QCOMPARE(y->shape(), (Shape{2, 2, 2}));
    QVERIFY(worst(y->values(), std::vector<double>{5, 6, 1, 2, 3, 4, 5, 6}) == 0);
    for (const std::int32_t id : {-1, 3}) {
        const Array outside = Array::integers({1, 2}, {0, id});
        const auto refused = forward(Embedding(), {&outside}, {table});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Malformed);
        QVERIFY(refused.error().describe().find("Token " + std::to_string(id)) != std::string::npos);
    }
}

void Operators::refusals() {
    const Array x = normalArray({2, 4, 6});
    const Array other = normalArray({2, 4, 5});
    const Array ids = Array::integers({2}, {0, 1});
    const auto code = [](const Result<Array>& result) {
        return result ? ErrorCode::Cancelled : result.error().code();
    };
    QCOMPARE(code(forward(Linear(), {&x}, {weightOf(3, 7)})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(Linear(), {&ids}, {weightOf(3, 2)})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(Linear(true), {&x}, {weightOf(3, 6)})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(Pairwise(Pairwise::Function::Add), {&x, &other})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(RmsNorm(1e-5), {&x}, {weightOf(1, 4)})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(LayerNorm(1e-5), {&x}, {weightOf(1, 6), weightOf(1, 3)})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(Slice(4, 3), {&x})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(Embedding(), {&x}, {weightOf(3, 2)})), ErrorCode::Mismatch);
    RopeOptions rope;
    rope.headLength = 4;
    QCOMPARE(code(forward(Rope(rope), {&x})), ErrorCode::Mismatch);
    AttentionOptions attention;
    attention.heads = 2;
    attention.keyValueHeads = 2;
    QCOMPARE(code(forward(Attention(attention), {&x, &other, &x})), ErrorCode::Mismatch);
    QCOMPARE(code(forward(Softmax(), {&x, &x})), ErrorCode::Mismatch);
}

QTEST_APPLESS_MAIN(Operators)
#include "tst_operators.moc"
