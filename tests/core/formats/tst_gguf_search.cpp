// The method `search` against the two others, in the measure it minimises.
#include "support/sample_weights.h"

#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"
#include "tensor/float_convert.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace mantissa;

class TestGgufSearch : public QObject {
    Q_OBJECT

private slots:
    void neverWorse_data();
    void neverWorse();
    void extremeImportance_data() { neverWorse_data(); }
    void extremeImportance();
    void gainsOnNormal_data();
    void gainsOnNormal();
    void leastErrorOfQ4_0();
};

namespace {

std::vector<float> coded(const Format& format, Encoder encoder, const RowTile& tile) {
    std::vector<std::byte> bytes(format.payloadBytes(tile.rows, tile.columns));
    std::vector<float> decoded(tile.values.size());
    if (!format.encode(encoder, nullptr, tile, bytes) ||
        !format.decode(nullptr, bytes, 0, tile.rows, tile.columns, decoded))
        decoded.clear();
    return decoded;
}

bool inRange(const Format& format, const std::vector<float>& values) {
    const ValueRange& range = dynamic_cast<const gguf::BlockFormat&>(format).range();
    return std::all_of(values.begin(), values.end(),
                       [&](float x) { return x >= range.lowest && x <= range.highest; });
}

/// sum w * error^2 of `count` elements from `first` on.
double errorOf(const RowTile& tile, std::span<const float> decoded, std::size_t first, std::size_t count) {
    double sum = 0;
    for (std::size_t i = first; i < first + count; ++i) {
        const double difference = static_cast<double>(decoded[i]) - tile.values[i];
        const std::size_t column = i % static_cast<std::size_t>(tile.columns);
        sum += difference * difference * (tile.importance.empty() ? 1.0 : tile.importance[column]);
    }
    return sum;
}

} // namespace

void TestGgufSearch::neverWorse_data() {
    QTest::addColumn<QString>("id");
    for (const FormatEntry* entry : gguf::ggufFormats())
        QTest::addRow("%s", entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
}

/// Block by block, on every kind of weights, with and without an importance matrix.
void TestGgufSearch::neverWorse() {
    QFETCH(QString, id);
    const FormatPtr format = *parseFormat(id.toStdString());
    const std::int64_t rows = 4;
    const std::int64_t columns = 512;
    const auto block = static_cast<std::size_t>(format->blockElements());
    const std::vector<float> importance = sample::importance(columns);
    for (const std::string& kind : sample::distributions()) {
        const std::vector<float> values = sample::weights(kind, rows * columns, 3);
        for (const bool weighted : {false, true}) {
            RowTile tile{values, 0, rows, columns, {}};
            if (weighted)
                tile.importance = importance;
            const std::vector<float> searched = coded(*format, Encoder::Search, tile);
            if (!inRange(*format, values)) {
                QVERIFY2(searched.empty(), kind.c_str()); // else it would be cut down without a word
                continue;
            }
            QCOMPARE(searched.size(), values.size());
            for (const Encoder other : format->encoders()) {
                const std::vector<float> theirs = coded(*format, other, tile);
                for (std::size_t first = 0; first < values.size() && !theirs.empty(); first += block) {
                    const double mine = errorOf(tile, searched, first, block);
                    const double bound = errorOf(tile, theirs, first, block);
                    QVERIFY2(mine <= bound * (1 + 1e-12) || std::isnan(bound),
                             qPrintable(QStringLiteral("%1%2, element %3: %4 against %5 of %6")
                                            .arg(kind.c_str(), weighted ? " weighted" : "")
                                            .arg(first)
                                            .arg(mine)
                                            .arg(bound)
                                            .arg(name(other).data())));
                }
            }
        }
    }
}

namespace {

/// Importance matrices as nobody should have them, though files can hold them.
std::vector<std::pair<const char*, std::vector<float>>> extremeMatrices(std::size_t columns) {
    std::vector<float> one = sample::importance(columns);
    one[columns / 3] = 3e33F;
    std::vector<float> decades(columns);
    for (std::size_t i = 0; i < columns; ++i)
        decades[i] = std::pow(10.0F, static_cast<float>(i % 64) - 30.0F);
    return {{"all huge", std::vector<float>(columns, 0x1p111F)},
            {"largest", std::vector<float>(columns, std::numeric_limits<float>::max())},
            {"all minute", std::vector<float>(columns, 0x1p-111F)},
            {"denormal", std::vector<float>(columns, 0x1p-146F)},
            {"one huge", one},
            {"decades", decades}};
}

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float x) { return std::isfinite(x); });
}

} // namespace

