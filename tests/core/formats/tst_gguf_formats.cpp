// The GGUF block types: ggml's bytes (as hashes of what its library gave), round trips, errors, the grid.
#include "support/gguf_golden.h"

#include "formats/gguf/gguf_formats.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;

class TestGgufFormats : public QObject {
    Q_OBJECT

private slots:
    void registered();
    void readableDecodes_data();
    void readableDecodes();
    void goldenBytes_data() { formatRows(); }
    void goldenBytes();
    void everyEncoderIsClose_data() { formatRows(); }
    void everyEncoderIsClose();
    void unpackExplainsDecode_data() { formatRows(); }
    void unpackExplainsDecode();
    void gridRebuildsTheBytes_data() { formatRows(); }
    void gridRebuildsTheBytes();
    void refusesWhatItCannotCode_data() { formatRows(); }
    void refusesWhatItCannotCode();
    void saysWhereGgmlGivesUp_data();
    void saysWhereGgmlGivesUp();
    void zerosStayZero_data() { formatRows(); }
    void zerosStayZero();

private:
    static void formatRows();
};

namespace {

FormatPtr fetchFormat(const QString& id) {
    return *parseFormat(id.toStdString());
}

double relativeRmse(std::span<const float> x, std::span<const float> y) {
    double error = 0;
    double power = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        error += (static_cast<double>(x[i]) - y[i]) * (static_cast<double>(x[i]) - y[i]);
        power += static_cast<double>(x[i]) * x[i];
    }
    return std::sqrt(error / power);
}

} // namespace

void TestGgufFormats::formatRows() {
    QTest::addColumn<QString>("id");
    for (const FormatEntry* entry : gguf::ggufFormats())
        QTest::addRow("%s", entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
}

void TestGgufFormats::registered() {
    for (const FormatEntry* entry : gguf::ggufFormats()) {
        QCOMPARE(findFormat(entry->info.id), entry);
        const Format* format = formatOf(*entry->info.dtype);
        QVERIFY(format != nullptr);
        const DTypeInfo& row = info(*entry->info.dtype);
        QCOMPARE(format->payloadBytes(3, row.blockElements * 2), std::uint64_t(row.blockBytes) * 6);
    }
}

void TestGgufFormats::readableDecodes_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("digest");
    QTest::newRow("IQ3_S") << "IQ3_S"
                           << "eafd97c81c24ef1b";
    QTest::newRow("IQ3_XXS") << "IQ3_XXS"
                             << "7bc70df8b7165e6d";
    QTest::newRow("IQ2_S") << "IQ2_S"
                           << "0f274a4e8efc8813";
    QTest::newRow("IQ2_XS") << "IQ2_XS"
                            << "eec7750eb6b381f5";
    QTest::newRow("IQ2_XXS") << "IQ2_XXS"
                             << "fd472db9c9734877";
    QTest::newRow("IQ1_M") << "IQ1_M"
                           << "2d8142f712b359d9";
    QTest::newRow("IQ1_S") << "IQ1_S"
                           << "314fe96fd0297505";
}

/// The floats that ggml's library decodes from golden::noise, as hashes.
void TestGgufFormats::readableDecodes() {
    QFETCH(QString, id);
    QFETCH(QString, digest);
    const Format* format = formatOf(*dtypeFromName(id.toStdString()));
    QVERIFY(format != nullptr);
    QCOMPARE(findFormat(id.toStdString()) == nullptr, format->encoders().empty());
    const std::vector<std::byte> bytes = golden::noise(format->payloadBytes(golden::rows, golden::columns));
    std::vector<float> decoded(golden::rows * golden::columns);
    QVERIFY(format->decode(nullptr, bytes, 0, golden::rows, golden::columns, decoded));
    QCOMPARE(QString::fromStdString(golden::digest(std::as_bytes(std::span(decoded)))), digest);
    const auto parts = format->unpack(nullptr, bytes, 0, golden::rows, golden::columns);
    QVERIFY(parts);
    const std::size_t perScale = decoded.size() / parts->scales.size();
    const std::vector<float> levels = format->levels();
    for (std::size_t i = 0; i < decoded.size(); ++i)
        QCOMPARE(parts->scales[i / perScale] * levels.at(parts->codes[i]), decoded[i]);
}

