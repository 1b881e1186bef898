// INT2 .. INT8: packing, kernels against the scalar definition on every CPU target, exact sizes, bounds of
// the error, and search against rtn. What holds for every format is in tst_format_conformance.
#include "formats/integer/integer_format.h"
#include "methods/quantize.h"
#include "support/targets.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;
using namespace mantissa::integer;

namespace {

std::vector<float> noise(std::size_t count, unsigned seed, float spread = 1.0F) {
    std::mt19937 random(seed);
    std::student_t_distribution<float> heavy(4.0F);
    std::vector<float> values(count);
    for (float& value : values)
        value = spread * heavy(random);
    return values;
}

// Values that fall on and around rounding borders of a step, and far outside of it.
std::vector<float> borders(const Step& step, std::size_t count) {
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) {
        const auto half = static_cast<float>(static_cast<int>(i % 41) - 20) * 0.5F * step.scale;
        values.push_back(i % 3 == 0 ? half : i % 3 == 1 ? std::nextafter(half, 1e30F) : half * 40.0F);
    }
    return values;
}

FormatPtr format(const std::string& text) {
    const auto parsed = parseFormat(text);
    return parsed ? *parsed : nullptr;
}

std::vector<float> decoded(const FormatPtr& which, Encoder encoder, const RowTile& tile) {
    std::vector<std::byte> bytes(which->payloadBytes(tile.rows, tile.columns));
    std::vector<float> out(tile.values.size());
    const MatrixRows rows(tile.rows, tile.columns, {tile.values.begin(), tile.values.end()});
    const auto parameters = which->plan(rows, encoder, tile.importance, Task());
    if (!parameters || !which->encode(encoder, parameters->get(), tile, bytes) ||
        !which->decode(parameters->get(), bytes, 0, tile.rows, tile.columns, out))
        return {};
    return out;
}

double weightedError(std::span<const float> a, std::span<const float> b, std::span<const float> importance) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = static_cast<double>(a[i]) - b[i];
        sum += (importance.empty() ? 1.0 : importance[i % importance.size()]) * difference * difference;
    }
    return sum;
}

} // namespace

class TestInteger : public QObject {
    Q_OBJECT

private slots:
    void codesArePackedLowBitsFirst() {
        const std::vector<std::uint8_t> codes{1, 2, 3, 4, 5, 6, 7, 0, 5};
        std::vector<std::byte> bytes(5, std::byte{0xee});
        packBits(codes, 3, bytes.data());
        // 1 + 2<<3 + 3<<6 + ... = 0o07654321, then 5
        const std::uint32_t expected = 007654321;
        QCOMPARE(std::to_integer<unsigned>(bytes[0]), expected & 255U);
        QCOMPARE(std::to_integer<unsigned>(bytes[1]), expected >> 8U & 255U);
        QCOMPARE(std::to_integer<unsigned>(bytes[2]), expected >> 16U & 255U);
        QCOMPARE(std::to_integer<unsigned>(bytes[3]), 5U);
        QCOMPARE(std::to_integer<unsigned>(bytes[4]), 0xeeU);
    }

    // Every width and remainder against the definition, bit by bit.
    void packingFollowsItsDefinition() {
        std::mt19937 random(3);
        for (int bits = 1; bits <= 8; ++bits) {
            for (std::size_t count = 0; count < 70; ++count) {
                std::vector<std::uint8_t> codes(count);
                for (auto& code : codes)
                    code = static_cast<std::uint8_t>(random() & ((1U << bits) - 1));
                const auto size =
                    static_cast<std::size_t>(packedBytes(static_cast<std::int64_t>(count), bits));
                std::vector<std::byte> bytes(size + 1, std::byte{0xa5});
                packBits(codes, bits, bytes.data());
                QCOMPARE(bytes.back(), std::byte{0xa5});
                for (std::size_t bit = 0; bit < 8 * size; ++bit) {
                    const std::size_t at = bit / static_cast<std::size_t>(bits);
                    const unsigned expected =
                        at < count ? codes[at] >> (bit % static_cast<std::size_t>(bits)) & 1U : 0U;
                    QCOMPARE(std::to_integer<unsigned>(bytes[bit / 8]) >> (bit % 8) & 1U, expected);
                }
                std::vector<std::uint8_t> back(count + 1, 0x77);
                unpackBits(bytes.data(), bits, std::span(back).first(count));
                QCOMPARE(back.back(), std::uint8_t(0x77));
                back.pop_back();
                QVERIFY(back == codes);
            }
        }
    }

