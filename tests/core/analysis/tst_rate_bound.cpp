// The figures that a code's error stands beside: published tables, and what must hold for any width.
#include "analysis/rate_bound.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace mantissa;

class RateBoundTest : public QObject {
    Q_OBJECT

private slots:
    // Max 1960, table I (mean squared error of the optimum quantizer of N outputs). Four digits are printed;
    // from 19 outputs on the printed ones are too small in the third (compare the next table).
    void maxsTable_data() {
        QTest::addColumn<int>("levels");
        QTest::addColumn<double>("error");
        const std::pair<int, double> published[] = {
            {1, 1.000},    {2, 0.3634},   {3, 0.1902},   {4, 0.1175},    {5, 0.07994},   {6, 0.05798},
            {7, 0.04400},  {8, 0.03454},  {9, 0.02785},  {10, 0.02293},  {11, 0.01922},  {12, 0.01634},
            {13, 0.01406}, {14, 0.01223}, {15, 0.01073}, {16, 0.009497}, {17, 0.008463}, {18, 0.007589}};
        for (const auto& [levels, error] : published)
            QTest::addRow("%d", levels) << levels << error;
    }
    void maxsTable() {
        QFETCH(int, levels);
        QFETCH(double, error);
        const double found = lloydMaxDistortion(levels);
        QVERIFY2(std::abs(found - error) < 8e-4 * error, qPrintable(QString::number(found, 'g', 8)));
    }

    // Jayant and Noll, Digital Coding of Waveforms (1984), table 4.3: signal to noise of 1 to 5 bits in dB.
    void jayantAndNollsTable() {
        const double published[] = {4.40, 9.30, 14.62, 20.22, 26.01};
        for (int bits = 1; bits <= 5; ++bits) {
            const double found = -10 * std::log10(lloydMaxDistortion(1 << bits));
            QVERIFY2(std::abs(found - published[bits - 1]) < 0.015, qPrintable(QString::number(found)));
        }
    }

    void twoLevelsAreKnownExactly() {
        // Levels at +-sqrt(2/pi).
        QVERIFY(std::abs(lloydMaxDistortion(2) - (1 - 2 / std::numbers::pi)) < 1e-14);
    }

    void moreLevelsAreBetterAndTendToPanterAndDite() {
        for (int levels = 1; levels < 300; ++levels)
            QVERIFY2(lloydMaxDistortion(levels + 1) < lloydMaxDistortion(levels),
                     qPrintable(QString::number(levels)));
        const double limit = std::numbers::sqrt3 * std::numbers::pi / 2;
        double before = 0;
        for (const int levels : {16, 64, 256, 1024, 4096, 1 << 20}) {
            const double constant = lloydMaxDistortion(levels) * levels * levels;
            QVERIFY(constant >= before && constant < limit);
            before = constant;
        }
        QVERIFY(limit - before < 0.01);
    }

    void anyWidthHasAFigure() {
        double before = 1;
        for (double bits = 0; bits <= 16.001; bits += bits < 7 ? 0.03125 : 0.5) {
            const double scalar = lloydMaxBound(bits);
            QVERIFY2(scalar >= gaussianBound(bits) * (1 - 1e-12), qPrintable(QString::number(bits)));
            QVERIFY(scalar <= before);
            before = scalar;
        }
        QCOMPARE(lloydMaxBound(0), 1.0);
        QCOMPARE(lloydMaxBound(4), std::sqrt(lloydMaxDistortion(16)));
        // Between 1 and log2(3) bits some weights get two levels and some three.
        const double width = 0.75 * 1 + 0.25 * std::log2(3.0);
        QVERIFY(std::abs(std::pow(lloydMaxBound(width), 2) -
                         (0.75 * lloydMaxDistortion(2) + 0.25 * lloydMaxDistortion(3))) < 1e-12);
        QCOMPARE(lloydMaxBound(-1), 1.0);
        QVERIFY(lloydMaxBound(32) < 1e-8);
    }

    // A Gaussian rounded to the levels of Lloyd and Max has the error that is promised, and nothing to gain
    // below it but what vectors could.
    void samplesAgree() {
        std::mt19937 random(3);
        std::normal_distribution<float> normal;
        std::vector<float> x(1 << 18);
        std::vector<float> y(x.size());
        const float level = static_cast<float>(std::sqrt(2 / std::numbers::pi));
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = normal(random);
            y[i] = x[i] < 0 ? -level : level;
        }
        const ErrorSums sums = errorSums(x, y, 0, static_cast<std::int64_t>(x.size()));
        const BoundFigures found = boundFigures(1, sums);
        QCOMPARE(found.bound, 0.5);
        QVERIFY(std::abs(figures(sums).relativeRmse / found.lloydMax - 1) < 0.005);
        QVERIFY(std::abs(found.bitsLeft - std::log2(found.lloydMax / found.bound)) < 0.01);
    }

    void edges() {
        ErrorSums exact;
        exact.count = 4;
        exact.original2 = 3;
        QVERIFY(std::isnan(boundFigures(16, exact).bitsLeft));
        QCOMPARE(boundFigures(16, exact).bound, std::exp2(-16));
        const ErrorSums zero;
        QVERIFY(std::isnan(boundFigures(4, zero).bitsLeft));
        ErrorSums below = exact; // blocks of different size: less error than one Gaussian allows
        below.error2 = 3e-4;
        QVERIFY(boundFigures(4, below).bitsLeft < 0);
        ErrorSums nearly = exact; // BF16 in F16: exact but for the smallest weights
        nearly.error2 = 3 * std::exp2(-56);
        QVERIFY(std::isnan(boundFigures(16, nearly).bitsLeft));
        nearly.error2 = 3 * std::exp2(-38);
        QVERIFY(!std::isnan(boundFigures(16, nearly).bitsLeft));
        // Two tensors together: bounds weigh as their squares do.
        BoundSums both;
        both.add(16, exact);
        both.add(4, below);
        QCOMPARE(both.figures().bound, std::sqrt((std::exp2(-32) + std::exp2(-8)) / 2));
    }
};

QTEST_APPLESS_MAIN(RateBoundTest)
#include "tst_rate_bound.moc"