/// Numbers, never worse than ggml's where ggml's encoder comes to an end, and as good as with any even
/// matrix.
void TestGgufSearch::extremeImportance() {
    QFETCH(QString, id);
    const FormatPtr format = *parseFormat(id.toStdString());
    const std::int64_t rows = 2;
    const std::int64_t columns = 512;
    const auto block = static_cast<std::size_t>(format->blockElements());
    for (const char* kind : {"normal", "small", "sparse", "heavy"}) {
        const std::vector<float> values = sample::weights(kind, rows * columns, 5);
        const std::vector<float> ones(columns, 1.0F);
        const RowTile even{values, 0, rows, columns, ones};
        const double usual =
            errorOf({values, 0, rows, columns, {}}, coded(*format, Encoder::Search, even), 0, values.size());
        for (const auto& [name, importance] : extremeMatrices(columns)) {
            const RowTile tile{values, 0, rows, columns, importance};
            const std::vector<float> searched = coded(*format, Encoder::Search, tile);
            QVERIFY2(searched.size() == values.size() && allFinite(searched), name);
            const std::vector<float> ggml = coded(*format, Encoder::Ggml, tile); // or nothing, with an error
            QVERIFY2(allFinite(ggml), name);
            for (std::size_t first = 0; first < ggml.size(); first += block)
                QVERIFY2(errorOf(tile, searched, first, block) <=
                             errorOf(tile, ggml, first, block) * (1 + 1e-12),
                         name);
            if (importance.front() != importance.back())
                continue;
            // A power of two changes nothing; another factor changes roundings.
            const double bound = std::string(name) == "largest" ? 1.1 : 1 + 1e-12;
            const double error = errorOf({values, 0, rows, columns, {}}, searched, 0, values.size());
            QVERIFY2(
                error <= usual * bound,
                qPrintable(QStringLiteral("%1 %2: %3 times the error").arg(kind, name).arg(error / usual)));
        }
    }
}

void TestGgufSearch::gainsOnNormal_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("gain");
    QTest::newRow("Q4_0") << "Q4_0" << 0.057; // 0.059 is all there is: see leastErrorOfQ4_0
    QTest::newRow("Q5_0") << "Q5_0" << 0.06;
    QTest::newRow("Q8_0") << "Q8_0" << 0.10;
    QTest::newRow("Q4_1") << "Q4_1" << 0.03;
    QTest::newRow("Q5_1") << "Q5_1" << 0.03;
    QTest::newRow("Q2_K") << "Q2_K" << 0.122;
    QTest::newRow("Q3_K") << "Q3_K" << 0.045;
    QTest::newRow("Q4_K") << "Q4_K" << 0.02;
    QTest::newRow("Q5_K") << "Q5_K" << 0.06;
    QTest::newRow("Q6_K") << "Q6_K" << 0.07;
    QTest::newRow("TQ1_0") << "TQ1_0" << 0.45;
    QTest::newRow("TQ2_0") << "TQ2_0" << 0.45;
    QTest::newRow("NVFP4") << "NVFP4" << 0.10;
    QTest::newRow("MXFP4") << "MXFP4" << 0.025;
    QTest::newRow("IQ4_NL") << "IQ4_NL" << 0.03;
    QTest::newRow("IQ4_XS") << "IQ4_XS" << 0.03;
    QTest::newRow("Q2_0") << "Q2_0" << 0.50;
    QTest::newRow("IQ3_S") << "IQ3_S" << 0.20;
    QTest::newRow("IQ3_XXS") << "IQ3_XXS" << 0.15;
    QTest::newRow("IQ2_S") << "IQ2_S" << 0.08;
    QTest::newRow("IQ2_XS") << "IQ2_XS" << 0.04;
    QTest::newRow("IQ2_XXS") << "IQ2_XXS" << 0.04;
    QTest::newRow("IQ1_S") << "IQ1_S" << 0.08;
    QTest::newRow("IQ1_M") << "IQ1_M" << 0.25;
}

