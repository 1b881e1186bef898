// The method `ggml` gives ggml's own bytes, and decoding gives ggml's own floats: here a few rows of
// everything that breaks quantizers, in tst_ggml_rows_* thousands of what weights look like.
#include "support/ggml_rows.h"
#include "support/gguf_golden.h"

#include "formats/gguf/reference/lattice_blocks.h"

#include <QTest>

#include <cstdio>

using namespace mantissa;

class TestGgmlBytes : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void encodesAlike_data();
    void encodesAlike();
    void oddMatrices_data();
    void oddMatrices();
    void decodesAlike_data();
    void decodesAlike();
    void goldenTableIsGgmls();
    void readableDigests();
    void realWeights_data();
    void realWeights();

private:
    GgmlOracle oracle_;
};

namespace {

FormatPtr make(const FormatEntry& entry) {
    return *entry.make(ParameterValues(entry.info.parameters));
}

const FormatEntry* entryNamed(const QString& id) {
    for (const FormatEntry* entry : gguf::ggufFormats()) {
        if (entry->info.id == id.toStdString())
            return entry;
    }
    return nullptr;
}

/// How many rows of how many columns are tried: MANTISSA_TEST_ROWS asks for more, by hand.
/// ggml takes long over those with codebooks.
std::int64_t rowsToTry(DType dtype) {
    const int wanted = qEnvironmentVariableIntValue("MANTISSA_TEST_ROWS");
    return wanted > 0 ? wanted : gguf::latticeLayout(dtype) != nullptr ? 6 : 20;
}

} // namespace

void TestGgmlBytes::initTestCase() {
    if (!oracle_.available())
        QSKIP(qPrintable(oracle_.reason()));
}

void TestGgmlBytes::encodesAlike_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("distribution");
    QTest::addColumn<bool>("weighted");
    for (const FormatEntry* entry : gguf::ggufFormats()) {
        for (const std::string& kind : sample::distributions()) {
            for (const bool weighted : {false, true}) {
                const QString id = QString::fromStdString(entry->info.id);
                const QString name = QString::fromStdString(kind);
                QTest::addRow("%s %s %s", qPrintable(id), qPrintable(name), weighted ? "matrix" : "plain")
                    << id << name << weighted;
            }
        }
    }
}

