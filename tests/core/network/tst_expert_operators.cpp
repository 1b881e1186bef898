// The steps of a mixture of experts, one by one and against their definitions in double precision.
#include "base/parallel.h"
#include "network/operators/expert_linear.h"
#include "network/operators/linear.h"
#include "network/operators/routing.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace mantissa;

class ExpertOperators : public QObject {
    Q_OBJECT

private slots:
    void topColumns();
    void pickAndShare();
    void weightedSum();
    void gradients();
    void gradientsOfShares();
    void gradientsOfExperts();
    void linear_data();
    void linear();
    void onlyChosenAreDecoded();
    void misfits();
};

namespace {

std::mt19937 random_(3);

Array made(const Shape& shape) {
    std::normal_distribution<float> draw;
    Array array(shape);
    for (float& value : array.values())
        value = draw(random_);
    return array;
}

Array arrayOf(const Shape& shape, const std::vector<float>& values) {
    Array array(shape);
    std::copy(values.begin(), values.end(), array.values().begin());
    return array;
}

std::vector<float> valuesOf(const Result<Array>& array) {
    if (!array)
        qFatal("%s", array.error().describe().c_str());
    return {array->values().begin(), array->values().end()};
}

Result<Array> forward(const Operator& op, std::vector<const Array*> inputs,
                      std::vector<WeightSource> weights = {}) {
    static const Task task;
    PanelCache panels(1 << 20);
    return op.forward(inputs, {weights, &panels, nullptr, &task});
}

std::vector<float> numbers(std::size_t count) {
    std::normal_distribution<float> draw;
    std::vector<float> values(count);
    for (float& value : values)
        value = draw(random_);
    return values;
}

} // namespace

void ExpertOperators::topColumns() {
    const Array x = arrayOf({3, 4}, {0.1F, 0.4F, 0.3F, 0.2F, 1, 1, 1, 1, -1, -4, -0.0F, 0});
    const auto top = forward(TopColumns(2), {&x});
    QVERIFY(top);
    QCOMPARE(top->shape(), (Shape{3, 2}));
    const std::vector<std::int32_t> ids(top->ids().begin(), top->ids().end());
    QCOMPARE(ids, (std::vector<std::int32_t>{1, 2, 0, 1, 2, 3})); // of equals the first
    QVERIFY(!forward(TopColumns(5), {&x}));
    QVERIFY(!forward(TopColumns(0), {&x}));
    QVERIFY(forward(TopColumns(4), {&x}));
}

void ExpertOperators::pickAndShare() {
    const Array x = arrayOf({2, 3}, {1, 2, 3, 4, 5, 6});
    const Array columns = Array::integers({2, 2}, {2, 0, 1, 1});
    QCOMPARE(valuesOf(forward(PickColumns(), {&x, &columns})), (std::vector<float>{3, 1, 5, 5}));
    const Array sums = arrayOf({3, 2}, {3, 1, 0, 0, 1e-6F, 1e-6F});
    QCOMPARE(valuesOf(forward(ShareOfSum(0.5F), {&sums})),
             (std::vector<float>{0.75F, 0.25F, 0, 0, 2e-6F, 2e-6F}));
}

void ExpertOperators::weightedSum() {
    const Array x = arrayOf({1, 2, 3}, {1, 2, 3, 10, 20, 30});
    const Array weights = arrayOf({1, 2}, {0.5F, -1});
    const auto y = forward(WeightedSum(), {&x, &weights});
    QVERIFY(y);
    QCOMPARE(y->shape(), (Shape{1, 3}));
    QCOMPARE(valuesOf(y), (std::vector<float>{-9.5F, -19, -28.5F}));
}

