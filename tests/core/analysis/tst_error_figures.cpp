// Error sums and figures against direct computation in long double, element by element.
#include "analysis/error_figures.h"
#include "analysis/error_lanes.h"
#include "support/targets.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace mantissa;

namespace {

struct Pair {
    std::vector<float> original;
    std::vector<float> decoded;
};

Pair randomPair(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> weight(0, 0.05F);
    std::normal_distribution<float> noise(0, 0.004F);
    Pair pair;
    for (std::size_t i = 0; i < count; ++i) {
        pair.original.push_back(weight(random));
        pair.decoded.push_back(pair.original.back() + noise(random));
    }
    return pair;
}

bool close(double a, long double b) {
    return std::abs(a - static_cast<double>(b)) <= 1e-13 * std::abs(static_cast<double>(b));
}

} // namespace

class TestErrorFigures : public QObject {
    Q_OBJECT
private slots:
    void sumsAreThoseOfDirectComputation_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        for (const int columns : {1, 2, 7, 8, 9, 63, 64, 257, 4096}) {
            for (const int rows : {1, 3, 17})
                QTest::addRow("%d x %d", rows, columns) << rows << columns;
        }
    }
    void sumsAreThoseOfDirectComputation() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        const auto count = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
        const Pair pair = randomPair(count, static_cast<unsigned>(rows * 5000 + columns));
        long double x2 = 0;
        long double y2 = 0;
        long double xy = 0;
        long double e2 = 0;
        double most = 0;
        std::size_t where = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const long double x = pair.original[i];
            const long double y = pair.decoded[i];
            x2 += x * x;
            y2 += y * y;
            xy += x * y;
            e2 += (x - y) * (x - y);
            if (static_cast<double>(std::abs(x - y)) > most) {
                most = static_cast<double>(std::abs(x - y));
                where = i;
            }
        }
        const ErrorSums sums = errorSums(pair.original, pair.decoded, 100, columns);
        QCOMPARE(sums.count, count);
        QVERIFY(close(sums.original2, x2));
        QVERIFY(close(sums.decoded2, y2));
        QVERIFY(close(sums.product, xy));
        QVERIFY(close(sums.error2, e2));
        QCOMPARE(sums.maxAbs, most);
        QCOMPARE(sums.maxRow, 100 + static_cast<std::int64_t>(where) / columns);
        QCOMPARE(sums.maxColumn, static_cast<std::int64_t>(where) % columns);

        const ErrorFigures figures = mantissa::figures(sums);
        QVERIFY(close(figures.rmse, std::sqrt(e2 / static_cast<long double>(count))));
        QVERIFY(close(figures.relativeRmse, std::sqrt(e2 / x2)));
        QVERIFY(close(figures.sqnrDb, -10 * std::log10(e2 / x2)));
        QVERIFY(close(figures.cosine, xy / std::sqrt(x2 * y2)));
        QCOMPARE(figures.maxAbs, most);
    }

    void rowByRowIsTheSameAsAllRows() {
        const Pair pair = randomPair(13 * 37, 4);
        ErrorSums apart;
        for (std::size_t row = 0; row < 13; ++row) {
            const std::span x(pair.original.data() + row * 37, 37);
            const std::span y(pair.decoded.data() + row * 37, 37);
            apart.add(errorSums(x, y, static_cast<std::int64_t>(row), 37));
        }
        QVERIFY(apart == errorSums(pair.original, pair.decoded, 0, 37));
    }

    // Lane by lane what the definition says, on every instruction set.
    void lanesAreTheSameOnEveryTarget() {
        std::mt19937 random(9);
        std::vector<float> x(8 * 37);
        std::vector<float> y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] =
                std::ldexp(static_cast<float>(random() % 2001) - 1000, static_cast<int>(random() % 60) - 40);
            y[i] = x[i] * (1 + 0.01F * static_cast<float>(random() % 7));
        }
        x[5] = 0;
        x[16] = std::numeric_limits<float>::max();
        y[17] = std::numeric_limits<float>::denorm_min();
        ErrorLanes expected;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double before = x[i];
            const double after = y[i];
            const double error = before - after;
            expected.original2[i % 8] += before * before;
            expected.decoded2[i % 8] += after * after;
            expected.product[i % 8] += before * after;
            expected.error2[i % 8] += error * error;
            expected.maxAbs[i % 8] = std::max(expected.maxAbs[i % 8], std::abs(error));
        }
        test::onEveryTarget([&] {
            ErrorLanes sums;
            addErrors(x.data(), y.data(), 8 * 20, sums);
            addErrors(x.data() + 8 * 20, y.data() + 8 * 20, 8 * 17, sums);
            QVERIFY(sums.original2 == expected.original2);
            QVERIFY(sums.decoded2 == expected.decoded2);
            QVERIFY(sums.product == expected.product);
            QVERIFY(sums.error2 == expected.error2);
            QVERIFY(sums.maxAbs == expected.maxAbs);
        });
    }

    void theFirstOfEqualMaximaIsNamed() {
        std::vector<float> x(40, 0.0F);
        std::vector<float> y(40, 0.0F);
        x[13] = 2;
        y[27] = 2;
        const ErrorSums sums = errorSums(x, y, 0, 10);
        QCOMPARE(sums.maxAbs, 2.0);
        QCOMPARE(sums.maxRow, std::int64_t{1});
        QCOMPARE(sums.maxColumn, std::int64_t{3});
    }

    void extremes_data() {
        QTest::addColumn<float>("x");
        QTest::addColumn<float>("y");
        QTest::addColumn<double>("relative");
        QTest::addColumn<double>("cosine");
        constexpr double infinite = std::numeric_limits<double>::infinity();
        constexpr float most = std::numeric_limits<float>::max();
        constexpr float least = std::numeric_limits<float>::denorm_min();
        QTest::newRow("both zero") << 0.0F << 0.0F << 0.0 << 1.0;
        QTest::newRow("only decoded") << 0.0F << 1.0F << infinite << 0.0;
        QTest::newRow("only original") << 1.0F << 0.0F << 1.0 << 0.0;
        QTest::newRow("equal largest") << most << most << 0.0 << 1.0;
        QTest::newRow("opposite largest") << most << -most << 2.0 << -1.0;
        QTest::newRow("equal denormal") << least << least << 0.0 << 1.0;
        QTest::newRow("opposite denormal") << least << -least << 2.0 << -1.0;
    }
    void extremes() {
        QFETCH(float, x);
        QFETCH(float, y);
        const std::vector<float> original(19, x);
        const std::vector<float> decoded(19, y);
        const ErrorFigures result = figures(errorSums(original, decoded, 0, 19));
        QTEST(result.relativeRmse, "relative");
        QTEST(result.cosine, "cosine");
        QCOMPARE(std::isinf(result.sqnrDb), result.relativeRmse == 0 || std::isinf(result.relativeRmse));
        QCOMPARE(result.maxAbs, std::abs(static_cast<double>(x) - static_cast<double>(y)));
    }

    void anExactCopyHasCosineOne() {
        // sqrt(a)*sqrt(a) is not a for most a: the naive formula fails here.
        for (unsigned seed = 0; seed < 200; ++seed) {
            const Pair pair = randomPair(33, seed);
            QCOMPARE(figures(errorSums(pair.original, pair.original, 0, 33)).cosine, 1.0);
        }
    }

    void noElements() {
        const ErrorFigures none = figures(errorSums({}, {}, 0, 0));
        QCOMPARE(none.rmse, 0.0);
        QCOMPARE(none.relativeRmse, 0.0);
        QCOMPARE(none.cosine, 1.0);
    }

    void aSampleIsExtrapolatedInProportion() {
        const Pair pair = randomPair(64, 9);
        const ErrorSums sums = errorSums(pair.original, pair.decoded, 0, 64);
        const ErrorSums whole = sums.extrapolated(6400);
        QCOMPARE(whole.count, std::uint64_t{6400});
        QCOMPARE(whole.error2, sums.error2 * 100);
        QCOMPARE(figures(whole).rmse, figures(sums).rmse);
        QCOMPARE(figures(whole).relativeRmse, figures(sums).relativeRmse);
        QCOMPARE(whole.maxAbs, sums.maxAbs);
        QVERIFY(sums.extrapolated(64) == sums);
    }
};

QTEST_APPLESS_MAIN(TestErrorFigures)
#include "tst_error_figures.moc"
