// NF4 and FP4: the codebooks, bitsandbytes' own rounding and published errors, double quantization, kernels
// on every CPU target, search. What holds for every format is in tst_format_conformance.
#include "formats/bitsandbytes/four_bit_format.h"
#include "methods/quantize.h"
#include "support/targets.h"

#include <QTest>
#include <cmath>
#include <cstring>
#include <random>

using namespace mantissa;
using namespace mantissa::bitsandbytes;

namespace {

std::vector<float> normal(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> distribution;
    std::vector<float> values(count);
    for (float& value : values)
        value = distribution(random);
    return values;
}

std::vector<float> decoded(const std::string& text, std::int64_t rows, const std::vector<float>& values,
                           std::vector<float> importance = {}) {
    const auto columns = static_cast<std::int64_t>(values.size()) / rows;
    const auto scheme = parseScheme(text);
    if (!scheme)
        return {};
    const auto tensor = quantize(
        *scheme, {std::make_shared<MatrixRows>(rows, columns, values), std::move(importance)}, Task());
    std::vector<float> out(values.size());
    return tensor && (*tensor)->read(0, rows, out) ? out : std::vector<float>();
}

double meanAbsoluteError(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::abs(static_cast<double>(a[i]) - b[i]);
    return sum / static_cast<double>(a.size());
}

double squaredError(const std::vector<float>& a, const std::vector<float>& b,
                    const std::vector<float>& importance = {}) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = static_cast<double>(a[i]) - b[i];
        sum += difference * difference * (importance.empty() ? 1.0F : importance[i % importance.size()]);
    }
    return sum;
}

// dQuantizeFP4 as its comments define it: sign bit, then the code of the nearest of the eight magnitudes.
unsigned float4Code(float value) {
    constexpr double magnitudes[] = {0, 0.0625, 8, 12, 4, 6, 2, 3}; // by code, over 12
    unsigned best = 0;
    for (unsigned code = 1; code < 8; ++code) {
        if (std::abs(std::abs(value) - magnitudes[code] / 12) <
            std::abs(std::abs(value) - magnitudes[best] / 12))
            best = code;
    }
    return best | (value < 0 ? 8U : 0U);
}

} // namespace

class TestBitsandbytes : public QObject {
    Q_OBJECT

private slots:
    void codebooksAreInOrder() {
        for (const Codebook* book : {&normalFloat4(), &float4()}) {
            for (std::size_t i = 0; i < 15; ++i) {
                QVERIFY(book->levels[i] <= book->levels[i + 1]);
                // FP4 tells -0 from 0 by the smallest float below.
                QVERIFY(book->levels[i] - 1e-44F <= book->pivots[i]);
                QVERIFY(book->pivots[i] <= book->levels[i + 1]);
            }
            unsigned seen = 0;
            for (const std::uint8_t code : book->codes)
                seen |= 1U << code;
            QCOMPARE(seen, 0xffffU);
        }
    }

    // The borders that dQuantizeNF4 in csrc/kernels.cu compares with.
    void normalFloat4Pivots() {
        QCOMPARE(normalFloat4().pivots[14], 0.8614784181118011F);
        QCOMPARE(normalFloat4().pivots[11], 0.3893125355243683F);
        QCOMPARE(normalFloat4().pivots[7], 0.03979014977812767F);
        QCOMPARE(normalFloat4().pivots[6], -0.045525018125772476F);
        QCOMPARE(normalFloat4().pivots[0], -0.8480964004993439F);
    }

    void float4Rounding() {
        std::vector<float> values;
        for (int i = -1000; i <= 1000; ++i)
            values.push_back(static_cast<float>(i) / 1000.0F + 1e-5F);
        values.push_back(-1e-9F);
        values.push_back(0.0F);
        std::vector<std::uint8_t> out(values.size());
        reference::ranks(float4(), values, 1.0F, out);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(static_cast<unsigned>(float4().codes[out[i]]), float4Code(values[i]));
    }