void TestGgufFormats::goldenBytes() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    const auto* row = std::find_if(golden::table.begin(), golden::table.end(),
                                   [&](const golden::Entry& e) { return e.format == id.toStdString(); });
    QVERIFY2(row != golden::table.end(), "add the line that tst_ggml_bytes prints");
    const std::vector<float> values = golden::values();
    const std::vector<float> importance = golden::importance();
    std::vector<std::byte> bytes(format->payloadBytes(golden::rows, golden::columns));
    RowTile tile{values, 0, golden::rows, golden::columns, {}};
    if (!row->plain.empty()) {
        QVERIFY(format->encode(Encoder::Ggml, nullptr, tile, bytes));
        QCOMPARE(golden::digest(bytes), std::string(row->plain));
    }
    tile.importance = importance;
    QVERIFY(format->encode(Encoder::Ggml, nullptr, tile, bytes));
    QCOMPARE(golden::digest(bytes), std::string(row->weighted));
}

/// Figures measured for a bell-shaped distribution bound every encoder: a broken one is far off.
void TestGgufFormats::everyEncoderIsClose() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    const std::vector<float> values = golden::values();
    std::vector<std::byte> bytes(format->payloadBytes(golden::rows, golden::columns));
    std::vector<float> decoded(values.size());
    // Elements that share a code word have fewer choices than there are codes.
    const double step =
        std::max(1.0 / format->codeCount(), std::exp2(-format->bitsPerWeight(1, golden::columns)));
    const std::vector<float> ones(golden::columns, 1.0F);
    for (const Encoder encoder : format->encoders()) {
        RowTile tile{values, 0, golden::rows, golden::columns, {}};
        if (encoder == Encoder::Ggml && !format->encode(encoder, nullptr, tile, bytes))
            tile.importance = ones; // some types want a matrix
        QVERIFY(format->encode(encoder, nullptr, tile, bytes));
        QVERIFY(format->decode(nullptr, bytes, 0, golden::rows, golden::columns, decoded));
        const double error = relativeRmse(values, decoded);
        QVERIFY2(error < 3.2 * step && error > 0.3 * step,
                 qPrintable(QStringLiteral("%1: %2").arg(name(encoder).data()).arg(error)));
    }
}

void TestGgufFormats::unpackExplainsDecode() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    const std::vector<float> values = golden::values();
    std::vector<std::byte> bytes(format->payloadBytes(golden::rows, golden::columns));
    QVERIFY(format->encode(format->encoders()[0], nullptr,
                           {values, 0, golden::rows, golden::columns, golden::importance()}, bytes));
    std::vector<float> decoded(values.size());
    QVERIFY(format->decode(nullptr, bytes, 0, golden::rows, golden::columns, decoded));
    const auto parts = format->unpack(nullptr, bytes, 0, golden::rows, golden::columns);
    QVERIFY(parts);
    QCOMPARE(parts->codes.size(), values.size());
    if (parts->scales.empty())
        return; // vector codebooks have no levels of single weights
    const std::vector<float> levels = format->levels();
    QCOMPARE(static_cast<int>(levels.size()), format->codeCount());
    const std::size_t perScale = values.size() / parts->scales.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float offset = parts->offsets.empty() ? 0.0F : parts->offsets[i / perScale];
        QCOMPARE(parts->scales[i / perScale] * levels.at(parts->codes[i]) + offset, decoded[i]);
    }
}

