// A study against what one gets by quantizing the whole tensor and counting in the plainest way.
#include "analysis/tensor_study.h"
#include "base/parallel.h"
#include "formats/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

namespace {

std::shared_ptr<const MatrixRows> heavyMatrix(std::int64_t rows, std::int64_t columns, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, 0.03F);
    std::vector<float> values(static_cast<std::size_t>(rows * columns));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = normal(random) * (i % 1009 == 0 ? 12.0F : 1.0F);
    return std::make_shared<MatrixRows>(rows, columns, std::move(values));
}

std::vector<float> allOf(const RowSource& rows) {
    std::vector<float> values(rows.elements());
    [[maybe_unused]] const auto read = rows.read(0, rows.rows(), values);
    return values;
}

Scheme scheme(const QString& text) {
    auto parsed = parseScheme(text.toStdString());
    if (!parsed)
        qFatal("%s", parsed.error().describe().c_str());
    return *parsed;
}

TensorStudyPtr studied(const Scheme& scheme, const MethodInput& input, const StudyOptions& options = {}) {
    auto result = studyTensor(scheme, input, options, Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return *result;
}

std::vector<std::uint64_t> countedByEdges(const Histogram& bins, const std::vector<float>& values) {
    std::vector<std::uint64_t> counts(bins.counts.size());
    for (const double value : values) {
        const auto bin = static_cast<std::size_t>(std::floor((value - bins.low) / bins.binWidth()));
        if (bin < counts.size())
            ++counts[bin];
    }
    return counts;
}

void addSchemes() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"BF16", "F16", "Q8_0", "Q4_0", "Q4_1", "Q4_K", "Q6_K"})
        QTest::newRow(text) << text;
}

void compareStudies(const TensorStudy& a, const TensorStudy& b) {
    QVERIFY(a.sums == b.sums);
    QVERIFY(a.original == b.original);
    QVERIFY(a.decoded == b.decoded);
    QVERIFY(a.error == b.error);
    QVERIFY(a.scales == b.scales);
    QCOMPARE(a.sigma, b.sigma);
    QCOMPARE(a.outlierShare, b.outlierShare);
    QCOMPARE(a.levels, b.levels);
    QCOMPARE(a.codeUsage, b.codeUsage);
    QCOMPARE(a.rowRelativeRmse, b.rowRelativeRmse);
    QCOMPARE(a.rowIndex, b.rowIndex);
}

} // namespace