void TestGgmlBytes::encodesAlike() {
    QFETCH(QString, format);
    QFETCH(QString, distribution);
    QFETCH(bool, weighted);
    const FormatPtr ours = make(*entryNamed(format));
    const DType dtype = *ours->info().dtype;
    for (const std::int64_t columns : {256, 768, 1024}) {
        const std::int64_t rows = rowsToTry(dtype);
        const auto count = static_cast<std::size_t>(rows * columns);
        const std::vector<float> values =
            sample::weights(distribution.toStdString(), count, static_cast<std::uint64_t>(columns));
        const std::vector<float> importance =
            weighted ? sample::importance(static_cast<std::size_t>(columns)) : std::vector<float>();
        const auto wanted = oracle_.quantize(dtype, values, columns, weighted ? importance.data() : nullptr);
        if (!wanted) {
            std::vector<std::byte> unused(ours->payloadBytes(rows, columns));
            QVERIFY2(!ours->encode(Encoder::Ggml, nullptr, {values, 0, rows, columns, importance}, unused),
                     "ggml aborts here, so we must give an error");
            continue;
        }
        const QString wrong = ggmlrows::compareOnEveryTarget(dtype, values, columns,
                                                             weighted ? importance.data() : nullptr, *wanted);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void TestGgmlBytes::oddMatrices_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("matrix");
    for (const FormatEntry* entry : gguf::ggufFormats()) {
        for (const char* matrix : {"equal", "zero", "silent", "tiny", "huge", "uneven"})
            QTest::addRow("%s %s", entry->info.id.c_str(), matrix)
                << QString::fromStdString(entry->info.id) << matrix;
    }
}

/// Importance that a calibration gives when something is odd: columns without any input, one that drowns the
/// others, sums near the ends of what a float holds.
void TestGgmlBytes::oddMatrices() {
    QFETCH(QString, format);
    QFETCH(QString, matrix);
    const DType dtype = *entryNamed(format)->info.dtype;
    constexpr std::int64_t columns = 512;
    constexpr std::int64_t rows = 6;
    std::vector<float> importance = sample::importance(columns);
    for (std::size_t i = 0; i < importance.size(); ++i) {
        if (matrix == "equal")
            importance[i] = 1;
        else if (matrix == "zero" || (matrix == "silent" && i / 40 % 2 == 0))
            importance[i] = 0;
        else if (matrix == "tiny")
            importance[i] *= 1e-38F;
        else if (matrix == "huge")
            importance[i] *= 1e30F;
        else if (matrix == "uneven")
            importance[i] = i % 57 == 0 ? 1e8F : 1e-3F;
    }
    for (const char* kind : {"normal", "sparse", "ties"}) {
        const std::vector<float> values = sample::weights(kind, rows * columns, 3);
        const auto wanted = oracle_.quantize(dtype, values, columns, importance.data());
        if (!wanted) {
            const FormatPtr ours = make(*entryNamed(format));
            std::vector<std::byte> unused(ours->payloadBytes(rows, columns));
            QVERIFY2(!ours->encode(Encoder::Ggml, nullptr, {values, 0, rows, columns, importance}, unused),
                     "ggml aborts here, so we must give an error");
            continue;
        }
        const QString wrong =
            ggmlrows::compareOnEveryTarget(dtype, values, columns, importance.data(), *wanted);
        QVERIFY2(wrong.isEmpty(), qPrintable(QString(kind) + ": " + wrong));
    }
}

void TestGgmlBytes::decodesAlike_data() {
    QTest::addColumn<QString>("format");
    for (const FormatEntry* entry : gguf::ggufFormats())
        QTest::addRow("%s", entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
}

/// Any bytes at all: ggml decodes them without looking, and so do we. NaN for NaN.
void TestGgmlBytes::decodesAlike() {
    QFETCH(QString, format);
    const DType dtype = *dtypeFromName(format.toStdString());
    const Format* ours = formatOf(dtype);
    QVERIFY(ours != nullptr);
    const std::int64_t rows = 64;
    const std::int64_t columns = 1024;
    sample::Random random(5);
    std::vector<std::byte> bytes(ours->payloadBytes(rows, columns));
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random.bits());
    const auto elements = static_cast<std::size_t>(rows * columns);
    const std::vector<float> wanted = oracle_.dequantize(dtype, bytes, elements);
    std::vector<float> got(elements);
    QVERIFY(ours->decode(nullptr, bytes, 0, rows, columns, got));
    for (std::size_t i = 0; i < elements; ++i) {
        if (std::isnan(wanted[i]) && std::isnan(got[i]))
            continue;
        QVERIFY2(
            std::memcmp(&wanted[i], &got[i], sizeof(float)) == 0,
            qPrintable(QStringLiteral("element %1: %2 instead of %3").arg(i).arg(got[i]).arg(wanted[i])));
    }
}

/// The committed hashes are what this library gives; a line to paste is printed where they are not.
void TestGgmlBytes::goldenTableIsGgmls() {
    const std::vector<float> values = golden::values();
    const std::vector<float> importance = golden::importance();
    QString wrong;
    for (const FormatEntry* entry : gguf::ggufFormats()) {
        const auto plain = oracle_.quantize(*entry->info.dtype, values, golden::columns, nullptr);
        const auto weighted =
            oracle_.quantize(*entry->info.dtype, values, golden::columns, importance.data());
        const std::string plainDigest = plain ? golden::digest(*plain) : "";
        const std::string weightedDigest = weighted ? golden::digest(*weighted) : "";
        const auto* row = std::find_if(golden::table.begin(), golden::table.end(),
                                       [&](const golden::Entry& e) { return e.format == entry->info.id; });
        if (row == golden::table.end() || row->plain != plainDigest || row->weighted != weightedDigest)
            wrong += QString::asprintf("\n    Entry{\"%s\", \"%s\", \"%s\"},", entry->info.id.c_str(),
                                       plainDigest.c_str(), weightedDigest.c_str());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

/// The hashes of tst_gguf_formats' readableDecodes; printed, because that test holds them.
void TestGgmlBytes::readableDigests() {
    for (const FormatEntry* entry : gguf::ggufFormats()) {
        if (gguf::latticeLayout(*entry->info.dtype) == nullptr)
            continue;
        const Format* format = formatOf(*entry->info.dtype);
        const auto bytes = golden::noise(format->payloadBytes(golden::rows, golden::columns));
        const std::vector<float> wanted =
            oracle_.dequantize(*entry->info.dtype, bytes, golden::rows * golden::columns);
        std::vector<float> got(wanted.size());
        QVERIFY(format->decode(nullptr, bytes, 0, golden::rows, golden::columns, got));
        qInfo("QTest::newRow(\"%s\") << \"%s\" << \"%s\";", entry->info.id.c_str(), entry->info.id.c_str(),
              golden::digest(std::as_bytes(std::span(wanted))).c_str());
        QCOMPARE(golden::digest(std::as_bytes(std::span(got))),
                 golden::digest(std::as_bytes(std::span(wanted))));
    }
}

void TestGgmlBytes::realWeights_data() {
    QTest::addColumn<QString>("format");
    for (const FormatEntry* entry : gguf::ggufFormats())
        QTest::addRow("%s", entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
}

/// Rows of the demo model, a real trained one.
void TestGgmlBytes::realWeights() {
    QFETCH(QString, format);
    const auto model = openModel(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    const FormatPtr ours = make(*entryNamed(format));
    const DType dtype = *ours->info().dtype;
    int tried = 0;
    for (const auto& tensor : (*model)->tensors) {
        const auto rows = openRows(tensor);
        if (!rows || (*rows)->columns() % 256 != 0 || tried == 6)
            continue;
        ++tried;
        const std::int64_t count = std::min<std::int64_t>((*rows)->rows(), 64);
        const std::int64_t columns = (*rows)->columns();
        std::vector<float> values(static_cast<std::size_t>(count * columns));
        QVERIFY((*rows)->read(0, count, values));
        const std::vector<float> importance = sample::importance(static_cast<std::size_t>(columns));
        for (const bool weighted : {false, true}) {
            const auto wanted =
                oracle_.quantize(dtype, values, columns, weighted ? importance.data() : nullptr);
            RowTile tile{values, 0, count, columns, {}};
            if (weighted)
                tile.importance = importance;
            std::vector<std::byte> got(ours->payloadBytes(count, columns));
            const auto encoded = ours->encode(Encoder::Ggml, nullptr, tile, got);
            QCOMPARE(encoded.has_value(), wanted.has_value()); // some types want a matrix
            if (!wanted)
                continue;
            QVERIFY2(got == *wanted, "the demo model's bytes differ");
        }
    }
    QVERIFY(tried >= 4);
}

QTEST_GUILESS_MAIN(TestGgmlBytes)
#include "tst_ggml_bytes.moc"