/// fit, round and pack give bytes that decode to what round and value said.
void TestGgufFormats::gridRebuildsTheBytes() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    const ScalarGrid* grid = format->grid();
    if (grid == nullptr)
        return;
    const auto elements = static_cast<std::size_t>(grid->fitElements(golden::columns));
    const auto perScale = static_cast<std::size_t>(grid->scaleElements(golden::columns));
    const std::vector<float> all = golden::values();
    for (std::size_t first = 0; first < all.size(); first += elements) {
        const std::span<const float> values = std::span(all).subspan(first, elements);
        std::vector<Affine> scales(elements / perScale);
        grid->fit(values, {}, scales);
        std::vector<std::uint16_t> codes(elements);
        for (std::size_t i = 0; i < elements; ++i) {
            codes[i] = static_cast<std::uint16_t>(grid->round(scales[i / perScale], values[i]));
            const float near = std::abs(grid->value(scales[i / perScale], codes[i]) - values[i]);
            for (const int other : {codes[i] - 1, codes[i] + 1}) {
                if (other >= (id == "Q8_0" ? 1 : 0) && other < format->codeCount())
                    QVERIFY(near <= std::abs(grid->value(scales[i / perScale], other) - values[i]) * 1.0001F);
            }
        }
        std::vector<std::byte> bytes(format->payloadBytes(1, static_cast<std::int64_t>(elements)));
        grid->pack(codes, scales, bytes);
        std::vector<float> decoded(elements);
        QVERIFY(format->decode(nullptr, bytes, 0, 1, static_cast<std::int64_t>(elements), decoded));
        for (std::size_t i = 0; i < elements; ++i)
            QCOMPARE(decoded[i], grid->value(scales[i / perScale], codes[i]));
    }
}

void TestGgufFormats::refusesWhatItCannotCode() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    QVERIFY(!format->accepts(1, format->blockElements() + 1));
    QCOMPARE(format->accepts(1, 48).error().code(), ErrorCode::InvalidArgument);
    const std::vector<float> importance = golden::importance();
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
        std::vector<float> values = golden::values();
        values[3 * golden::columns + 17] = bad;
        std::vector<std::byte> bytes(format->payloadBytes(golden::rows, golden::columns));
        for (const Encoder encoder : format->encoders()) {
            const auto result = format->encode(
                encoder, nullptr, {values, 40, golden::rows, golden::columns, importance}, bytes);
            QVERIFY(!result);
            QCOMPARE(result.error().code(), ErrorCode::Numeric);
            const std::string text = result.error().describe();
            QVERIFY2(text.find("43") != std::string::npos && text.find("17") != std::string::npos,
                     text.c_str());
        }
        bytes.pop_back();
        std::vector<float> out(values.size());
        QVERIFY(!format->decode(nullptr, bytes, 0, golden::rows, golden::columns, out));
    }
}

void TestGgufFormats::saysWhereGgmlGivesUp_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : {"IQ2_XS", "IQ2_S", "IQ3_XXS", "IQ3_S"})
        QTest::newRow(id) << id;
}

/// Weights times importance beyond 32-bit floats: ggml's encoder ends the process there.
void TestGgufFormats::saysWhereGgmlGivesUp() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    std::vector<float> values = golden::values();
    for (std::size_t i = 5 * golden::columns + 256; i < 5 * golden::columns + 512; ++i)
        values[i] *= 1e6F;
    const std::vector<float> importance(golden::columns, 3e33F);
    const RowTile tile{values, 70, golden::rows, golden::columns, importance};
    std::vector<std::byte> bytes(format->payloadBytes(golden::rows, golden::columns));
    const auto result = format->encode(Encoder::Ggml, nullptr, tile, bytes);
    QVERIFY(!result);
    QCOMPARE(result.error().code(), ErrorCode::Numeric);
    const std::string text = result.error().describe();
    QVERIFY2(text.find("75") != std::string::npos && text.find("256") != std::string::npos, text.c_str());
}

void TestGgufFormats::zerosStayZero() {
    QFETCH(QString, id);
    const FormatPtr format = fetchFormat(id);
    const std::vector<float> values(2 * golden::columns, 0.0F);
    const std::vector<float> importance = golden::importance();
    std::vector<std::byte> bytes(format->payloadBytes(2, golden::columns));
    for (const Encoder encoder : format->encoders()) {
        QVERIFY(format->encode(encoder, nullptr, {values, 0, 2, golden::columns, importance}, bytes));
        std::vector<float> decoded(values.size(), 1.0F);
        QVERIFY(format->decode(nullptr, bytes, 0, 2, golden::columns, decoded));
        for (const float value : decoded)
            QCOMPARE(value, 0.0F);
    }
}

QTEST_GUILESS_MAIN(TestGgufFormats)
#include "tst_gguf_formats.moc"