    void kernelsEqualTheReference_data() {
        QTest::addColumn<int>("bits");
        for (int bits = 2; bits <= 8; ++bits)
            QTest::addRow("%d bits", bits) << bits;
    }
    void kernelsEqualTheReference() {
        QFETCH(int, bits);
        const int maxCode = (1 << bits) - 1;
        std::vector<std::size_t> counts{100, 255, 4095, 4096, 4097, 9000};
        for (std::size_t i = 0; i < 50; ++i)
            counts.push_back(i);
        test::onEveryTarget([&] {
            for (const std::size_t count : counts) {
                const Step step{0.37F, maxCode / 3};
                for (const auto& values : {noise(count, 5), borders(step, count), noise(count, 6, 1e-39F)}) {
                    const Range a = range(values);
                    const Range b = reference::range(values);
                    QVERIFY(a.low == b.low && a.high == b.high);
                    std::vector<std::uint8_t> codes(count);
                    std::vector<std::uint8_t> expected(count);
                    for (const Step& s : {step, Step{0.0F, maxCode}, Step{1e-41F, 1}}) {
                        quantize(values, s, maxCode, codes);
                        reference::quantize(values, s, maxCode, expected);
                        QVERIFY(codes == expected);
                        std::vector<float> floats(count);
                        std::vector<float> expectedFloats(count);
                        dequantize(codes, s, floats);
                        reference::dequantize(codes, s, expectedFloats);
                        QVERIFY(floats == expectedFloats);
                    }
                    for (const auto& importance : {std::vector<float>(), noise(count, 8)}) {
                        const FitSums x = measure(values, importance, step, maxCode);
                        const FitSums y = reference::measure(values, importance, step, maxCode);
                        QVERIFY(x.xl == y.xl && x.ll == y.ll && x.error == y.error);
                        const Step other{0.21F, maxCode / 2};
                        const std::vector<Step> steps{step, other, step, step, other};
                        std::vector<double> errors(5);
                        measureErrors(values, importance, steps, maxCode, errors);
                        const double second = reference::measure(values, importance, other, maxCode).error;
                        QVERIFY((errors == std::vector<double>{y.error, second, y.error, y.error, second}));
                    }
                }
            }
        });
    }

    void bytesAreTheSameOnEveryTarget() {
        const std::int64_t columns = 331;
        const std::vector<float> values = noise(7 * columns, 11);
        std::vector<float> importance = noise(columns, 12);
        for (float& weight : importance)
            weight = std::abs(weight);
        const RowTile tile{values, 0, 7, columns, importance};
        for (const char* text : {"INT3,group=50", "INT4,symmetric=false", "INT8,group=0,scale=f32"}) {
            const FormatPtr which = format(text);
            std::vector<std::byte> first;
            test::onEveryTarget([&] {
                std::vector<std::byte> bytes(which->payloadBytes(7, columns));
                QVERIFY(which->encode(Encoder::Search, nullptr, tile, bytes));
                QVERIFY(first.empty() || first == bytes);
                first = bytes;
            });
        }
    }

