#include "analysis/block_inspection.h"
#include "analysis/weight_map.h"
#include "methods/scheme.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace mantissa;

namespace {

std::shared_ptr<const RowSource> matrix(std::int64_t rows, std::int64_t columns) {
    std::mt19937 random(3);
    std::normal_distribution<float> normal(0, 1);
    std::vector<float> values(static_cast<std::size_t>(rows * columns));
    for (float& value : values)
        value = normal(random);
    return std::make_shared<MatrixRows>(rows, columns, std::move(values));
}

QuantizedRowsPtr opened(const char* scheme, const std::shared_ptr<const RowSource>& rows) {
    std::optional<Scheme> wanted;
    if (scheme)
        wanted = *parseScheme(scheme);
    auto made = QuantizedRows::open(wanted, {rows, {}}, nullptr, Task());
    if (!made)
        qFatal("%s", made.error().describe().c_str());
    return *made;
}

std::vector<float> all(const RowSource& rows) {
    std::vector<float> values(rows.elements());
    if (!rows.read(0, rows.rows(), values))
        qFatal("cannot read");
    return values;
}

} // namespace

class TestWeightMap : public QObject {
    Q_OBJECT
private slots:
    void rowsAreThoseOfTheWholeTensor_data();
    void rowsAreThoseOfTheWholeTensor();
    void singleWeights();
    void cells_data();
    void cells();
    void manyRowsAreSampled();
    void edges();
    void ranges();
    void histogramOfARegion();
    void anotherOriginal();
    void stops();
    void block_data();
    void block();
    void badPlaces();
};

void TestWeightMap::rowsAreThoseOfTheWholeTensor_data() {
    QTest::addColumn<QString>("scheme");
    for (const char* scheme :
         {"Q4_K", "Q8_0", "INT4,group=-1", "INT3,group=7", "NF4", "NF4,double=true", "F16"})
        QTest::newRow(scheme) << scheme;
}

// A part that is encoded on demand has the very values of the whole.
void TestWeightMap::rowsAreThoseOfTheWholeTensor() {
    QFETCH(QString, scheme);
    const std::int64_t columns =
        scheme.startsWith("NF4") ? 24 : 256; // NF4's blocks of 64 run across such rows
    const auto rows = matrix(37, columns);
    const auto parts = opened(scheme.toUtf8(), rows);
    const auto whole = quantize(*parseScheme(scheme.toStdString()), {rows, {}}, Task());
    QVERIFY(whole);
    const auto expected = all(**whole);
    for (const auto& [first, count] : {std::pair{0, 37}, {5, 1}, {11, 13}, {36, 1}}) {
        const auto pair = parts->read(first, count, true, Task());
        QVERIFY(pair);
        const std::vector<float> wanted(expected.begin() + first * columns,
                                        expected.begin() + (first + count) * columns);
        QCOMPARE(pair->decoded, wanted);
    }
}

void TestWeightMap::singleWeights() {
    const auto rows = matrix(6, 64);
    const auto parts = opened("Q4_0", rows);
    const auto pair = parts->read(0, 6, true, Task());
    QVERIFY(pair);
    MapTileRequest request;
    request.rows = 6;
    request.columns = 64;
    for (const MapValue value : {MapValue::Original, MapValue::Decoded, MapValue::Error}) {
        request.value = value;
        for (const CellRule rule : {CellRule::Largest, CellRule::Mean}) {
            request.rule = rule;
            const auto tile = mapTile(*parts, request, Task());
            QVERIFY(tile);
            QCOMPARE(tile->rows, 6);
            QCOMPARE(tile->columns, 64);
            for (std::size_t i = 0; i < tile->cells.size(); ++i) {
                const float expected = value == MapValue::Original  ? pair->original[i]
                                       : value == MapValue::Decoded ? pair->decoded[i]
                                                                    : pair->original[i] - pair->decoded[i];
                QCOMPARE(tile->cells[i], expected);
            }
        }
    }
}

void TestWeightMap::cells_data() {
    QTest::addColumn<int>("rowLevel");
    QTest::addColumn<int>("columnLevel");
    for (const auto& [row, column] : {std::pair{0, 2}, {1, 0}, {2, 3}, {3, 10}})
        QTest::addRow("%d %d", row, column) << row << column;
}

