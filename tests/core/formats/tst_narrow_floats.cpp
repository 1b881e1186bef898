// FP8, MXFP8 and MXFP6: every number of the specifications' tables, rounding, saturation, scales, kernels
// against the scalar definition on every CPU target. What holds for every format is in
// tst_format_conformance.
#include "formats/narrow/narrow_format.h"
#include "methods/quantize.h"
#include "support/targets.h"
#include "tensor/float_convert.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;
using namespace mantissa::narrow;

namespace {

struct Named {
    const char* name;
    const NarrowFloat* kind;
};
const Named kinds[] = {{"E4M3", &e4m3}, {"E5M2", &e5m2}, {"E2M3", &e2m3}, {"E3M2", &e3m2}};

void everyKind() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < 4; ++i)
        QTest::newRow(kinds[i].name) << i;
}

// By code, without a sign: OCP MX specification 1.0, sections 5.3.2 (E2M3: bias 1; E3M2: bias 3).
const std::vector<float> e2m3Numbers{0, 0.125F, 0.25F, 0.375F, 0.5F, 0.625F, 0.75F, 0.875F,
                                     1, 1.125F, 1.25F, 1.375F, 1.5F, 1.625F, 1.75F, 1.875F,
                                     2, 2.25F,  2.5F,  2.75F,  3,    3.25F,  3.5F,  3.75F,
                                     4, 4.5F,   5,     5.5F,   6,    6.5F,   7,     7.5F};
const std::vector<float> e3m2Numbers{0,    0.0625F, 0.125F, 0.1875F, 0.25F, 0.3125F, 0.375F, 0.4375F,
                                     0.5F, 0.625F,  0.75F,  0.875F,  1,     1.25F,   1.5F,   1.75F,
                                     2,    2.5F,    3,      3.5F,    4,     5,       6,      7,
                                     8,    10,      12,     14,      16,    20,      24,     28};

std::vector<float> noise(std::size_t count, unsigned seed, float size = 1.0F) {
    std::mt19937 random(seed);
    std::student_t_distribution<float> heavy(3.0F);
    std::vector<float> values(count);
    for (float& value : values)
        value = size * heavy(random);
    return values;
}

/// Numbers, their middles and what lies next to both, of either sign.
std::vector<float> borders(const NarrowFloat& kind) {
    std::vector<float> values{0.0F, -0.0F, 3e38F, -3e38F, 1e-45F, -1e-40F};
    for (int code = 0; code < kind.largestCode; ++code) {
        const float low = numberOf(kind, code);
        const float middle = (low + numberOf(kind, code + 1)) / 2;
        for (const float value : {low, middle, std::nextafter(middle, 0.0F), std::nextafter(middle, 1e9F)}) {
            values.push_back(value);
            values.push_back(-value);
        }
    }
    const float last = kind.largest();
    for (const float value : {last, last * 1.01F, last * 2, std::nextafter(last, 0.0F)})
        values.push_back(value);
    return values;
}

std::vector<float> decoded(const std::string& text, std::int64_t rows, const std::vector<float>& values) {
    const auto columns = static_cast<std::int64_t>(values.size()) / rows;
    const auto tensor =
        quantize(*parseScheme(text), {std::make_shared<MatrixRows>(rows, columns, values), {}}, Task());
    std::vector<float> out(values.size());
    return tensor && (*tensor)->read(0, rows, out) ? out : std::vector<float>();
}

double squaredError(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (static_cast<double>(a[i]) - b[i]) * (static_cast<double>(a[i]) - b[i]);
    return sum;
}

} // namespace

class TestNarrowFloats : public QObject {
    Q_OBJECT

private slots:
    // OFP8 1.0, table 1.
    void numbersOfEightBits() {
        QCOMPARE(e4m3.largest(), 448.0F);
        QCOMPARE(numberOf(e4m3, 0x08), 0x1p-6F);
        QCOMPARE(numberOf(e4m3, 0x07), 0.875F * 0x1p-6F);
        QCOMPARE(numberOf(e4m3, 0x01), 0x1p-9F);
        QVERIFY(std::isnan(numberOf(e4m3, 0x7f)) && std::isnan(numberOf(e4m3, 0xff)));
        QCOMPARE(e5m2.largest(), 57344.0F);
        QCOMPARE(numberOf(e5m2, 0x04), 0x1p-14F);
        QCOMPARE(numberOf(e5m2, 0x03), 0.75F * 0x1p-14F);
        QCOMPARE(numberOf(e5m2, 0x01), 0x1p-16F);
        QVERIFY(std::isinf(numberOf(e5m2, 0x7c)) && numberOf(e5m2, 0xfc) < -1e38F);
        for (const int code : {0x7d, 0x7e, 0x7f, 0xfd, 0xfe, 0xff})
            QVERIFY(std::isnan(numberOf(e5m2, code)));
        for (int code = 0; code < 256; ++code) { // the tables that read files
            const auto byte = static_cast<std::uint8_t>(code);
            const float a = numberOf(e4m3, code);
            QVERIFY(a == floatFromE4M3(byte) || (std::isnan(a) && std::isnan(floatFromE4M3(byte))));
            const float b = numberOf(e5m2, code);
            QVERIFY(b == floatFromE5M2(byte) || (std::isnan(b) && std::isnan(floatFromE5M2(byte))));
        }
    }

