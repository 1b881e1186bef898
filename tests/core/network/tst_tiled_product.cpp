// Products with weights in tiles, beside sums in double, on every instruction set of this CPU.
#include "network/tiled_product.h"

#include "support/targets.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

namespace {

std::vector<float> randomValues(std::int64_t count, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = uniform(random);
    return values;
}

std::vector<float> tiled(const std::vector<float>& weights, std::int64_t outputs, std::int64_t width) {
    std::vector<float> tiles(tiledSize(outputs, width), -1.0F);
    tileRows(outputs, width, {weights.data(), width}, tiles.data());
    return tiles;
}

constexpr float untouched = 77;

} // namespace

class TiledProducts : public QObject {
    Q_OBJECT

private slots:
    void agreesWithSumsInDouble_data();
    void agreesWithSumsInDouble();
    void aRowDoesNotDependOnTheOthers();
    void widthMayStopShort();
    void layouts();
    void stripsOfRowsJoin();
    void notFiniteStaysInItsRow();
};

void TiledProducts::agreesWithSumsInDouble_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<int>("width");
    QTest::newRow("one") << 1 << 1 << 1;
    QTest::newRow("whole tiles") << 24 << 64 << 128;
    QTest::newRow("a few rows") << 7 << 32 << 33;
    QTest::newRow("rests everywhere") << 23 << 45 << 67;
    QTest::newRow("several blocks of rows") << 205 << 5 << 9;
    QTest::newRow("two blocks of columns") << 14 << 35 << 1025;
    QTest::newRow("many blocks of columns") << 3 << 17 << 5003;
    QTest::newRow("no rows") << 0 << 8 << 8;
    QTest::newRow("no columns") << 5 << 8 << 0;
}

void TiledProducts::agreesWithSumsInDouble() {
    QFETCH(const int, rows);
    QFETCH(const int, outputs);
    QFETCH(const int, width);
    const std::int64_t xStride = width + 3;
    const std::int64_t yStride = outputs + 5;
    const auto x = randomValues(rows * xStride, 1);
    const auto weights = randomValues(std::int64_t{outputs} * width, 2);
    const auto bias = randomValues(outputs, 3);
    const auto tiles = tiled(weights, outputs, width);
    test::onEveryTarget([&] {
        for (const float* addend : {static_cast<const float*>(nullptr), bias.data()}) {
            std::vector<float> y(static_cast<std::size_t>(rows * yStride), untouched);
            multiplyTiled(rows, outputs, width, {x.data(), xStride}, {tiles.data(), width}, addend, y.data(),
                          yStride);
            for (std::int64_t row = 0; row < rows; ++row) {
                for (std::int64_t output = 0; output < yStride; ++output) {
                    const double found = y[static_cast<std::size_t>(row * yStride + output)];
                    if (output >= outputs) {
                        QCOMPARE(found, double{untouched});
                        continue;
                    }
                    double sum = addend != nullptr ? addend[output] : 0;
                    double size = std::abs(sum);
                    for (std::int64_t i = 0; i < width; ++i) {
                        const double term = double{x[static_cast<std::size_t>(row * xStride + i)]} *
                                            double{weights[static_cast<std::size_t>(output * width + i)]};
                        sum += term;
                        size += std::abs(term);
                    }
                    // n roundings of partial sums, each at most half a unit in the last place of their size.
                    QVERIFY(std::abs(found - sum) <= (width + 2) * size * 6e-8);
                }
            }
        }
    });
}

void TiledProducts::aRowDoesNotDependOnTheOthers() {
    constexpr std::int64_t rows = 131;
    constexpr std::int64_t outputs = 40;
    constexpr std::int64_t width = 1100;
    const auto x = randomValues(rows * width, 4);
    const auto tiles = tiled(randomValues(outputs * width, 5), outputs, width);
    test::onEveryTarget([&] {
        std::vector<float> together(rows * outputs);
        multiplyTiled(rows, outputs, width, {x.data(), width}, {tiles.data(), width}, nullptr,
                      together.data(), outputs);
        std::vector<float> alone(outputs);
        for (std::int64_t row = 0; row < rows; ++row) {
            multiplyTiled(1, outputs, width, {x.data() + row * width, width}, {tiles.data(), width}, nullptr,
                          alone.data(), outputs);
            QVERIFY(std::equal(alone.begin(), alone.end(), together.begin() + row * outputs));
        }
    });
}