void TestWeightMap::cells() {
    QFETCH(int, rowLevel);
    QFETCH(int, columnLevel);
    const auto rows = matrix(21, 37); // no multiple of anything
    const auto parts = opened(nullptr, rows);
    const auto values = all(*rows);
    MapTileRequest request;
    request.rowLevel = rowLevel;
    request.columnLevel = columnLevel;
    request.rows = request.columns = 100;
    for (const CellRule rule : {CellRule::Largest, CellRule::Mean}) {
        request.rule = rule;
        const auto tile = mapTile(*parts, request, Task());
        QVERIFY(tile);
        QCOMPARE(tile->rows, (21 + (1 << rowLevel) - 1) >> rowLevel);
        QCOMPARE(tile->columns, (37 + (1 << columnLevel) - 1) >> columnLevel);
        for (int r = 0; r < tile->rows; ++r) {
            for (int c = 0; c < tile->columns; ++c) {
                double sum = 0;
                float largest = 0;
                int count = 0;
                for (int i = r << rowLevel; i < qMin(21, (r + 1) << rowLevel); ++i)
                    for (int j = c << columnLevel; j < qMin(37, (c + 1) << columnLevel); ++j) {
                        const float value = values[static_cast<std::size_t>(i * 37 + j)];
                        sum += static_cast<double>(value);
                        ++count;
                        if (std::abs(value) > std::abs(largest))
                            largest = value;
                    }
                const float got = tile->cells[static_cast<std::size_t>(r * tile->columns + c)];
                QCOMPARE(got, rule == CellRule::Largest ? largest : static_cast<float>(sum / count));
            }
        }
    }
}

void TestWeightMap::manyRowsAreSampled() {
    const auto rows = matrix(1000, 4);
    const auto parts = opened(nullptr, rows);
    MapTileRequest request;
    request.rowLevel = 9;
    request.rows = request.columns = 4;
    const auto tile = mapTile(*parts, request, Task());
    QVERIFY(tile);
    QCOMPARE(tile->rows, 2);
    const auto values = all(*rows);
    float largest = 0; // of the middles of eight equal parts of the first 512 rows
    for (int i = 0; i < 8; ++i) {
        const float value = values[static_cast<std::size_t>((2 * i + 1) * 32 * 4)];
        if (std::abs(value) > std::abs(largest))
            largest = value;
    }
    QCOMPARE(tile->cells[0], largest);
}

void TestWeightMap::edges() {
    const auto parts = opened(nullptr, matrix(10, 10));
    MapTileRequest request;
    request.rows = request.columns = 8;
    request.firstRow = request.firstColumn = 8;
    auto tile = mapTile(*parts, request, Task());
    QVERIFY(tile);
    QCOMPARE(tile->rows, 2);
    QCOMPARE(tile->columns, 2);
    request.firstRow = 100; // beyond the last row
    tile = mapTile(*parts, request, Task());
    QVERIFY(tile);
    QCOMPARE(tile->rows, 0);
    request.firstColumn = 100;
    tile = mapTile(*parts, request, Task());
    QVERIFY(tile && tile->cells.empty());
}

void TestWeightMap::ranges() {
    const auto rows = std::make_shared<MatrixRows>(2, 4, std::vector<float>{-1, 0, 1, 2, 3, 0.5F, 1, -2});
    const auto parts = opened(nullptr, rows);
    MapTileRequest request;
    request.rowLevel = 1;
    request.columnLevel = 1;
    request.rows = request.columns = 2;
    QVERIFY(mapTile(*parts, request, Task())->inRange.empty());
    request.range = {0.5F, 1.0F}; // ends included
    const auto tile = mapTile(*parts, request, Task());
    QVERIFY(tile);
    QCOMPARE(tile->inRange, (std::vector<float>{0.25F, 0.5F}));
}

void TestWeightMap::histogramOfARegion() {
    const auto parts = opened("Q8_0", std::make_shared<MatrixRows>(50, 64, all(*matrix(50, 64))));
    const auto values = all(*matrix(50, 64));
    const MapRegion region{3, 20, 10, 30};
    const auto counted = regionHistogram(*parts, region, Histogram(-3, 3, 16), Task());
    QVERIFY(counted);
    Histogram expected(-3, 3, 16);
    for (std::size_t r = 3; r < 23; ++r)
        expected.add(std::span(values).subspan(r * 64 + 10, 30));
    QCOMPARE(counted->counts, expected.counts);
    const auto clipped = regionHistogram(*parts, {40, 1000, -5, 1000}, Histogram(-3, 3, 16), Task());
    QVERIFY(clipped);
    QCOMPARE(clipped->total(), std::uint64_t{10 * 64});
}

