// Conversions between float widths: every 16-bit pattern, the ties between neighbours, and all CPU targets
// against the scalar functions.
#include "support/targets.h"
#include "tensor/float_convert.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

using namespace mantissa;

namespace {

std::vector<float> awkwardFloats() {
    std::vector<float> values;
    for (std::uint32_t high = 0; high < 0x10000; ++high) {
        for (const std::uint32_t low :
             {0x0000U, 0x0001U, 0x0fffU, 0x1000U, 0x1001U, 0x7fffU, 0x8000U, 0x8001U})
            values.push_back(std::bit_cast<float>(high << 16U | low));
    }
    return values;
}

std::vector<std::uint16_t> allPatterns() {
    std::vector<std::uint16_t> patterns(0x10000);
    for (std::size_t i = 0; i < patterns.size(); ++i)
        patterns[i] = static_cast<std::uint16_t>(i);
    return patterns;
}

bool sameBits(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

} // namespace

class TestFloatConvert : public QObject {
    Q_OBJECT

private slots:
    void halfKnownValues_data() {
        QTest::addColumn<float>("value");
        QTest::addColumn<quint16>("bits");
        QTest::newRow("zero") << 0.0F << quint16(0);
        QTest::newRow("minus zero") << -0.0F << quint16(0x8000);
        QTest::newRow("one") << 1.0F << quint16(0x3c00);
        QTest::newRow("largest") << 65504.0F << quint16(0x7bff);
        QTest::newRow("just representable") << 65519.996F << quint16(0x7bff);
        QTest::newRow("overflow") << 65520.0F << quint16(0x7c00);
        QTest::newRow("smallest normal") << 0x1p-14F << quint16(0x0400);
        QTest::newRow("largest denormal") << 0x1.ff8p-15F << quint16(0x03ff);
        QTest::newRow("smallest denormal") << 0x1p-24F << quint16(1);
        QTest::newRow("tie to zero") << 0x1p-25F << quint16(0);
        QTest::newRow("above that tie") << 0x1.000002p-25F << quint16(1);
        QTest::newRow("tie to even, down") << 1.0F + 0x1p-11F << quint16(0x3c00);
        QTest::newRow("tie to even, up") << 1.0F + 0x1.8p-10F << quint16(0x3c02);
        QTest::newRow("infinity") << -std::numeric_limits<float>::infinity() << quint16(0xfc00);
    }
    void halfKnownValues() {
        QFETCH(float, value);
        QFETCH(quint16, bits);
        QCOMPARE(halfFromFloat(value), bits);
    }

    void halfRoundTrips() {
        for (const std::uint16_t pattern : allPatterns()) {
            const float value = floatFromHalf(pattern);
            if (std::isnan(value))
                QVERIFY(std::isnan(floatFromHalf(halfFromFloat(value))));
            else
                QCOMPARE(halfFromFloat(value), pattern);
        }
    }

    // The definition: no other binary16 is nearer, and of two as near the even one is taken.
    void halfIsNearest() {
        std::mt19937 random(1);
        std::uniform_real_distribution<float> exponent(-26.0F, 15.9F);
        for (int i = 0; i < 200000; ++i) {
            const float value = std::exp2(exponent(random));
            const std::uint16_t bits = halfFromFloat(value);
            const double error = std::abs(static_cast<double>(floatFromHalf(bits)) - value);
            for (const int step : {-1, 1}) {
                const int other = bits + step;
                if (other < 0 || other >= 0x7c00)
                    continue;
                const double otherError =
                    std::abs(static_cast<double>(floatFromHalf(static_cast<std::uint16_t>(other))) - value);
                QVERIFY(error < otherError || (error == otherError && bits % 2 == 0));
            }
        }
    }

    void bfloatRounding() {
        QCOMPARE(bfloatFromFloat(1.0F), std::uint16_t(0x3f80));
        QCOMPARE(bfloatFromFloat(1.0F + 0x1p-8F), std::uint16_t(0x3f80));
        QCOMPARE(bfloatFromFloat(1.0F + 0x1.8p-7F), std::uint16_t(0x3f82));
        QCOMPARE(bfloatFromFloat(std::numeric_limits<float>::max()), std::uint16_t(0x7f80));
        QCOMPARE(bfloatFromFloat(std::numeric_limits<float>::denorm_min()), std::uint16_t(0));
        QVERIFY(std::isnan(floatFromBfloat(bfloatFromFloat(std::bit_cast<float>(0x7f800001U)))));
    }