void TiledProducts::widthMayStopShort() {
    constexpr std::int64_t outputs = 70;
    constexpr std::int64_t width = 50;
    constexpr std::int64_t less = 31;
    const auto x = randomValues(width, 6);
    const auto weights = randomValues(outputs * width, 7);
    std::vector<float> cut;
    for (std::int64_t output = 0; output < outputs; ++output)
        cut.insert(cut.end(), weights.begin() + output * width, weights.begin() + output * width + less);
    std::vector<float> expected(outputs);
    std::vector<float> found(outputs);
    const auto shortened = tiled(cut, outputs, less);
    const auto whole = tiled(weights, outputs, width);
    multiplyTiled(1, outputs, less, {x.data(), width}, {shortened.data(), less}, nullptr, expected.data(),
                  outputs);
    multiplyTiled(1, outputs, less, {x.data(), width}, {whole.data(), width}, nullptr, found.data(), outputs);
    QCOMPARE(found, expected);
}

void TiledProducts::layouts() {
    constexpr std::int64_t outputs = 71;
    constexpr std::int64_t width = 37;
    const auto weights = randomValues(outputs * width, 8);
    std::vector<float> transposed(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        transposed[i % width * outputs + i / width] = weights[i];
    const auto fromRows = tiled(weights, outputs, width);
    std::vector<float> fromColumns(tiledSize(outputs, width), -1.0F);
    tileColumns(outputs, width, {transposed.data(), outputs}, fromColumns.data());
    QCOMPARE(fromColumns, fromRows);
    for (std::size_t i = 0; i < fromRows.size(); ++i) {
        const std::int64_t place = static_cast<std::int64_t>(i);
        const std::int64_t output = place / (tileOutputs * width) * tileOutputs + place % tileOutputs;
        const std::int64_t column = place / tileOutputs % width;
        QCOMPARE(fromRows[i],
                 output < outputs ? weights[static_cast<std::size_t>(output * width + column)] : 0);
    }
}

void TiledProducts::stripsOfRowsJoin() {
    constexpr std::int64_t outputs = 100;
    constexpr std::int64_t width = 19;
    const auto weights = randomValues(outputs * width, 9);
    std::vector<float> joined(tiledSize(outputs, width));
    for (std::int64_t first = 0; first < outputs; first += tileOutputs)
        tileRows(std::min(tileOutputs, outputs - first), width, {weights.data() + first * width, width},
                 joined.data() + tiledSize(first, width));
    QCOMPARE(joined, tiled(weights, outputs, width));
}

void TiledProducts::notFiniteStaysInItsRow() {
    constexpr std::int64_t rows = 14;
    constexpr std::int64_t outputs = 35; // the last tile is filled up with zeros: zero times infinity is NaN
    constexpr std::int64_t width = 20;
    auto x = randomValues(rows * width, 10);
    x[5 * width + 3] = std::numeric_limits<float>::infinity();
    x[9 * width] = std::numeric_limits<float>::quiet_NaN();
    const auto tiles = tiled(randomValues(outputs * width, 11), outputs, width);
    test::onEveryTarget([&] {
        std::vector<float> y(rows * outputs);
        multiplyTiled(rows, outputs, width, {x.data(), width}, {tiles.data(), width}, nullptr, y.data(),
                      outputs);
        for (std::int64_t row = 0; row < rows; ++row) {
            for (std::int64_t output = 0; output < outputs; ++output) {
                const float value = y[static_cast<std::size_t>(row * outputs + output)];
                QCOMPARE(std::isfinite(value), row != 5 && row != 9);
                QCOMPARE(std::isnan(value), row == 9);
            }
        }
    });
}

QTEST_APPLESS_MAIN(TiledProducts)
#include "tst_tiled_product.moc"
