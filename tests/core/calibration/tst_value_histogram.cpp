// Counts in fixed bins: every value in its bin, parts adding up, percentiles as near as promised.
#include "calibration/value_histogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

class ValueHistograms : public QObject {
    Q_OBJECT

private slots:
    void bordersAreExact();
    void extremes();
    void percentiles_data();
    void percentiles();
    void partsAddUp();
    void empty();
};

void ValueHistograms::bordersAreExact() {
    QCOMPARE(ValueHistogram::border(0), 0.0);
    QCOMPARE(ValueHistogram::border(ValueHistogram::bins), std::ldexp(1.0, 24));
    for (std::size_t bin = 1; bin < ValueHistogram::bins; ++bin) {
        const double border = ValueHistogram::border(bin);
        QVERIFY(border > ValueHistogram::border(bin - 1));
        QVERIFY(border / ValueHistogram::border(bin + 1) > 1 / 1.126);
        const auto value = static_cast<float>(border);
        QCOMPARE(static_cast<double>(value), border);
        const std::vector<float> values{value, -value, std::nextafter(value, 0.0F)};
        ValueHistogram histogram;
        histogram.add(values);
        QCOMPARE(histogram.positive()[bin], std::uint64_t(1));
        QCOMPARE(histogram.negative()[bin], std::uint64_t(1));
        QCOMPARE(histogram.positive()[bin - 1], std::uint64_t(1));
    }
}

void ValueHistograms::extremes() {
    using Limits = std::numeric_limits<float>;
    const std::vector<float> values{0.0F,          -0.0F,         Limits::denorm_min(),
                                    Limits::min(), Limits::max(), Limits::lowest()};
    ValueHistogram histogram;
    histogram.add(values);
    QCOMPARE(histogram.count(), std::uint64_t(6));
    QCOMPARE(histogram.positive().front(), std::uint64_t(3));
    QCOMPARE(histogram.negative().front(), std::uint64_t(1));
    QCOMPARE(histogram.positive().back(), std::uint64_t(1));
    QCOMPARE(histogram.negative().back(), std::uint64_t(1));
    QCOMPARE(histogram.value(1), std::ldexp(1.0, 24));
    QCOMPARE(histogram.value(0), -std::ldexp(1.0, 24));
}

void ValueHistograms::percentiles_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("bell") << 0;
    QTest::newRow("heavy tails") << 1;
    QTest::newRow("one sign") << 2;
    QTest::newRow("one value") << 3;
}

void ValueHistograms::percentiles() {
    QFETCH(int, kind);
    std::mt19937 random(7);
    std::normal_distribution<float> normal(0.1F, 2);
    std::vector<float> values(20001);
    for (float& value : values) {
        value = kind == 3 ? 3.7F : normal(random);
        if (kind == 1)
            value = value * value * value;
        if (kind == 2)
            value = -std::abs(value);
    }
    ValueHistogram histogram;
    histogram.add(values);
    std::vector<float> magnitudes = values;
    for (float& value : magnitudes)
        value = std::abs(value);
    std::sort(values.begin(), values.end());
    std::sort(magnitudes.begin(), magnitudes.end());
    for (const double share : {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::ceil(share * 20001)) - 1;
        const auto near = [](double read, double exact) {
            // Below the first border, magnitudes are only known to be below it.
            return std::abs(exact) < ValueHistogram::border(1)
                       ? std::abs(read) <= ValueHistogram::border(1)
                       : std::abs(read - exact) <= 0.125 * std::abs(exact);
        };
        QVERIFY(near(histogram.magnitude(share), static_cast<double>(magnitudes[rank])));
        QVERIFY2(
            near(histogram.value(share), static_cast<double>(values[rank])),
            qPrintable(QString("%1: %2, not %3").arg(share).arg(histogram.value(share)).arg(values[rank])));
    }
}

void ValueHistograms::partsAddUp() {
    std::mt19937 random(9);
    std::normal_distribution<float> normal(0, 100);
    std::vector<float> values(5000);
    for (float& value : values)
        value = normal(random);
    ValueHistogram whole;
    whole.add(values);
    ValueHistogram joined;
    for (const auto& [first, count] : {std::pair(3000, 2000), std::pair(0, 1), std::pair(1, 2999)}) {
        ValueHistogram part;
        part.add(std::span(values).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)));
        joined.join(part);
    }
    QCOMPARE(joined.negative(), whole.negative());
    QCOMPARE(joined.positive(), whole.positive());
    QCOMPARE(whole.count(), std::uint64_t(5000));
}

void ValueHistograms::empty() {
    const ValueHistogram histogram;
    QCOMPARE(histogram.magnitude(0.5), 0.0);
    QCOMPARE(histogram.value(0.5), 0.0);
}

QTEST_APPLESS_MAIN(ValueHistograms)
#include "tst_value_histogram.moc"