    void numbersOfSixBits() {
        for (int code = 0; code < 64; ++code) {
            const auto at = static_cast<std::size_t>(code & 31);
            const float sign = code < 32 ? 1.0F : -1.0F;
            QCOMPARE(numberOf(e2m3, code), sign * e2m3Numbers[at]);
            QCOMPARE(numberOf(e3m2, code), sign * e3m2Numbers[at]);
        }
    }

    void powers() {
        QCOMPARE(powerOf(127), 1.0F);
        QCOMPARE(powerOf(0), 0x1p-127F);
        QCOMPARE(powerOf(254), 0x1p127F);
        QVERIFY(std::isnan(powerOf(255)));
        for (int exponent = -127; exponent <= 127; ++exponent)
            QCOMPARE(powerOf(powerCode(exponent)), std::ldexp(1.0F, exponent));
        QCOMPARE(powerCode(-200), std::uint8_t{0});
        QCOMPARE(powerCode(200), std::uint8_t{254});
    }

    // Against a plain look at all numbers.
    void nearestIsNearest_data() { everyKind(); }
    void nearestIsNearest() {
        QFETCH(int, index);
        const NarrowFloat& kind = *kinds[index].kind;
        std::vector<float> values = borders(kind);
        for (const float value : noise(3000, 1, kind.largest() / 8))
            values.push_back(value);
        for (const float value : values) {
            const double size = std::min(std::abs(value), kind.largest());
            int best = 0;
            double least = std::numeric_limits<double>::infinity();
            for (int code = 0; code <= kind.largestCode; ++code) {
                const double off = std::abs(size - static_cast<double>(numberOf(kind, code)));
                if (off < least || (off == least && code % 2 == 0)) { // half to even
                    least = off;
                    best = code;
                }
            }
            QCOMPARE(nearestCode(kind, value), best | (std::signbit(value) ? kind.signBit() : 0));
        }
        const float infinity = std::numeric_limits<float>::infinity();
        QCOMPARE(nearestCode(kind, infinity), kind.largestCode);
        QCOMPARE(nearestCode(kind, -infinity), kind.largestCode | kind.signBit());
        for (int code = 0; code < kind.codeCount(); ++code) { // numbers come back, their sign of zero too
            if (std::isfinite(numberOf(kind, code)))
                QCOMPARE(nearestCode(kind, numberOf(kind, code)), code);
        }
    }

    void kernelsEqualTheReference_data() { everyKind(); }
    void kernelsEqualTheReference() {
        QFETCH(int, index);
        const NarrowFloat& kind = *kinds[index].kind;
        std::vector<std::vector<float>> samples{borders(kind), noise(9000, 3, kind.largest() / 4),
                                                noise(100, 4, 1e-39F), noise(4097, 5, 1e36F)};
        for (std::size_t count = 0; count < 40; ++count)
            samples.push_back(noise(count, 6));
        test::onEveryTarget([&] {
            for (const auto& values : samples) {
                std::vector<std::uint8_t> codes(values.size());
                std::vector<std::uint8_t> expected(values.size());
                for (const float scale : {1.0F, 0.0F, 0.37F, 1e-41F, 0x1p-127F, 0x1p100F}) {
                    encode(kind, values, scale, codes);
                    reference::encode(kind, values, scale, expected);
                    QVERIFY(codes == expected);
                }
                for (const auto& importance : {std::vector<float>(), noise(values.size(), 8)}) {
                    for (const float scale : {1.0F, 0.37F, 0x1p-99F}) {
                        const FitSums x = measure(kind, values, importance, scale);
                        const FitSums y = reference::measure(kind, values, importance, scale);
                        const auto same = [](double a, double b) {
                            return a == b || (std::isnan(a) && std::isnan(b));
                        };
                        QVERIFY(same(x.xl, y.xl) && same(x.ll, y.ll) && same(x.error, y.error));
                    }
                }
            }
        });
    }

    void bytesAreTheSameOnEveryTarget() {
        const std::vector<float> values = noise(40 * 331, 9);
        for (const char* text : {"FP8_E4M3", "FP8_E5M2/search", "FP8_E4M3,group=-1/search",
                                 "MXFP8_E4M3/search", "MXFP6_E2M3/search", "MXFP6_E3M2"}) {
            std::vector<float> first;
            test::onEveryTarget([&] {
                const std::vector<float> now = decoded(text, 40, values);
                QVERIFY(!now.empty() && (first.empty() || first == now));
                first = now;
            });
        }
    }

