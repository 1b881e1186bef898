#include "tradeoff/pareto.h"

#include <QTest>

#include <limits>
#include <random>

using namespace mantissa;

class ParetoFrontTest : public QObject {
    Q_OBJECT

private slots:
    void emptyInput() { QVERIFY(paretoFront({}).empty()); }

    void keepsOnlyWhatNothingBeats() {
        const std::vector<TradeoffPoint> points = {{4, 1}, {2, 3}, {3, 3}, {1, 9}, {5, 1}, {2, 4}, {4, 0.5}};
        const std::vector<std::size_t> expected = {3, 1, 6};
        QCOMPARE(paretoFront(points), expected);
    }

    void firstOfEqualPoints() {
        const std::vector<TradeoffPoint> points = {{2, 2}, {1, 3}, {1, 3}, {2, 2}};
        const std::vector<std::size_t> expected = {1, 0};
        QCOMPARE(paretoFront(points), expected);
    }

    void unmeasuredPointsAreOnNoFront() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<TradeoffPoint> points = {{nan, 0}, {1, nan}, {2, 2}};
        QCOMPARE(paretoFront(points), std::vector<std::size_t>{2});
    }

    // By definition: on the front is what no other point beats or equals earlier.
    void agreesWithTheDefinition() {
        std::mt19937 random(7);
        std::uniform_int_distribution<int> value(0, 9);
        for (int round = 0; round < 200; ++round) {
            std::vector<TradeoffPoint> points(static_cast<std::size_t>(round % 30));
            for (TradeoffPoint& point : points)
                point = {static_cast<double>(value(random)), static_cast<double>(value(random))};
            std::vector<std::size_t> front = paretoFront(points);
            std::sort(front.begin(), front.end());
            std::vector<std::size_t> expected;
            for (std::size_t i = 0; i < points.size(); ++i) {
                bool beaten = false;
                for (std::size_t j = 0; j < points.size(); ++j) {
                    const bool noWorse =
                        points[j].size <= points[i].size && points[j].error <= points[i].error;
                    const bool equal = points[j].size == points[i].size && points[j].error == points[i].error;
                    beaten = beaten || (noWorse && (!equal || j < i) && i != j);
                }
                if (!beaten)
                    expected.push_back(i);
            }
            QCOMPARE(front, expected);
        }
    }
};

QTEST_APPLESS_MAIN(ParetoFrontTest)
#include "tst_pareto.moc"