/// Against differences of sum(dy * y).
void ExpertOperators::gradients() {
    Array x = made({2, 3, 5});
    Array weights = made({2, 3});
    const Array dy = made({2, 5});
    const Task task;
    PanelCache panels(0);
    const OperatorContext context{{}, &panels, nullptr, &task};
    const auto loss = [&] {
        const std::vector<float> y = valuesOf(forward(WeightedSum(), {&x, &weights}));
        double sum = 0;
        for (std::size_t i = 0; i < y.size(); ++i)
            sum += double(y[i]) * double(dy.values()[i]);
        return sum;
    };
    const Array* inputs[] = {&x, &weights};
    const auto found = WeightedSum().backward(inputs, dy, dy, context);
    QVERIFY(found);
    constexpr float step = 0.25F; // the sum is linear in each, so that any step is right
    for (std::size_t input = 0; input < 2; ++input) {
        Array& array = input == 0 ? x : weights;
        for (std::size_t i = 0; i < array.size(); ++i) {
            const double before = loss();
            array.values()[i] += step;
            const double slope = (loss() - before) / double(step);
            array.values()[i] -= step;
            QVERIFY(std::abs(slope - double((*found)[input].values()[i])) < 1e-4);
        }
    }
    const Array odds = made({2, 4});
    const Array columns = Array::integers({2, 2}, {3, 1, 0, 2});
    const Array dPicked = arrayOf({2, 2}, {1, 2, 3, 4});
    const Array* picking[] = {&odds, &columns};
    const auto picked = PickColumns().backward(picking, dPicked, dPicked, context);
    QVERIFY(picked);
    QCOMPARE(std::vector<float>((*picked)[0].values().begin(), (*picked)[0].values().end()),
             (std::vector<float>{0, 2, 0, 1, 3, 0, 4, 0}));
}

void ExpertOperators::gradientsOfShares() {
    Array x = arrayOf({2, 3}, {0.2F, 0.5F, 0.1F, 0.01F, 0.02F, 0.03F}); // the second row is below the least
    const Array dy = made({2, 3});
    const Task task;
    PanelCache panels(0);
    const OperatorContext context{{}, &panels, nullptr, &task};
    const ShareOfSum op(0.25F);
    const Array* inputs[] = {&x};
    const auto y = op.forward(inputs, context);
    QVERIFY(y);
    const auto found = op.backward(inputs, *y, dy, context);
    QVERIFY(found);
    const auto loss = [&] {
        const std::vector<float> values = valuesOf(op.forward(inputs, context));
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += double(values[i]) * double(dy.values()[i]);
        return sum;
    };
    constexpr float step = 1e-3F;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float kept = x.values()[i];
        x.values()[i] = kept + step;
        const double above = loss();
        x.values()[i] = kept - step;
        const double slope = (above - loss()) / (2 * double(step));
        x.values()[i] = kept;
        QVERIFY(std::abs(slope - double(found->front().values()[i])) < 1e-2);
    }
}

/// dx is the sum over a row's choices of dy W.
void ExpertOperators::gradientsOfExperts() {
    constexpr std::size_t width = 30'000; // several panels
    constexpr std::size_t outputs = 37;
    const auto values = numbers(3 * outputs * width);
    const std::vector<WeightSource> weights = {
        std::make_shared<MatrixRows>(3 * std::int64_t(outputs), std::int64_t(width), values)};
    QVERIFY(std::size_t(panelRows(*weights[0])) < outputs);
    const std::vector<std::int32_t> ids = {2, 0, 0, 2}; // nobody chose the second
    const Array chosen = Array::integers({1, 2, 2}, ids);
    const Array dy = made({1, 2, 2, std::int64_t(outputs)});
    const Task task;
    PanelCache panels(0);
    for (const bool own : {false, true}) {
        const Array x = own ? made({1, 2, 2, std::int64_t(width)}) : made({1, 2, std::int64_t(width)});
        const Array* inputs[] = {&x, &chosen};
        const auto found = ExpertLinear(3).backward(inputs, dy, dy, {weights, &panels, nullptr, &task});
        QVERIFY(found);
        QCOMPARE(found->front().shape(), x.shape());
        std::vector<double> expected(x.size());
        for (std::size_t choice = 0; choice < 4; ++choice) {
            const std::size_t row = own ? choice : choice / 2;
            for (std::size_t o = 0; o < outputs; ++o) {
                const std::size_t at = (std::size_t(ids[choice]) * outputs + o) * width;
                for (std::size_t i = 0; i < width; ++i)
                    expected[row * width + i] +=
                        double(dy.values()[choice * outputs + o]) * double(values[at + i]);
            }
        }
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(double(found->front().values()[i]) - expected[i]) < 1e-4);
    }
}

void ExpertOperators::linear_data() {
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("experts");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::newRow("one of one") << 1 << 1 << 1 << 1 << 1;
    QTest::newRow("two of four") << 7 << 4 << 2 << 17 << 5;
    QTest::newRow("all of three") << 5 << 3 << 3 << 33 << 9;
    QTest::newRow("several token blocks") << 600 << 2 << 1 << 31 << 7;
    QTest::newRow("several panels") << 3 << 2 << 2 << 40'000 << 37;
}

