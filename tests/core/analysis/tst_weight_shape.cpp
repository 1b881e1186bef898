#include "analysis/weight_shape.h"
#include "base/parallel.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

namespace {

MatrixRows gaussian(std::int64_t rows, std::int64_t columns,
                    const std::function<float(std::int64_t row, std::int64_t column, float value)>& change) {
    std::mt19937 random(5);
    std::normal_distribution<float> draw(0, 0.02F);
    std::vector<float> values;
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            values.push_back(change(row, column, draw(random)));
    return {rows, columns, std::move(values)};
}

WeightShape shape(const RowSource& rows) {
    const auto result = shapeOf(rows, Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return *result;
}

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance;
}

} // namespace

class WeightShapeTest : public QObject {
    Q_OBJECT
private slots:
    void ofAGaussian() {
        const WeightShape one = shape(gaussian(700, 512, [](auto, auto, float x) { return x; }));
        QCOMPARE(one.count, std::uint64_t{700 * 512});
        QVERIFY(near(one.rms, 0.02, 2e-4));
        QVERIFY(near(one.kurtosis, 3, 0.05));
        QVERIFY2(near(one.blockPeak, gaussianBlockPeak, 0.02), qPrintable(QString::number(one.blockPeak)));
        QVERIFY(one.peakOverRms > 4 && one.peakOverRms < 6.5);
        QCOMPARE(one.outlierColumns, std::int64_t{0});
        QCOMPARE(one.zeroShare, 0.0);
    }

    void outlierColumns() {
        const WeightShape one = shape(gaussian(
            300, 200, [](auto, auto column, float x) { return column == 7 || column == 150 ? 10 * x : x; }));
        QCOMPARE(one.outlierColumns, std::int64_t{2});
        QVERIFY(near(one.outlierColumnEnergy, 200.0 / (198 + 200), 0.06)); // 2 x 100 of 198 + 200
        QVERIFY(one.heaviestColumn == 7 || one.heaviestColumn == 150);
        QVERIFY(one.kurtosis > 30);
        QVERIFY(one.blockPeak > 1.1 * gaussianBlockPeak);
    }

    // By hand, with a remainder of a block: 1, -2, 2, 0 and one block of 33 columns.
    void byHand() {
        std::vector<float> values(33, 0);
        values[0] = 1;
        values[1] = -2;
        values[32] = 2;
        const WeightShape one = shape(MatrixRows(1, 33, values));
        QCOMPARE(one.rms, std::sqrt(9.0 / 33));
        QCOMPARE(one.kurtosis, (1.0 + 16 + 16) / 33 / std::pow(9.0 / 33, 2));
        QCOMPARE(one.peakOverRms, 2 / std::sqrt(9.0 / 33));
        QCOMPARE(one.blockPeak, (2 / std::sqrt(5.0 / 32) + 1) / 2);
        QCOMPARE(one.zeroShare, 30.0 / 33);
        QCOMPARE(one.outlierColumns, std::int64_t{3}); // the median column is zero
        QCOMPARE(one.outlierColumnEnergy, 1.0);
        QCOMPARE(one.heaviestColumn, std::int64_t{1});
    }

    void extremes() {
        const WeightShape zeros = shape(MatrixRows(3, 40, std::vector<float>(120, 0)));
        QCOMPARE(zeros.rms, 0.0);
        QCOMPARE(zeros.zeroShare, 1.0);
        QCOMPARE(zeros.outlierColumns, std::int64_t{0});
        const WeightShape huge =
            shape(MatrixRows(1, 4, std::vector<float>(4, std::numeric_limits<float>::max())));
        QCOMPARE(huge.kurtosis, 1.0);
        QCOMPARE(huge.peakOverRms, 1.0);
        const WeightShape tiny =
            shape(MatrixRows(1, 4, std::vector<float>(4, std::numeric_limits<float>::denorm_min())));
        QVERIFY(std::isfinite(tiny.kurtosis) && std::isfinite(tiny.blockPeak));
        for (const float bad :
             {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
            const auto result = shapeOf(MatrixRows(2, 2, {1, 2, bad, 3}), Task());
            QVERIFY(!result);
            QCOMPARE(result.error().code(), ErrorCode::Numeric);
        }
    }

    void anyThreads() {
        const MatrixRows rows = gaussian(2000, 300, [](auto, auto, float x) { return x; });
        setThreads(1);
        const WeightShape one = shape(rows);
        setThreads(2);
        const WeightShape two = shape(rows);
        setThreads(0);
        QCOMPARE(one.kurtosis, two.kurtosis);
        QCOMPARE(one.blockPeak, two.blockPeak);
        QCOMPARE(one.rms, two.rms);
    }
};

QTEST_GUILESS_MAIN(WeightShapeTest)
#include "tst_weight_shape.moc"