    void dynamicMapIsThatOfBitsandbytes() {
        const auto& map = dynamicMap();
        QVERIFY(std::is_sorted(map.begin(), map.end()));
        QCOMPARE(map[255], 1.0F);
        QCOMPARE(map[127], 0.0F);
        // Seven decades: 1 + 2 + ... + 64 values each side.
        QCOMPARE(map[0], -0.99296875F);
        QCOMPARE(map[254], 0.99296875F);
        QVERIFY(std::abs(map[128] - 5.5e-7F) < 1e-12F);
        for (std::size_t i = 0; i < 127; ++i)
            QCOMPARE(map[i], -map[254 - i]);
        for (std::size_t i = 0; i < 256; ++i)
            QCOMPARE(std::size_t(nearestInDynamicMap(map[i])), i);
        QCOMPARE(int(nearestInDynamicMap(-5.0F)), 0);
        QCOMPARE(int(nearestInDynamicMap(5.0F)), 255);
    }

    // bitsandbytes, tests/test_functional.py: mean |error| on N(0, 1), block 64.
    void publishedErrors_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("published");
        QTest::newRow("NF4") << "NF4" << 0.072798;
        QTest::newRow("FP4") << "FP4" << 0.096543;
    }
    void publishedErrors() {
        QFETCH(QString, text);
        QFETCH(double, published);
        const std::vector<float> values = normal(1 << 20, 2024);
        const double error = meanAbsoluteError(values, decoded(text.toStdString(), 1024, values));
        QVERIFY2(std::abs(error / published - 1) < 0.01, qPrintable(QString::number(error, 'g', 6)));
    }

    void doubleQuantizationCostsLittle() {
        const std::vector<float> values = normal(1 << 18, 7);
        const double once = meanAbsoluteError(values, decoded("NF4", 256, values));
        const double twice = meanAbsoluteError(values, decoded("NF4,double=true", 256, values));
        QVERIFY2(twice < 1.01 * once && twice != once, qPrintable(QString::number(twice / once)));
        // QLoRA, section 3: 0.127 bits a weight for the scales, and here the offset.
        const auto format = parseFormat("NF4,double=true");
        QVERIFY(std::abs((*format)->bitsPerWeight(4096, 4096) - 4.127) < 0.0001);
    }

    void firstElementIsInTheHighNibble() {
        const std::vector<float> values{1.0F, -1.0F, 0.0F};
        const auto format = parseFormat("NF4");
        std::vector<std::byte> bytes((*format)->payloadBytes(1, 3));
        QCOMPARE(bytes.size(), std::size_t(4 + 2));
        QVERIFY((*format)->encode(Encoder::Rtn, nullptr, {values, 0, 1, 3, {}}, bytes));
        float scale = 0;
        std::memcpy(&scale, bytes.data(), 4);
        QCOMPARE(scale, 1.0F);
        QCOMPARE(std::to_integer<int>(bytes[4]), 0xf0);
        QCOMPARE(std::to_integer<int>(bytes[5]), 0x70);
    }

    void blocksRunAcrossRows_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("columns");
        for (const char* text : {"NF4", "FP4,block=256", "NF4,block=128,double=true"})
            for (const qint64 columns : {1, 3, 32, 64, 172, 331})
                QTest::addRow("%s %lld", text, columns) << QString(text) << columns;
    }
    void blocksRunAcrossRows() {
        QFETCH(QString, text);
        QFETCH(qint64, columns);
        const qint64 rows = 700;
        const std::vector<float> values = normal(static_cast<std::size_t>(rows * columns), 5);
        const auto format = parseFormat(text.toStdString());
        QVERIFY(format);
        QCOMPARE((*format)->tileRows(columns) * columns % (*format)->blockElements(), 0);
        // Cut into rows or all in one row: the same blocks, so the same numbers.
        const auto inRows = decoded(text.toStdString(), rows, values);
        const auto flat = decoded(text.toStdString(), 1, values);
        QVERIFY(!flat.empty() && inRows == flat);
    }

    // Each block keeps its largest magnitude, so decoded values are codable exactly.
    void roundingTwiceChangesNothing() {
        const std::vector<float> values = normal(1 << 14, 8);
        for (const char* text : {"NF4", "FP4", "NF4,block=4096", "FP4,block=256"}) {
            const auto once = decoded(text, 16, values);
            QVERIFY(decoded(text, 16, once) == once);
        }
    }

    void anyRowsCanBeRead() {
        const std::vector<float> values = normal(100 * 30, 6);
        const auto source = std::make_shared<MatrixRows>(100, 30, values);
        const auto scheme = parseScheme("NF4,double=true");
        const auto tensor = quantize(*scheme, {source, {}}, Task());
        QVERIFY(tensor);
        std::vector<float> all(values.size());
        QVERIFY((*tensor)->read(0, 100, all));
        for (const auto& [first, count] : {std::pair(0, 1), {31, 1}, {33, 40}, {99, 1}, {64, 36}, {50, 0}}) {
            std::vector<float> part(static_cast<std::size_t>(count) * 30);
            QVERIFY((*tensor)->read(first, count, part));
            QVERIFY(std::equal(part.begin(), part.end(), all.begin() + first * 30));
        }
    }

    void kernelsEqualTheReference() {
        std::vector<std::size_t> counts{64, 255, 4095, 4096, 4097, 5000};
        for (std::size_t i = 0; i < 40; ++i)
            counts.push_back(i);
        test::onEveryTarget([&] {
            for (const Codebook* book : {&normalFloat4(), &float4()}) {
                for (const std::size_t count : counts) {
                    std::vector<float> values = normal(count, 9);
                    for (std::size_t i = 0; i < count; i += 3) // on the borders
                        values[i] = 0.75F * book->pivots[i % 15];
                    const std::vector<float> importance = normal(count, 10);
                    QCOMPARE(absmax(values), reference::absmax(values));
                    std::vector<std::uint8_t> a(count);
                    std::vector<std::uint8_t> b(count);
                    for (const float scale : {0.75F, 0.0F, 1e-41F}) {
                        ranks(*book, values, scale, a);
                        reference::ranks(*book, values, scale, b);
                        QVERIFY(a == b);
                    }
                    for (const auto& weights : {std::vector<float>(), importance}) {
                        const FitSums x = measure(*book, values, weights, 1.3F);
                        const FitSums y = reference::measure(*book, values, weights, 1.3F);
                        QVERIFY(x.xl == y.xl && x.ll == y.ll && x.error == y.error);
                    }
                }
            }
        });
    }

    void searchIsBetter_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"NF4", "FP4", "NF4,block=1024", "NF4,double=true", "FP4,block=128,double=true"})
            QTest::newRow(text) << QString(text);
    }
    void searchIsBetter() {
        QFETCH(QString, text);
        std::mt19937 random(3);
        std::student_t_distribution<float> heavy(4.0F);
        std::vector<float> importance(96);
        for (float& weight : importance)
            weight = std::abs(heavy(random));
        for (const auto& weights : {std::vector<float>(), importance}) {
            double before = 0;
            double after = 0;
            for (int trial = 0; trial < 10; ++trial) {
                std::vector<float> values(50 * 96);
                for (float& value : values)
                    value = heavy(random);
                const double rtn =
                    squaredError(values, decoded(text.toStdString() + "/rtn", 50, values, weights), weights);
                const double search = squaredError(
                    values, decoded(text.toStdString() + "/search", 50, values, weights), weights);
                QVERIFY(search <= rtn * (1 + 1e-6));
                before += rtn;
                after += search;
            }
            QVERIFY2(after < 0.95 * before, qPrintable(QString("%1 of %2").arg(after).arg(before)));
        }
    }

    void extremes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<float>("value");
        for (const char* text : {"NF4", "FP4", "NF4,double=true", "FP4,double=true/search", "NF4/search"}) {
            for (const float value : {0.0F, 1e-45F, 1e-39F, 1e-20F, 3e38F})
                QTest::addRow("%s %g", text, static_cast<double>(value)) << QString(text) << value;
        }
    }
    void extremes() {
        QFETCH(QString, text);
        QFETCH(float, value);
        const auto out = decoded(text.toStdString(), 2, std::vector<float>(200, value));
        QCOMPARE(out.size(), std::size_t(200));
        for (const float x : out)
            QVERIFY2(std::abs(x - value) <= 1e-6F * value,
                     qPrintable(QString::number(static_cast<double>(x))));
    }

    void blockMustBeOneOfThePowers() {
        for (const char* text : {"NF4,block=65", "NF4,block=32", "NF4,block=8192", "FP4,double=1"}) {
            const auto format = parseFormat(text);
            QVERIFY(!format);
            QCOMPARE(format.error().code(), ErrorCode::InvalidArgument);
        }
    }
};

QTEST_APPLESS_MAIN(TestBitsandbytes)
#include "tst_bitsandbytes.moc"
