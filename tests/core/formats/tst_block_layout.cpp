// Every format's description of its blocks, held to the bytes: a bit of a field of codes changes codes and
// nothing else, a bit of a scale's field scales and nothing else, fields leave no hole and do not overlap.
#include "formats/block_layout.h"
#include "formats/registry.h"
#include "methods/scheme.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <random>
#include <set>

using namespace mantissa;

namespace {

std::vector<float> noise(std::size_t count) {
    std::mt19937 random(7);
    std::normal_distribution<float> normal(0.01F, 0.05F);
    std::vector<float> values(count);
    for (float& value : values)
        value = normal(random);
    return values;
}

struct Encoded {
    FormatPtr format;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    TensorParametersPtr parameters;
    std::vector<std::byte> bytes;

    Unpacked unpack() const {
        auto inside = format->unpack(parameters.get(), bytes, 0, rows, columns);
        if (!inside)
            qFatal("%s", inside.error().describe().c_str());
        return *inside;
    }
};

Encoded encoded(const std::string& scheme, std::int64_t rows, std::int64_t columns) {
    Encoded made;
    made.format = *parseFormat(scheme);
    made.rows = rows;
    made.columns = columns;
    const auto values = noise(static_cast<std::size_t>(rows * columns));
    const auto source = std::make_shared<MatrixRows>(rows, columns, values);
    const std::vector<float> importance(static_cast<std::size_t>(columns), 1.0F);
    const Encoder encoder = made.format->encoders().front();
    made.parameters = *made.format->plan(*source, encoder, importance, Task());
    made.bytes.resize(made.format->payloadBytes(rows, columns));
    const auto done = made.format->encode(encoder, made.parameters.get(),
                                          {values, 0, rows, columns, importance}, made.bytes);
    if (!done)
        qFatal("%s", done.error().describe().c_str());
    return made;
}

/// Which indexes differ.
template <class T>
std::set<std::int64_t> differences(const std::vector<T>& a, const std::vector<T>& b) {
    std::set<std::int64_t> found;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::memcmp(&a[i], &b[i], sizeof(T)) != 0)
            found.insert(static_cast<std::int64_t>(i));
    return found;
}

bool within(const std::set<std::int64_t>& indexes, std::int64_t first, std::int64_t count) {
    return indexes.empty() || (*indexes.begin() >= first && *indexes.rbegin() < first + count);
}

} // namespace

class TestBlockLayout : public QObject {
    Q_OBJECT
private slots:
    void everyFormatIsDescribed();
    void fieldsTellTheTruth_data();
    void fieldsTellTheTruth();
    void plainNumbers();
    void outside();
};

void TestBlockLayout::everyFormatIsDescribed() {
    for (const FormatEntry* entry : formats()) {
        const auto format = parseFormat(entry->info.id);
        QVERIFY(format);
        const auto layout = blockLayout(**format, (*format)->tileRows(512), 512, 300);
        QVERIFY2(layout, entry->info.id.c_str());
        QVERIFY(layout->firstElement <= 300 && 300 < layout->firstElement + layout->elements);
        QVERIFY(layout->formula.source[0] != '\0');
        for (const BlockField& field : layout->fields)
            QVERIFY(field.name.source[0] != '\0');
    }
    for (std::size_t i = 0; i < allDTypes().size();
         ++i) { // those that can only be read have a description too
        const auto dtype = static_cast<DType>(i);
        if (const Format* format = isBlock(dtype) ? formatOf(dtype) : nullptr)
            QVERIFY2(blockLayout(*format, 1, 512, 300), std::string(info(dtype).name).c_str());
    }
}

void TestBlockLayout::fieldsTellTheTruth_data() {
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const FormatEntry* entry : formats())
        if (entry->info.dtype && isBlock(*entry->info.dtype))
            QTest::newRow(entry->info.id.c_str()) << QString::fromStdString(entry->info.id) << 1 << 512;
    QTest::newRow("INT4") << "INT4,group=32" << 2 << 80; // the last group is shorter
    QTest::newRow("INT3 with zeros") << "INT3,group=5,symmetric=false" << 2 << 13; // fields share bytes
    QTest::newRow("INT8 a row") << "INT8,group=0" << 2 << 9;
    QTest::newRow("INT5 a tensor") << "INT5,group=-1" << 2 << 11;
    QTest::newRow("NF4") << "NF4,block=64" << 1 << 200; // a last block of 8
    QTest::newRow("FP8") << "FP8_E4M3" << 2 << 9;
    QTest::newRow("FP8 a tensor") << "FP8_E5M2,group=-1" << 2 << 11;
    QTest::newRow("MXFP8") << "MXFP8_E5M2" << 2 << 70; // a last block of 6
    QTest::newRow("MXFP6") << "MXFP6_E2M3" << 2 << 45;
    QTest::newRow("FP4 double") << "FP4,block=64,double=true" << 2 << 96;
}