class TestTensorStudy : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { setThreads(0); }

    void isWhatPlainCountingGives_data() { addSchemes(); }
    void isWhatPlainCountingGives() {
        QFETCH(QString, text);
        const Scheme asked = scheme(text);
        const auto rows = heavyMatrix(700, 512, 1);
        const auto study = studied(asked, {rows, {}});
        const std::vector<float> x = allOf(*rows);
        const auto quantized = quantize(asked, {rows, {}}, Task());
        QVERIFY(quantized.has_value());
        const std::vector<float> y = allOf(**quantized);

        QVERIFY(study->exact);
        QCOMPARE(study->scheme, asked.text());
        QCOMPARE(study->elements, x.size());
        QCOMPARE(study->bytes, (*quantized)->totalBytes());
        QCOMPARE(study->bitsPerWeight,
                 8.0 * static_cast<double>(study->bytes) / static_cast<double>(x.size()));
        // Doubles are joined tile by tile, whatever finished first.
        ErrorSums sums;
        const Tiling tiles = tiling(*asked.format, 700, 512, {});
        QVERIFY(tiles.firstRows.size() > 1);
        for (const std::int64_t first : tiles.firstRows) {
            const auto begin = static_cast<std::size_t>(first * 512);
            const auto count = std::min(static_cast<std::size_t>(tiles.rowsPerTile * 512), x.size() - begin);
            sums.add(errorSums(std::span(x).subspan(begin, count), std::span(y).subspan(begin, count), first,
                               512));
        }
        QVERIFY(study->sums == sums);

        QCOMPARE(study->original.low, study->decoded.low);
        QCOMPARE(study->original.high, study->decoded.high);
        QCOMPARE(study->original.counts, countedByEdges(study->original, x));
        QCOMPARE(study->decoded.counts, countedByEdges(study->decoded, y));
        std::vector<float> errors(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            errors[i] = x[i] - y[i];
        QCOMPARE(study->error.low, -study->error.high);
        QCOMPARE(study->error.counts, countedByEdges(study->error, errors));

        long double energy = 0;
        for (const float value : x)
            energy += static_cast<long double>(value) * value;
        const auto sigma = static_cast<double>(std::sqrt(energy / static_cast<long double>(x.size())));
        QVERIFY(std::abs(study->sigma - sigma) < 1e-12 * sigma);
        std::size_t outliers = 0;
        for (const float value : x)
            outliers += std::abs(static_cast<double>(value)) > 6 * study->sigma;
        QVERIFY(outliers > 0);
        QCOMPARE(study->outlierShare, static_cast<double>(outliers) / static_cast<double>(x.size()));
    }

    void rowsAreListedEvenly_data() { addSchemes(); }
    void rowsAreListedEvenly() {
        QFETCH(QString, text);
        const auto rows = heavyMatrix(1000, 256, 2);
        const auto all = studied(scheme(text), {rows, {}});
        QCOMPARE(all->rowIndex.size(), std::size_t{1000});
        QCOMPARE(all->rowRelativeRmse.size(), std::size_t{1000});
        const auto quantized = *quantize(scheme(text), {rows, {}}, Task());
        std::vector<float> x(256);
        std::vector<float> y(256);
        for (std::size_t i = 0; i < 1000; i += 37) {
            QCOMPARE(all->rowIndex[i], static_cast<std::int64_t>(i));
            QVERIFY(rows->read(all->rowIndex[i], 1, x).has_value());
            QVERIFY(quantized->read(all->rowIndex[i], 1, y).has_value());
            QCOMPARE(all->rowRelativeRmse[i],
                     static_cast<float>(figures(errorSums(x, y, 0, 256)).relativeRmse));
        }
        StudyOptions few;
        few.maxRows = 64;
        const auto listed = studied(scheme(text), {rows, {}}, few);
        QVERIFY(listed->rowIndex.size() <= 64);
        QVERIFY(listed->rowIndex.size() >= 32);
        for (std::size_t i = 0; i < listed->rowIndex.size(); ++i)
            QCOMPARE(listed->rowRelativeRmse[i],
                     all->rowRelativeRmse[static_cast<std::size_t>(listed->rowIndex[i])]);
    }

    void codesAndScales_data() { addSchemes(); }
    void codesAndScales() {
        QFETCH(QString, text);
        const Scheme asked = scheme(text);
        const auto rows = heavyMatrix(300, 256, 3);
        const auto study = studied(asked, {rows, {}});
        if (asked.format->codeCount() == 0) {
            QVERIFY(study->codeUsage.empty());
            QVERIFY(study->levels.empty());
            QVERIFY(study->scales.counts.empty());
            return;
        }
        const auto quantized = *quantize(asked, {rows, {}}, Task());
        const auto inside =
            asked.format->unpack(quantized->parameters().get(), quantized->bytes(), 0, 300, 256);
        QVERIFY(inside.has_value());
        std::vector<std::uint64_t> usage(static_cast<std::size_t>(asked.format->codeCount()));
        for (const std::uint16_t code : inside->codes)
            ++usage.at(code);
        QCOMPARE(study->codeUsage, usage);
        QCOMPARE(study->scales.total(), inside->scales.size());
        QCOMPARE(study->levels.size(), asked.format->levels().size());
        // A small tensor's median is exact.
        std::vector<float> scales;
        for (const float scale : inside->scales)
            scales.push_back(std::abs(scale));
        std::nth_element(scales.begin(), scales.begin() + static_cast<std::ptrdiff_t>(scales.size() / 2),
                         scales.end());
        const float median = scales[scales.size() / 2];
        const std::vector<float> levels = asked.format->levels();
        // Marks lie as far apart as the levels of the median block do.
        const float tolerance = 1e-6F * median * (levels.back() - levels.front());
        for (std::size_t i = 1; i < levels.size(); ++i) {
            const float expected = (levels[i] - levels[0]) * median;
            QVERIFY(std::abs(study->levels[i] - study->levels[0] - expected) <= tolerance);
        }
    }

    void isTheSameWhateverTheThreads_data() { addSchemes(); }
    void isTheSameWhateverTheThreads() {
        QFETCH(QString, text);
        const auto rows = heavyMatrix(3000, 256, 4);
        setThreads(1);
        const auto one = studied(scheme(text), {rows, {}});
        for (const int count : {2, 5}) {
            setThreads(count);
            compareStudies(*one, *studied(scheme(text), {rows, {}}));
        }
    }

    void aSampleComesFirst() {
        const auto rows = heavyMatrix(8192, 256, 5); // 16 tiles of 128 Ki
        StudyOptions coarse;
        coarse.extent.elements = 200'000;
        const auto sample = studied(scheme("BF16"), {rows, {}}, coarse);
        const auto exact = studied(scheme("BF16"), {rows, {}});
        QVERIFY(!sample->exact);
        QVERIFY(exact->exact);
        QCOMPARE(sample->elements, exact->elements);
        QCOMPARE(sample->bytes, exact->bytes);
        QVERIFY(sample->sums.count >= 200'000);
        QVERIFY(sample->sums.count < exact->sums.count / 4);
        QCOMPARE(sample->original.total(), sample->sums.count);
        QCOMPARE(exact->original.total(), exact->sums.count);
        QVERIFY(sample->rowIndex.back() > 4096); // spread over the tensor, not its beginning
        const double a = figures(sample->sums).relativeRmse;
        const double b = figures(exact->sums).relativeRmse;
        QVERIFY(std::abs(a - b) < 0.05 * b);
    }

    void errorsReferToTheOriginal() {
        const auto rows = heavyMatrix(64, 256, 6);
        std::vector<float> other = allOf(*rows);
        for (float& value : other)
            value *= 1.25F;
        StudyOptions options;
        options.original = std::make_shared<MatrixRows>(64, 256, other);
        const auto study = studied(scheme("BF16"), {rows, {}}, options);
        const auto decoded = allOf(**quantize(scheme("BF16"), {rows, {}}, Task()));
        QVERIFY(study->sums == errorSums(other, decoded, 0, 256));
        QCOMPARE(study->original.counts, countedByEdges(study->original, other));

        options.original = heavyMatrix(32, 512, 6);
        const auto refused = studyTensor(scheme("BF16"), {rows, {}}, options, Task());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Mismatch);
    }

    void notANumberIsNamed_data() {
        QTest::addColumn<float>("bad");
        QTest::newRow("NaN") << std::nanf("");
        QTest::newRow("Inf") << std::numeric_limits<float>::infinity();
        QTest::newRow("-Inf") << -std::numeric_limits<float>::infinity();
    }
    void notANumberIsNamed() {
        QFETCH(float, bad);
        std::vector<float> values = allOf(*heavyMatrix(900, 256, 7));
        values[777 * 256 + 33] = bad;
        const auto rows = std::make_shared<MatrixRows>(900, 256, values);
        const auto refused = studyTensor(scheme("BF16"), {rows, {}}, {}, Task());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Numeric);
        const std::string text = refused.error().describe();
        QVERIFY2(text.find("row 777, column 33") != std::string::npos, text.c_str());
    }

    void emptyAndZeroTensors() {
        const auto zeros = std::make_shared<MatrixRows>(4, 256, std::vector<float>(1024, 0.0F));
        const auto study = studied(scheme("BF16"), {zeros, {}});
        QCOMPARE(figures(study->sums).relativeRmse, 0.0);
        QCOMPARE(study->original.total(), std::uint64_t{1024});
        QCOMPARE(study->outlierShare, 0.0);
        const auto none = std::make_shared<MatrixRows>(0, 256, std::vector<float>());
        const auto empty = studied(scheme("BF16"), {none, {}});
        QCOMPARE(empty->sums.count, std::uint64_t{0});
        QVERIFY(empty->exact);
    }

    void progressReachesItsTotal() {
        auto progress = std::make_shared<Progress>();
        const Task task(std::stop_token(), progress);
        QVERIFY(studyTensor(scheme("BF16"), {heavyMatrix(2000, 256, 8), {}}, {}, task).has_value());
        QCOMPARE(progress->total.load(), std::uint64_t{512'000});
        QCOMPARE(progress->done.load(), std::uint64_t{512'000});
    }

    void cancelIsHeeded() {
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = studyTensor(scheme("BF16"), {heavyMatrix(2000, 256, 9), {}}, {},
                                         Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code(), ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestTensorStudy)
#include "tst_tensor_study.moc"