    void exactSizes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("columns");
        QTest::addColumn<quint64>("rowBytes");
        QTest::addColumn<quint64>("parameterBytes");
        QTest::newRow("g128 sym") << "INT4" << qint64(256) << quint64(2 * 2 + 128) << quint64(0);
        QTest::newRow("g128 asym") << "INT4,symmetric=false" << qint64(256) << quint64(4 + 1 + 128)
                                   << quint64(0);
        QTest::newRow("short group") << "INT3,group=100" << qint64(172) << quint64(4 + 65) << quint64(0);
        QTest::newRow("group wider than row")
            << "INT2,group=1024" << qint64(9) << quint64(2 + 3) << quint64(0);
        QTest::newRow("row") << "INT8,group=0,scale=f32" << qint64(10) << quint64(14) << quint64(0);
        QTest::newRow("row asym") << "INT5,group=0,symmetric=false" << qint64(8) << quint64(8) << quint64(0);
        QTest::newRow("tensor") << "INT6,group=-1" << qint64(8) << quint64(6) << quint64(2);
        QTest::newRow("tensor asym") << "INT6,group=-1,symmetric=false,scale=f32" << qint64(8) << quint64(6)
                                     << quint64(5);
        QTest::newRow("single columns") << "INT4,group=1" << qint64(3) << quint64(8) << quint64(0);
    }
    void exactSizes() {
        QFETCH(QString, text);
        QFETCH(qint64, columns);
        QFETCH(quint64, rowBytes);
        QFETCH(quint64, parameterBytes);
        const FormatPtr which = format(text.toStdString());
        QVERIFY(which);
        QCOMPARE(which->payloadBytes(5, columns), 5 * rowBytes);
        QCOMPARE(which->parameterBytes(5, columns), parameterBytes);
        QCOMPARE(which->bitsPerWeight(5, columns),
                 8.0 * static_cast<double>(5 * rowBytes + parameterBytes) / static_cast<double>(5 * columns));
    }

    // torch.ao and GPTQ: 4-bit symmetric scale of absmax 7.5 is 1; +7.5 is clamped, ties go to even.
    void knownSymmetricGroup() {
        const std::vector<float> values{7.5F, -7.5F, 0.5F, 1.5F, -0.5F, -2.5F, 6.6F, 0.0F};
        const auto out = decoded(format("INT4,group=8"), Encoder::Rtn, {values, 0, 1, 8, {}});
        QVERIFY((out == std::vector<float>{7, -8, 0, 2, 0, -2, 7, 0}));
    }

    // GPTQ's find_params: min -1, max 2 over 3 steps: scale 1, zero 1.
    void knownAsymmetricGroup() {
        const std::vector<float> values{-1.0F, 2.0F, 0.4F, 1.5F};
        const auto out = decoded(format("INT2,group=4,symmetric=false"), Encoder::Rtn, {values, 0, 1, 4, {}});
        QVERIFY((out == std::vector<float>{-1, 2, 0, 2}));
    }

    void onlyPositiveValuesUseTheWholeAsymmetricRange() {
        const std::vector<float> values{0.0F, 1.0F, 2.0F, 3.0F};
        const auto out = decoded(format("INT2,group=4,symmetric=false"), Encoder::Rtn, {values, 0, 1, 4, {}});
        QVERIFY(out == values);
    }

    void searchIsNeverWorse_data() {
        QTest::addColumn<QString>("text");
        for (int bits = 2; bits <= 8; ++bits) {
            for (const char* rest : {"", ",group=32", ",group=0", ",group=-1", ",symmetric=false",
                                     ",group=17,symmetric=false,scale=bf16", ",group=-1,symmetric=false"})
                QTest::addRow("INT%d%s", bits, rest) << QString("INT%1%2").arg(bits).arg(rest);
        }
    }
    void searchIsNeverWorse() {
        QFETCH(QString, text);
        const FormatPtr which = format(text.toStdString());
        QVERIFY(which);
        double before = 0;
        double after = 0;
        for (unsigned seed = 0; seed < 12; ++seed) {
            const std::int64_t columns = 61 + 20 * seed;
            const std::vector<float> values = noise(3 * columns, seed, seed % 2 == 0 ? 1e-2F : 30.0F);
            std::vector<float> importance;
            if (seed % 3 != 0) {
                importance = noise(columns, 100 + seed);
                for (float& weight : importance)
                    weight = seed % 3 == 1 ? std::abs(weight) : (weight > 0 ? 1.0F : 0.0F);
            }
            const RowTile tile{values, 0, 3, columns, importance};
            const double rtn = weightedError(decoded(which, Encoder::Rtn, tile), values, importance);
            const double search = weightedError(decoded(which, Encoder::Search, tile), values, importance);
            QVERIFY2(search <= rtn * (1 + 1e-6), qPrintable(QString("%1 > %2").arg(search).arg(rtn)));
            before += rtn;
            after += search;
        }
        QVERIFY2(after < 0.99 * before, qPrintable(QString("%1 of %2").arg(after).arg(before)));
    }

    // The scale that a fine scan over all of them finds cannot be much better than what search finds.
    void searchIsNearTheBest() {
        for (const int bits : {2, 3, 4, 8}) {
            const Grid grid{bits, true, ScaleType::F32};
            double found = 0;
            double best = 0;
            for (unsigned seed = 0; seed < 20; ++seed) {
                const std::vector<float> values = noise(128, 40 + seed);
                const Step start = rtnStep(grid, range(values));
                const Step step = searchStep(grid, start, values, {});
                found += measure(values, {}, step, grid.maxCode()).error;
                double least = std::numeric_limits<double>::infinity();
                for (int i = 1; i <= 4000; ++i) {
                    const Step other{start.scale * static_cast<float>(i) / 2500.0F, grid.middle()};
                    least = std::min(least, measure(values, {}, other, grid.maxCode()).error);
                }
                best += least;
            }
            QVERIFY2(found <= 1.03 * best,
                     qPrintable(QString("%1 bits: %2 of %3").arg(bits).arg(found).arg(best)));
        }
    }

    void scaleThatDoesNotFit() {
        const std::vector<float> values{1e6F, 1.0F};
        std::vector<std::byte> bytes(100);
        const RowTile tile{values, 40, 1, 2, {}};
        const FormatPtr half = format("INT4");
        const auto result =
            half->encode(Encoder::Rtn, nullptr, tile, std::span(bytes).first(half->payloadBytes(1, 2)));
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Numeric);
        QVERIFY(result.error().describe().find("row 40") != std::string::npos);
        QVERIFY(result.error().describe().find("scale=f32") != std::string::npos);
        for (const char* text : {"INT4,scale=f32", "INT4,scale=bf16"}) {
            const auto out = decoded(format(text), Encoder::Rtn, {values, 0, 1, 2, {}});
            QCOMPARE(out.size(), std::size_t(2));
            QVERIFY(std::abs(out[0] - 1e6F) < 1e6F / 14);
        }
    }

    void tinyWeightsKeepAScale() {
        const std::vector<float> values{1.0e-7F, -6.0e-8F, 0.0F, 3.0e-8F};
        const auto out = decoded(format("INT8,group=4"), Encoder::Rtn, {values, 0, 1, 4, {}});
        QVERIFY(out[0] > 0);
        QVERIFY(out[1] < 0);
        QCOMPARE(out[2], 0.0F);
    }

    // Driven from outside, the grid must give what the format's own encoder gives.
    void gridEqualsEncoder_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"INT4", "INT3,group=40", "INT5,group=0,symmetric=false",
                                 "INT8,symmetric=false,scale=f32", "INT2,group=7,symmetric=false,scale=bf16"})
            QTest::newRow(text) << text;
    }
    void gridEqualsEncoder() {
        QFETCH(QString, text);
        const FormatPtr which = format(text.toStdString());
        const ScalarGrid* grid = which->grid();
        QVERIFY(grid != nullptr);
        const std::int64_t columns = 203;
        const std::vector<float> values = noise(columns, 77);
        std::vector<std::byte> expected(which->payloadBytes(1, columns));
        QVERIFY(which->encode(Encoder::Rtn, nullptr, {values, 0, 1, columns, {}}, expected));
        std::vector<float> expectedValues(columns);
        QVERIFY(which->decode(nullptr, expected, 0, 1, columns, expectedValues));
        QCOMPARE(grid->packElements(columns), columns);
        std::vector<Affine> scales;
        std::vector<std::uint16_t> codes;
        const std::int64_t size = grid->fitElements(columns);
        for (std::int64_t begin = 0; begin < columns; begin += size) {
            const auto part = std::span(values).subspan(begin, std::min(size, columns - begin));
            scales.emplace_back();
            grid->fit(part, {}, std::span(scales).last(1));
            for (const float value : part) {
                const int code = grid->round(scales.back(), value);
                QCOMPARE(grid->value(scales.back(), code), expectedValues[codes.size()]);
                codes.push_back(static_cast<std::uint16_t>(code));
            }
        }
        std::vector<std::byte> bytes(expected.size());
        grid->pack(codes, scales, bytes);
        QVERIFY(bytes == expected);
    }

    void oneScaleForTheTensorHasNoGrid() { QVERIFY(format("INT8,group=-1")->grid() == nullptr); }

    void tensorStepIgnoresThreadsAndTiles() {
        const std::vector<float> values = noise(700 * 501, 9);
        const auto source = std::make_shared<MatrixRows>(700, 501, values);
        const auto scheme = parseScheme("INT4,group=-1,symmetric=false/search");
        QVERIFY(scheme);
        const auto tensor = quantize(*scheme, {source, {}}, Task());
        QVERIFY(tensor);
        std::vector<float> out(values.size());
        QVERIFY((*tensor)->read(0, 700, out));
        QVERIFY(out == decoded(scheme->format, Encoder::Search, {values, 0, 700, 501, {}}));
        QCOMPARE((*tensor)->totalBytes(), std::uint64_t(700 * 251 + 3));
    }

    void badTensorIsNamedWhilePlanning() {
        std::vector<float> values(700 * 501, 1.0F);
        values[600 * 501 + 3] = std::numeric_limits<float>::infinity();
        const MatrixRows rows(700, 501, values);
        const auto plan = format("INT4,group=-1")->plan(rows, Encoder::Rtn, {}, Task());
        QVERIFY(!plan);
        QVERIFY(plan.error().describe().find("row 600, column 3") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestInteger)
#include "tst_integer.moc"