void TestWeightMap::anotherOriginal() {
    const auto rows = matrix(4, 32);
    const auto other = std::make_shared<MatrixRows>(4, 32, std::vector<float>(128, 0.25F));
    const auto parts = QuantizedRows::open(*parseScheme("Q8_0"), {rows, {}}, other, Task());
    QVERIFY(parts);
    QCOMPARE((*parts)->read(1, 1, false, Task())->original, std::vector<float>(32, 0.25F));
    const auto wrong = QuantizedRows::open(*parseScheme("Q8_0"), {rows, {}}, matrix(3, 32), Task());
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code(), ErrorCode::Mismatch);
}

void TestWeightMap::stops() {
    std::stop_source stop;
    stop.request_stop();
    const Task task(stop.get_token(), std::make_shared<Progress>());
    const auto parts = opened("Q4_K", matrix(4, 256));
    MapTileRequest request;
    request.value = MapValue::Error;
    request.rows = request.columns = 16;
    const auto tile = mapTile(*parts, request, task);
    QVERIFY(!tile);
    QCOMPARE(tile.error().code(), ErrorCode::Cancelled);
}

void TestWeightMap::block_data() {
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("elements");
    QTest::newRow("Q4_K") << "Q4_K" << 300 << 256 << 256;
    QTest::newRow("Q6_K") << "Q6_K" << 10 << 0 << 256;
    QTest::newRow("Q8_0") << "Q8_0" << 511 << 480 << 32;
    QTest::newRow("INT4") << "INT4,group=128" << 200 << 128 << 128;
    QTest::newRow("INT4 with zeros") << "INT4,group=100,symmetric=false" << 511 << 500 << 12;
    QTest::newRow("NF4") << "NF4,block=64" << 65 << 64 << 64;
    QTest::newRow("BF16") << "BF16" << 7 << 7 << 1;
}

// What is shown together belongs together: decoded = scale * level[code] + offset, bytes are those of the
// whole.
void TestWeightMap::block() {
    QFETCH(QString, scheme);
    QFETCH(int, column);
    QFETCH(int, first);
    QFETCH(int, elements);
    const auto rows = matrix(5, 512);
    const auto parts = opened(scheme.toUtf8(), rows);
    const auto found = inspectBlock(*parts, 3, column, Task());
    QVERIFY2(found, found ? "" : found.error().describe().c_str());
    QCOMPARE(found->row, std::int64_t{3});
    QCOMPARE(found->column, std::int64_t{first});
    QCOMPARE(found->decoded.size(), static_cast<std::size_t>(elements));
    const auto pair = parts->read(3, 1, true, Task());
    for (int i = 0; i < elements; ++i) {
        const auto at = static_cast<std::size_t>(i);
        QCOMPARE(found->original[at], pair->original[static_cast<std::size_t>(first + i)]);
        QCOMPARE(found->decoded[at], pair->decoded[static_cast<std::size_t>(first + i)]);
        if (found->codes.empty())
            continue;
        const std::size_t sub = at / static_cast<std::size_t>(found->scaleElements);
        const double value =
            static_cast<double>(found->scales[sub]) * static_cast<double>(found->levels[found->codes[at]]) +
            (found->offsets.empty() ? 0.0 : static_cast<double>(found->offsets[sub]));
        QVERIFY(std::abs(value - static_cast<double>(found->decoded[at])) < 1e-5);
    }
    const auto whole = quantize(*parseScheme(scheme.toStdString()), {rows, {}}, Task());
    for (const InspectedField& field : found->fields) {
        QVERIFY(!field.bytes.empty());
        const auto bytes = (*whole)->bytes().subspan(field.offset, field.bytes.size());
        QVERIFY(std::equal(bytes.begin(), bytes.end(), field.bytes.begin()));
    }
}

void TestWeightMap::badPlaces() {
    const auto parts = opened("Q8_0", matrix(2, 32));
    for (const auto& [row, column] : {std::pair{-1, 0}, {2, 0}, {0, 32}, {0, -1}}) {
        const auto found = inspectBlock(*parts, row, column, Task());
        QVERIFY(!found);
        QCOMPARE(found.error().code(), ErrorCode::InvalidArgument);
    }
    QVERIFY(!inspectBlock(*opened(nullptr, matrix(2, 32)), 0, 0, Task()));
    const auto misfit = QuantizedRows::open(*parseScheme("Q4_K"), {matrix(2, 32), {}}, nullptr, Task());
    QVERIFY(!misfit);
}

QTEST_GUILESS_MAIN(TestWeightMap)
#include "tst_weight_map.moc"