void TestBlockLayout::fieldsTellTheTruth() {
    QFETCH(QString, scheme);
    QFETCH(int, rows);
    QFETCH(int, columns);
    Encoded made = encoded(scheme.toStdString(), rows, columns);
    const Unpacked before = made.unpack();
    std::vector<int> owner(made.bytes.size() * 8, -1);
    int number = 0;
    for (std::int64_t element = 0; element < rows * columns; ++number) {
        const auto layout = blockLayout(*made.format, rows, columns, element);
        QVERIFY(layout);
        QCOMPARE(layout->firstElement, element);
        QVERIFY(layout->elements > 0);
        element += layout->elements;
        const std::int64_t scales = (layout->elements + layout->scaleElements - 1) / layout->scaleElements;
        for (const BlockField& field : layout->fields) {
            bool tells = false;
            for (std::uint64_t bit = field.firstBit; bit < field.firstBit + field.bits; ++bit) {
                QVERIFY2(bit < owner.size(), translated(field.name).c_str());
                QCOMPARE(owner[bit], -1); // nobody else's
                owner[bit] = number;
                made.bytes[bit / 8] ^= std::byte{1} << (bit % 8);
                const Unpacked after = made.unpack();
                made.bytes[bit / 8] ^= std::byte{1} << (bit % 8);
                const auto codes = differences(before.codes, after.codes);
                const auto scaled = differences(before.scales, after.scales);
                const auto shifted = differences(before.offsets, after.offsets);
                const bool mayCode = field.kind == FieldKind::Codes || field.kind == FieldKind::CodesAndScale;
                const bool mayScale = field.kind != FieldKind::Codes && field.kind != FieldKind::Offset;
                const bool mayShift =
                    field.kind == FieldKind::Offset || field.kind == FieldKind::ScaleAndOffset;
                const std::string name = translated(field.name);
                QVERIFY2(codes.empty() || (mayCode && within(codes, layout->firstElement, layout->elements)),
                         name.c_str());
                QVERIFY2(scaled.empty() || (mayScale && within(scaled, layout->firstScale, scales)),
                         name.c_str());
                // An integer grid's offset is -zero * scale: it follows the scale too.
                QVERIFY2(shifted.empty() || ((mayShift || field.kind == FieldKind::Scale) &&
                                             within(shifted, layout->firstScale, scales)),
                         name.c_str());
                tells = tells || !codes.empty() || !scaled.empty() || !shifted.empty();
            }
            QVERIFY2(tells, translated(field.name).c_str());
        }
    }
    // What no block owns is the padding at the end of packed parts, less than a byte each.
    QVERIFY(std::count(owner.begin(), owner.end(), -1) < 8 * 2 * rows);
}

void TestBlockLayout::plainNumbers() {
    for (const char* id : {"F16", "BF16"}) {
        const auto format = parseFormat(id);
        const auto layout = blockLayout(**format, 2, 10, 13);
        QVERIFY(layout);
        QCOMPARE(layout->firstElement, std::int64_t{13});
        QCOMPARE(layout->elements, std::int64_t{1});
        std::uint64_t bit = 13 * 16;
        for (const BlockField& field : layout->fields) {
            QCOMPARE(field.firstBit, bit);
            bit += field.bits;
        }
        QCOMPARE(bit, std::uint64_t{14 * 16});
    }
}

void TestBlockLayout::outside() {
    const auto format = parseFormat("Q4_K");
    QVERIFY(!blockLayout(**format, 1, 256, 256));
    QVERIFY(!blockLayout(**format, 1, 256, -1));
    QVERIFY(!blockLayout(**format, 1, 100, 0)); // no multiple of a block
}

QTEST_GUILESS_MAIN(TestBlockLayout)
#include "tst_block_layout.moc"
