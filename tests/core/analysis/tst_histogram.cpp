// Counts are exact: each value is found in its bin by comparing with the bin's edges.
#include "analysis/histogram.h"
#include "analysis/nested_histogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

namespace {

std::vector<std::uint64_t> countedByEdges(const Histogram& bins, const std::vector<float>& values) {
    std::vector<std::uint64_t> counts(bins.counts.size());
    for (const double value : values) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const double left = bins.low + bins.binWidth() * static_cast<double>(i);
            const double right = bins.low + bins.binWidth() * static_cast<double>(i + 1);
            counts[i] += value >= left && value < right;
        }
    }
    return counts;
}

std::vector<float> valuesOf(const QString& kind) {
    std::mt19937 random(7);
    std::normal_distribution<float> normal(0, 0.02F);
    std::cauchy_distribution<float> heavy(0, 0.1F);
    std::vector<float> values;
    for (int i = 0; i < 5000; ++i) {
        if (kind == "normal")
            values.push_back(normal(random));
        else if (kind == "heavy tails")
            values.push_back(heavy(random));
        else if (kind == "positive")
            values.push_back(1.0F + std::abs(normal(random)));
        else if (kind == "denormal")
            values.push_back(static_cast<float>(i % 9 - 4) * std::numeric_limits<float>::denorm_min());
        else if (kind == "edges")
            values.push_back(static_cast<float>(i % 17 - 8) / 4.0F);
        else if (kind == "largest")
            values.push_back(i % 2 ? std::numeric_limits<float>::max() : -1e-30F);
        else
            values.push_back(-3.25F);
    }
    return values;
}

Histogram nested(const std::vector<float>& values, int bins) {
    NestedHistogram result(bins);
    result.add(values);
    return result.histogram();
}

} // namespace

class TestHistogram : public QObject {
    Q_OBJECT
private slots:
    void fixedBins() {
        Histogram bins(-1, 1, 4);
        bins.add(std::vector<float>{-1.0F, -0.5F, -0.500001F, 0.0F, 0.999F, 1.0F});
        QCOMPARE(bins.counts, (std::vector<std::uint64_t>{2, 1, 1, 2}));
        QCOMPARE(bins.below, std::uint64_t{0});
        QCOMPARE(bins.above, std::uint64_t{0});
    }

    void outsideGoesToTheEndBinsAndIsCounted() {
        constexpr float infinite = std::numeric_limits<float>::infinity();
        Histogram bins(0, 1, 3);
        bins.add(std::vector<float>{-0.1F, -infinite, 0.5F, 1.5F, infinite, std::nanf("")});
        QCOMPARE(bins.counts, (std::vector<std::uint64_t>{2, 1, 2}));
        QCOMPARE(bins.below, std::uint64_t{2});
        QCOMPARE(bins.above, std::uint64_t{2});
        QCOMPARE(bins.total(), std::uint64_t{5});
        Histogram twice = bins;
        twice.add(bins);
        QCOMPARE(twice.total(), std::uint64_t{10});
        QCOMPARE(twice.below, std::uint64_t{4});
    }

    void nestedBinsCountExactly_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("bins");
        for (const char* kind :
             {"normal", "heavy tails", "positive", "denormal", "edges", "largest", "one"}) {
            for (const int bins : {2, 31, 256})
                QTest::addRow("%s in %d", kind, bins) << kind << bins;
        }
    }
    void nestedBinsCountExactly() {
        QFETCH(QString, kind);
        QFETCH(int, bins);
        const std::vector<float> values = valuesOf(kind);
        const Histogram result = nested(values, bins);
        QVERIFY(static_cast<int>(result.counts.size()) <= bins);
        QVERIFY(result.low <= *std::min_element(values.begin(), values.end()));
        QVERIFY(result.high > *std::max_element(values.begin(), values.end()));
        QCOMPARE(result.counts, countedByEdges(result, values));
        QVERIFY(result.counts.front() > 0);
        QVERIFY(result.counts.back() > 0);
    }

    void orderAndGroupingDoNotMatter_data() { nestedBinsCountExactly_data(); }
    void orderAndGroupingDoNotMatter() {
        QFETCH(QString, kind);
        QFETCH(int, bins);
        std::vector<float> values = valuesOf(kind);
        const Histogram expected = nested(values, bins);
        std::mt19937 random(3);
        for (int round = 0; round < 5; ++round) {
            std::shuffle(values.begin(), values.end(), random);
            std::vector<NestedHistogram> parts(7, NestedHistogram(bins));
            for (std::size_t i = 0; i < values.size();) {
                const std::size_t count = std::min<std::size_t>(1 + random() % 97, values.size() - i);
                parts[random() % parts.size()].add(std::span(values).subspan(i, count));
                i += count;
            }
            NestedHistogram joined(bins);
            for (const NestedHistogram& part : parts)
                joined.add(part);
            QVERIFY(joined.histogram() == expected);
        }
    }

    void zerosJoinWithValues() {
        NestedHistogram zeros(64);
        zeros.add(std::vector<float>(10, 0.0F));
        const Histogram alone = zeros.histogram();
        QCOMPARE(alone.total(), std::uint64_t{10});
        QCOMPARE(alone.low, -1.0);
        QCOMPARE(alone.high, 1.0);
        NestedHistogram values(64);
        values.add(std::vector<float>{-3.0F, 5.0F});
        values.add(zeros);
        QVERIFY(values.histogram() == nested({-3.0F, 5.0F, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 64));
        zeros.add(std::vector<float>{-3.0F, 5.0F});
        QVERIFY(zeros.histogram() == values.histogram());
    }

    void twoCanHaveCommonBins() {
        NestedHistogram narrow(256);
        NestedHistogram wide(256);
        narrow.add(valuesOf("normal"));
        wide.add(valuesOf("heavy tails"));
        narrow.coverRangeOf(wide);
        wide.coverRangeOf(narrow);
        const Histogram a = narrow.histogram();
        const Histogram b = wide.histogram();
        QCOMPARE(a.low, b.low);
        QCOMPARE(a.high, b.high);
        QCOMPARE(a.counts.size(), b.counts.size());
        QCOMPARE(a.counts, countedByEdges(a, valuesOf("normal")));
    }

    void symmetricBins_data() { nestedBinsCountExactly_data(); }
    void symmetricBins() {
        QFETCH(QString, kind);
        QFETCH(int, bins);
        NestedHistogram gathered(bins);
        gathered.add(valuesOf(kind));
        const Histogram result = gathered.symmetricHistogram();
        QCOMPARE(result.low, -result.high);
        QVERIFY(static_cast<int>(result.counts.size()) <= bins);
        QCOMPARE(result.counts, countedByEdges(result, valuesOf(kind)));
    }

    void notANumberIsPassedOver() {
        NestedHistogram gathered(16);
        gathered.add(std::vector<float>{std::nanf(""), std::numeric_limits<float>::infinity()});
        QVERIFY(gathered.histogram().counts.empty());
        gathered.add(std::vector<float>{std::nanf(""), 1.0F, -1.0F});
        QCOMPARE(gathered.histogram().total(), std::uint64_t{2});
    }
};

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
