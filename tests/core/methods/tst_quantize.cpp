// Driving a scheme over a weight: tiles, sampling, threads, cancel, errors.
#include "base/parallel.h"
#include "methods/quantize.h"

#include <QTest>
#include <atomic>
#include <limits>
#include <mutex>
#include <random>

using namespace mantissa;

namespace {

std::shared_ptr<MatrixRows> noise(std::int64_t rows, std::int64_t columns) {
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    std::vector<float> values(static_cast<std::size_t>(rows * columns));
    for (float& value : values)
        value = normal(random);
    return std::make_shared<MatrixRows>(rows, columns, std::move(values));
}

Scheme scheme(const char* text) {
    auto parsed = parseScheme(text);
    return parsed ? *parsed : Scheme();
}

} // namespace

class TestQuantize : public QObject {
    Q_OBJECT

private slots:
    void tilesCoverEachRowOnce_data() {
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<qint64>("columns");
        for (const qint64 rows : {0, 1, 2, 511, 512, 513, 5000})
            for (const qint64 columns : {1, 256, 257, 300000})
                QTest::addRow("%lld x %lld", rows, columns) << rows << columns;
    }
    void tilesCoverEachRowOnce() {
        QFETCH(qint64, rows);
        QFETCH(qint64, columns);
        const Scheme f16 = scheme("F16");
        const Tiling all = tiling(*f16.format, rows, columns, {});
        std::int64_t next = 0;
        for (const std::int64_t first : all.firstRows) {
            QCOMPARE(first, next);
            next += all.rowsPerTile;
        }
        QVERIFY(next >= rows && next - rows < all.rowsPerTile);
        const Tiling sample = tiling(*f16.format, rows, columns, {200000});
        for (std::size_t i = 0; i < sample.firstRows.size(); ++i) {
            QCOMPARE(sample.firstRows[i] % all.rowsPerTile, 0);
            QVERIFY(sample.firstRows[i] < rows);
            QVERIFY(i == 0 || sample.firstRows[i] > sample.firstRows[i - 1]);
        }
        const auto covered = static_cast<std::int64_t>(sample.firstRows.size()) * all.rowsPerTile * columns;
        QVERIFY(covered >= std::min<std::int64_t>(200000, rows * columns));
    }

    void sameBytesForAnyThreadCount() {
        const auto source = noise(3001, 131);
        std::vector<std::byte> first;
        for (const int count : {1, 2, 5}) {
            setThreads(count);
            const auto tensor = quantize(scheme("F16"), {source, {}}, Task());
            QVERIFY(tensor);
            const std::vector<std::byte> bytes((*tensor)->bytes().begin(), (*tensor)->bytes().end());
            QVERIFY(first.empty() || bytes == first);
            first = bytes;
        }
        setThreads(0);
    }

    void tilesShowWhatTheTensorHolds() {
        const auto source = noise(2000, 200);
        const auto tensor = quantize(scheme("BF16"), {source, {}}, Task());
        QVERIFY(tensor);
        std::atomic<std::uint64_t> seen = 0;
        const Task task;
        const auto result =
            quantizeTiles(scheme("BF16"), {source, {}}, {}, task,
                          [&](std::size_t, const QuantizedTile& tile) -> Result<void> {
                              std::vector<float> expected(tile.decoded.size());
                              MANTISSA_CHECK((*tensor)->read(tile.firstRow, tile.rows, expected));
                              if (!std::equal(expected.begin(), expected.end(), tile.decoded.begin()))
                                  return fail(ErrorCode::Mismatch, sentence("decoded"));
                              MANTISSA_CHECK(source->read(tile.firstRow, tile.rows, expected));
                              if (!std::equal(expected.begin(), expected.end(), tile.original.begin()))
                                  return fail(ErrorCode::Mismatch, sentence("original"));
                              seen += tile.original.size();
                              return {};
                          });
        QVERIFY2(result, result ? "" : result.error().describe().c_str());
        QCOMPARE(seen.load(), source->elements());
        QCOMPARE(task.progress().done.load(), source->elements());
    }

    void notFinite_data() {
        QTest::addColumn<float>("value");
        QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN();
        QTest::newRow("infinity") << std::numeric_limits<float>::infinity();
        QTest::newRow("too large for F16") << 65520.0F;
    }
    void notFinite() {
        QFETCH(float, value);
        std::vector<float> values(1000 * 300, 1.0F);
        values[777 * 300 + 42] = value;
        const auto source = std::make_shared<MatrixRows>(1000, 300, std::move(values));
        const auto tensor = quantize(scheme("F16"), {source, {}}, Task());
        QVERIFY(!tensor);
        QCOMPARE(tensor.error().code(), ErrorCode::Numeric);
        const std::string text = tensor.error().describe();
        QVERIFY2(text.find("row 777, column 42") != std::string::npos, text.c_str());
    }

    void importanceIsChecked() {
        const auto source = noise(4, 8);
        const auto shortOne = quantize(scheme("F16"), {source, {1.0F, 2.0F}}, Task());
        QVERIFY(!shortOne);
        QCOMPARE(shortOne.error().code(), ErrorCode::InvalidArgument);
        std::vector<float> negative(8, 1.0F);
        negative[3] = -1.0F;
        const auto second = quantize(scheme("F16"), {source, negative}, Task());
        QVERIFY(!second);
        QCOMPARE(second.error().code(), ErrorCode::Numeric);
    }

    void stopsWhenAsked() {
        const auto source = noise(4000, 512);
        std::stop_source stop;
        const Task task(stop.get_token(), std::make_shared<Progress>());
        const auto result = quantizeTiles(scheme("F16"), {source, {}}, {}, task,
                                          [&](std::size_t, const QuantizedTile&) -> Result<void> {
                                              stop.request_stop();
                                              return {};
                                          });
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Cancelled);
        QVERIFY(task.progress().done < source->elements());
    }

    void errorOfTheSinkIsPassedOn() {
        const auto result = quantizeTiles(scheme("F16"), {noise(3, 3), {}}, {}, Task(),
                                          [](std::size_t, const QuantizedTile&) -> Result<void> {
                                              return fail(ErrorCode::NoSpace, sentence("full"));
                                          });
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::NoSpace);
    }
};

QTEST_APPLESS_MAIN(TestQuantize)
#include "tst_quantize.moc"