void ExpertOperators::linear() {
    QFETCH(int, tokens);
    QFETCH(int, experts);
    QFETCH(int, count);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    const auto size = std::size_t(outputs) * std::size_t(inputs);
    const auto values = numbers(std::size_t(experts) * size);
    std::vector<WeightSource> apart;
    for (int e = 0; e < experts; ++e) {
        const auto first = values.begin() + std::ptrdiff_t(size) * e;
        apart.push_back(std::make_shared<MatrixRows>(
            outputs, inputs, std::vector<float>(first, first + std::ptrdiff_t(size))));
    }
    const std::vector<WeightSource> stacked = {
        std::make_shared<MatrixRows>(experts * outputs, inputs, values)};
    std::vector<std::int32_t> ids;
    for (int i = 0; i < tokens * count; ++i)
        ids.push_back((i * i + i / 3) % experts);
    const Array chosen = Array::integers({1, tokens, count}, ids);
    for (const bool own : {false, true}) {
        const Array x = own ? made({1, tokens, count, inputs}) : made({1, tokens, inputs});
        setThreads(1);
        const auto y = forward(ExpertLinear(experts), {&x, &chosen}, stacked);
        setThreads(4);
        const auto other = forward(ExpertLinear(experts), {&x, &chosen}, apart);
        setThreads(0);
        QVERIFY(y && other);
        QCOMPARE(y->shape(), (Shape{1, tokens, count, outputs}));
        QCOMPARE(valuesOf(y), valuesOf(other));
        for (std::size_t choice = 0; choice < ids.size(); ++choice) {
            const std::size_t row = own ? choice : choice / std::size_t(count);
            for (std::size_t o = 0; o < std::size_t(outputs); ++o) {
                double sum = 0;
                double most = 1;
                for (std::size_t i = 0; i < std::size_t(inputs); ++i) {
                    const double product =
                        double(x.values()[row * std::size_t(inputs) + i]) *
                        double(values[std::size_t(ids[choice]) * size + o * std::size_t(inputs) + i]);
                    sum += product;
                    most += std::abs(product);
                }
                QVERIFY(std::abs(double(y->values()[choice * std::size_t(outputs) + o]) - sum) < 1e-6 * most);
            }
        }
    }
}

void ExpertOperators::onlyChosenAreDecoded() {
    const Array x = made({1, 4, 3});
    const Array chosen = Array::integers({1, 4, 2}, {5, 2, 2, 5, 5, 2, 2, 5});
    const std::vector<WeightSource> weights = {std::make_shared<MatrixRows>(8 * 6, 3, numbers(8 * 6 * 3))};
    PanelCache panels(1 << 20);
    const Task task;
    const Array* inputs[] = {&x, &chosen};
    QVERIFY(ExpertLinear(8).forward(inputs, {weights, &panels, nullptr, &task}));
    QCOMPARE(panels.decodedElements(), std::uint64_t(2 * 6 * 3));
}

void ExpertOperators::misfits() {
    const Array x = made({2, 3});
    const Array chosen = Array::integers({2, 2}, {0, 1, 1, 0});
    const std::vector<WeightSource> weights = {std::make_shared<MatrixRows>(8, 3, numbers(24))};
    QVERIFY(forward(ExpertLinear(2), {&x, &chosen}, weights));
    const Array outside = Array::integers({2, 2}, {0, 2, 1, 0});
    const auto none = forward(ExpertLinear(2), {&x, &outside}, weights);
    QVERIFY(!none);
    QVERIFY(none.error().describe().find("Expert 2 of 2") != std::string::npos);
    const Array three = Array::integers({3, 1}, {0, 1, 1});
    QVERIFY(!forward(ExpertLinear(2), {&x, &three}, weights));
    QVERIFY(!forward(ExpertLinear(3), {&x, &chosen}, weights)); // 8 rows are not 3 experts'
    QVERIFY(!forward(ExpertLinear(2), {&x, &x}, weights));
    const Array narrow = made({2, 2});
    QVERIFY(!forward(ExpertLinear(2), {&narrow, &chosen}, weights));
    QVERIFY(!forward(PickColumns(), {&x, &three}));
    QVERIFY(!forward(PickColumns(), {&narrow, &outside}));
    QVERIFY(!forward(WeightedSum(), {&x, &x}));
    QVERIFY(!forward(WeightedSum(), {&x, &chosen}));
}

QTEST_APPLESS_MAIN(ExpertOperators)
#include "tst_expert_operators.moc"