namespace {

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};
constexpr std::int64_t normalRows = 128;
constexpr std::int64_t normalColumns = 2048;

std::vector<float> normalWeights(std::uint64_t seed) {
    return sample::weights("normal", normalRows * normalColumns, seed);
}

/// The error of ggml's encoder without a matrix; with an even one where it insists on a matrix.
double ggmlError(const Format& format, RowTile tile) {
    const std::vector<float> ones(static_cast<std::size_t>(tile.columns), 1.0F);
    std::vector<float> decoded = coded(format, Encoder::Ggml, tile);
    if (decoded.empty()) {
        tile.importance = ones;
        decoded = coded(format, Encoder::Ggml, tile);
    }
    return errorOf(tile, decoded, 0, tile.values.size());
}

/// By how much the root of `error` is below that of `ggml`.
double gainOver(double ggml, double error) {
    return 1 - std::sqrt(error / ggml);
}

} // namespace

/// The root of the mean square error on N(0, 1), against ggml's without a matrix.
void TestGgufSearch::gainsOnNormal() {
    QFETCH(QString, id);
    QFETCH(double, gain);
    const FormatPtr format = *parseFormat(id.toStdString());
    double least = 1;
    for (const std::uint64_t seed : seeds) {
        const std::vector<float> values = normalWeights(seed);
        const RowTile tile{values, 0, normalRows, normalColumns, {}};
        const double search = errorOf(tile, coded(*format, Encoder::Search, tile), 0, values.size());
        least = std::min(least, gainOver(ggmlError(*format, tile), search));
    }
    qInfo("%s: at least %.2f %% less on every seed", qPrintable(id), 100 * least);
    QVERIFY2(least >= gain, qPrintable(QString::number(100 * least)));
}

namespace {

/// sum error^2 of one block of Q4_0 under a scale, each value at its nearest code.
double q40Error(const float* x, double scale) {
    double sum = 0;
    for (int i = 0; i < 32; ++i) {
        const double code = std::clamp(std::nearbyint(x[i] / scale), -8.0, 7.0);
        sum += (scale * code - x[i]) * (scale * code - x[i]);
    }
    return sum;
}

/// The least error that any bytes of a Q4_0 block can have: every binary16 is tried as its scale. Those below
/// 3/5 of what spans the block, and above twice that, are left out: their errors only grow.
double q40Optimum(const float* x) {
    float largest = 0;
    for (int i = 0; i < 32; ++i)
        largest = std::max(largest, std::abs(x[i]));
    double least = HUGE_VAL;
    const std::uint16_t last = halfFromFloat(largest / 4);
    for (std::uint16_t half = halfFromFloat(largest / 8 * 0.6F); half <= last; ++half) {
        const double scale = floatFromHalf(half);
        least = std::min({least, q40Error(x, scale), q40Error(x, -scale)});
    }
    return least;
}

} // namespace

/// No encoder can gain more over ggml's in Q4_0 on N(0, 1) than 5.9 %: the optimum's figures on 2^20 weights
/// are 5.88 to 5.92 % for seeds 1 to 4 (few weights scatter more). `search` finds all of that but a
/// two-thousandth of the error.
void TestGgufSearch::leastErrorOfQ4_0() {
    const FormatPtr format = *parseFormat("Q4_0");
    const std::size_t rows = 4;
    for (const std::uint64_t seed : seeds) {
        const std::vector<float> values = sample::weights("normal", rows * normalColumns, seed);
        const RowTile tile{values, 0, rows, normalColumns, {}};
        double optimum = 0;
        for (std::size_t first = 0; first < values.size(); first += 32)
            optimum += q40Optimum(values.data() + first);
        const double search = errorOf(tile, coded(*format, Encoder::Search, tile), 0, values.size());
        qInfo("seed %d: the optimum gains %.3f %%, search %.3f %%", static_cast<int>(seed),
              100 * gainOver(ggmlError(*format, tile), optimum),
              100 * gainOver(ggmlError(*format, tile), search));
        QVERIFY(search >= optimum * (1 - 1e-9));
        QVERIFY(search <= optimum * 1.0005);
    }
}

QTEST_GUILESS_MAIN(TestGgufSearch)
#include "tst_gguf_search.moc"
