// The error that an importance matrix cares about, against sums written down by hand.
#include "analysis/weighted_error.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace mantissa;

class TestWeightedError : public QObject {
    Q_OBJECT

private slots:
    void columnsCountByTheirWeight() {
        const std::vector<float> x{1, 2, 3, 4};
        const std::vector<float> y{1, 3, 3, 2};
        const WeightedSums sums = weightedSums(x, y, std::vector<float>{10, 0.5F}, 0, 2, 2);
        QVERIFY(sums.known);
        QCOMPARE(sums.original2, 10 * (1 + 9) + 0.5 * (4 + 16));
        QCOMPARE(sums.error2, 0.5 * (1 + 4));
        QCOMPARE(relativeWeightedRmse(sums), std::sqrt(2.5 / 110));
    }

    /// Rows 2 and 3 belong to the second expert, wherever the run begins.
    void expertsHaveTheirOwn() {
        const std::vector<float> x{1, 1, 1, 1};
        const std::vector<float> y{0, 0, 0, 0};
        const std::vector<float> importance{1, 2, 100, 200};
        QCOMPARE(weightedSums(x, y, importance, 0, 2, 2).error2, 2 * 3.0);
        QCOMPARE(weightedSums(x, y, importance, 1, 2, 2).error2, 3.0 + 300);
        QCOMPARE(weightedSums(x, y, importance, 2, 2, 2).error2, 2 * 300.0);
    }

    void edges() {
        const std::vector<float> x{1, 2};
        QVERIFY(!weightedSums(x, x, {}, 0, 1, 2).known);
        QVERIFY(std::isnan(relativeWeightedRmse({})));
        QCOMPARE(relativeWeightedRmse(weightedSums(x, x, std::vector<float>{1, 1}, 0, 1, 2)), 0.0);
        const std::vector<float> none{0, 0};
        QVERIFY(std::isinf(relativeWeightedRmse(weightedSums(none, x, std::vector<float>{1, 1}, 0, 1, 2))));
        QCOMPARE(relativeWeightedRmse(weightedSums(none, none, std::vector<float>{1, 1}, 0, 1, 2)), 0.0);
        // Even weights are no weights.
        WeightedSums sums = weightedSums(x, none, std::vector<float>{3, 3}, 0, 1, 2);
        QCOMPARE(relativeWeightedRmse(sums), 1.0);
        sums.add({});
        QVERIFY(sums.known);
    }
};

QTEST_APPLESS_MAIN(TestWeightedError)
#include "tst_weighted_error.moc"