    // MX 1.0, section 6.3: the shared exponent is floor(log2(absmax)) less that of the largest number.
    void scalesOfMicroscaling() {
        const ScaleStore mx{std::nullopt, true};
        QCOMPARE(scaleFor(e4m3, mx, 1.0F), 0x1p-8F);
        QCOMPARE(scaleFor(e4m3, mx, 1.99F), 0x1p-8F);
        QCOMPARE(scaleFor(e5m2, mx, 2.0F), 0x1p-14F);
        QCOMPARE(scaleFor(e2m3, mx, 5.0F), 1.0F);
        QCOMPARE(scaleFor(e3m2, mx, 31.0F), 1.0F);
        // What lies beyond the largest number is cut to it.
        std::vector<float> block(32, 1.0F);
        block[5] = -31.9F;
        QCOMPARE(decoded("MXFP6_E3M2", 1, block)[5], -28.0F);
        // A search may take the next power instead.
        block.assign(32, 31.9F);
        QCOMPARE(decoded("MXFP6_E3M2/search", 1, block)[0], 32.0F);
        // Elsewhere powers are rounded up, so that nothing is cut.
        const ScaleStore up;
        QCOMPARE(scaleFor(e4m3, up, 448.0F), 1.0F);
        QCOMPARE(scaleFor(e4m3, up, 449.0F), 2.0F);
        QCOMPARE(scaleFor(e4m3, up, 0.4F), 0x1p-10F);
        QVERIFY(representable(e4m3, scaleFor(e4m3, up, std::numeric_limits<float>::max())));
    }

    // Any block that is numbers times a power of two is kept to the bit.
    void exactBlocks_data() { everyKind(); }
    void exactBlocks() {
        QFETCH(int, index);
        const NarrowFloat& kind = *kinds[index].kind;
        const char* formats[] = {"MXFP8_E4M3", "MXFP8_E5M2", "MXFP6_E2M3", "MXFP6_E3M2"};
        std::vector<float> values;
        for (int row = 0; row < kind.codeCount() / 32; ++row) {
            for (int i = 0; i < 31; ++i) {
                const float value = numberOf(kind, row * 32 + i);
                values.push_back(std::isfinite(value) ? value * 0x1p-20F : 0.0F);
            }
            values.push_back(kind.largest() * 0x1p-20F);
        }
        const std::int64_t rows = static_cast<std::int64_t>(values.size()) / 32;
        QVERIFY(decoded(formats[index], rows, values) == values);
        QVERIFY(decoded(std::string(formats[index]) + "/search", rows, values) == values);
    }

    void sizes() {
        const auto bits = [](const char* text) { return (*parseFormat(text))->bitsPerWeight(16, 1024); };
        QCOMPARE(bits("FP8_E4M3"), 8 + 32.0 / 1024);
        QCOMPARE(bits("FP8_E5M2,group=128,scale=bf16"), 8.125);
        QCOMPARE(bits("FP8_E4M3,group=-1"), 8 + 32.0 / (16 * 1024));
        QCOMPARE(bits("FP8_E4M3,group=32,scale=e8m0"), 8.25);
        QCOMPARE(bits("MXFP8_E4M3"), 8.25);
        QCOMPARE(bits("MXFP6_E2M3"), 6.25);
        QCOMPARE(bits("MXFP6_E3M2"), 6.25);
    }

    // Rouhani et al. 2023 (arXiv:2310.10537), and the number of mantissa bits, give this order on bell
    // curves.
    void publishedOrder() {
        std::mt19937 random(2);
        std::normal_distribution<float> normal;
        std::vector<float> values(256 * 512);
        for (float& value : values)
            value = normal(random);
        const auto error = [&](const char* text) { return squaredError(values, decoded(text, 256, values)); };
        const double fp4 = error("MXFP4");
        const double e3 = error("MXFP6_E3M2");
        const double e2 = error("MXFP6_E2M3");
        const double five = error("MXFP8_E5M2");
        const double four = error("MXFP8_E4M3");
        QVERIFY(e3 < 0.3 * fp4);
        QVERIFY(e2 < 0.5 * e3);
        QVERIFY(four < 0.5 * five);
        QVERIFY(error("MXFP6_E2M3/search") < e2);
        QVERIFY(error("MXFP8_E4M3/search") < 0.95 * four); // less is cut off
        QVERIFY(error("FP8_E4M3") < 1.05 * four);
    }
};

QTEST_APPLESS_MAIN(TestNarrowFloats)
#include "tst_narrow_floats.moc"
