// The method `search` against the two others, in the measure it minimises.
#include "support/sample_weights.h"

#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"

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
    QTest::newRow("Q4_0") << "Q4_0" << 0.06;
    QTest::newRow("Q5_0") << "Q5_0" << 0.06;
    QTest::newRow("Q8_0") << "Q8_0" << 0.10;
    QTest::newRow("Q4_1") << "Q4_1" << 0.03;
    QTest::newRow("Q5_1") << "Q5_1" << 0.03;
    QTest::newRow("Q2_K") << "Q2_K" << 0.12;
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

/// The root of the mean square error on N(0, 1), against ggml's without a matrix.
void TestGgufSearch::gainsOnNormal() {
    QFETCH(QString, id);
    QFETCH(double, gain);
    const FormatPtr format = *parseFormat(id.toStdString());
    const std::vector<float> values = sample::weights("normal", 64 * 1024, 9);
    const std::vector<float> ones(1024, 1.0F);
    RowTile tile{values, 0, 64, 1024, {}};
    if (coded(*format, Encoder::Ggml, tile).empty())
        tile.importance = ones; // ggml's encoder for some types wants a matrix
    const double ggml = errorOf(tile, coded(*format, Encoder::Ggml, tile), 0, values.size());
    tile.importance = {};
    const double search = errorOf(tile, coded(*format, Encoder::Search, tile), 0, values.size());
    const auto count = static_cast<double>(values.size());
    const double measured = 1 - std::sqrt(search / ggml);
    qInfo("%s: ggml %.5f, search %.5f, %.2f %% less", qPrintable(id), std::sqrt(ggml / count),
          std::sqrt(search / count), 100 * measured);
    QVERIFY(measured >= gain);
}

QTEST_GUILESS_MAIN(TestGgufSearch)
#include "tst_gguf_search.moc"