    void eightBitFloats() {
        QCOMPARE(floatFromE4M3(0x7e), 448.0F); // OFP8: largest number
        QCOMPARE(floatFromE4M3(0x08), 0x1p-6F);
        QCOMPARE(floatFromE4M3(0x01), 0x1p-9F);
        QCOMPARE(floatFromE4M3(0xb8), -1.0F);
        QVERIFY(std::isnan(floatFromE4M3(0x7f)));
        QVERIFY(std::isnan(floatFromE4M3(0xff)));
        QCOMPARE(floatFromE5M2(0x7b), 57344.0F);
        QCOMPARE(floatFromE5M2(0x01), 0x1p-16F);
        QVERIFY(std::isinf(floatFromE5M2(0x7c)));
    }

    // Largest, smallest normal, largest and smallest denormal as in onnx.ai's table of float8 types.
    void eightBitFloatsWithoutNegativeZero() {
        QCOMPARE(floatFromE4M3Fnuz(0x7f), 240.0F);
        QCOMPARE(floatFromE4M3Fnuz(0x08), 0x1p-7F);
        QCOMPARE(floatFromE4M3Fnuz(0x07), 0.875F * 0x1p-7F);
        QCOMPARE(floatFromE4M3Fnuz(0x01), 0x1p-10F);
        QCOMPARE(floatFromE4M3Fnuz(0xc0), -1.0F);
        QCOMPARE(floatFromE5M2Fnuz(0x7f), 57344.0F);
        QCOMPARE(floatFromE5M2Fnuz(0x04), 0x1p-15F);
        QCOMPARE(floatFromE5M2Fnuz(0x01), 0x1p-17F);
        QCOMPARE(floatFromE5M2Fnuz(0xc0), -1.0F);
        for (const auto decode : {floatFromE4M3Fnuz, floatFromE5M2Fnuz}) {
            QCOMPARE(decode(0), 0.0F);
            QVERIFY(!std::signbit(decode(0)));
            QVERIFY(std::isnan(decode(0x80)));
            for (int bits = 1; bits < 0x80; ++bits) {
                const float value = decode(static_cast<std::uint8_t>(bits));
                QVERIFY(value > decode(static_cast<std::uint8_t>(bits - 1)) && std::isfinite(value));
                QCOMPARE(decode(static_cast<std::uint8_t>(bits | 0x80)), -value);
            }
        }
    }

    void runsEqualScalarOnEveryTarget() {
        const std::vector<float> values = awkwardFloats();
        const std::vector<std::uint16_t> patterns = allPatterns();
        test::onEveryTarget([&] {
            std::vector<std::byte> bytes(values.size() * 2);
            std::uint16_t bits = 0;
            halvesFromFloats(values, bytes);
            for (std::size_t i = 0; i < values.size(); ++i) {
                std::memcpy(&bits, &bytes[2 * i], 2);
                if (bits != halfFromFloat(values[i]))
                    QCOMPARE(bits, halfFromFloat(values[i]));
            }
            bfloatsFromFloats(values, bytes);
            for (std::size_t i = 0; i < values.size(); ++i) {
                std::memcpy(&bits, &bytes[2 * i], 2);
                if (bits != bfloatFromFloat(values[i]))
                    QCOMPARE(bits, bfloatFromFloat(values[i]));
            }
            std::vector<float> out(patterns.size());
            floatsFromHalves(std::as_bytes(std::span(patterns)), out);
            for (std::size_t i = 0; i < out.size(); ++i)
                QVERIFY(sameBits(out[i], floatFromHalf(patterns[i])));
            floatsFromBfloats(std::as_bytes(std::span(patterns)), out);
            for (std::size_t i = 0; i < out.size(); ++i)
                QVERIFY(sameBits(out[i], floatFromBfloat(patterns[i])));
        });
    }

    void remaindersAndOddAddresses() {
        test::onEveryTarget([] {
            for (std::size_t count = 0; count < 40; ++count) {
                std::vector<float> values(count);
                for (std::size_t i = 0; i < count; ++i)
                    values[i] = 0.37F * static_cast<float>(i) - 3.0F;
                std::vector<std::byte> bytes(2 * count + 2, std::byte{0x5a});
                halvesFromFloats(values, std::span(bytes).subspan(1, 2 * count));
                QCOMPARE(bytes.front(), std::byte{0x5a});
                QCOMPARE(bytes.back(), std::byte{0x5a});
                std::vector<float> out(count + 1, 7.0F);
                floatsFromHalves(std::span(bytes).subspan(1), std::span(out).first(count));
                QCOMPARE(out.back(), 7.0F);
                for (std::size_t i = 0; i < count; ++i)
                    QCOMPARE(out[i], floatFromHalf(halfFromFloat(values[i])));
                for (std::size_t bad = 0; bad < count; ++bad) {
                    std::vector<float> broken = values;
                    broken[bad] = std::numeric_limits<float>::quiet_NaN();
                    broken.back() = -std::numeric_limits<float>::infinity();
                    QCOMPARE(firstNotFinite(broken), bad);
                }
                QCOMPARE(firstNotFinite(values), count);
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestFloatConvert)
#include "tst_float_convert.moc"
