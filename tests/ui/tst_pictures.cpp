#include "plots/comparison_pictures.h"
#include "plots/study_pictures.h"
#include "support/table_model.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

ErrorSums sums(std::uint64_t count, double relative) {
    ErrorSums result;
    result.count = count;
    result.original2 = static_cast<double>(count);
    result.decoded2 = result.original2;
    result.product = result.original2;
    result.error2 = relative * relative * result.original2;
    return result;
}

Candidate candidate(int id, const char* name, const ModelPtr& model, double relative, std::uint64_t bytes) {
    auto comparison = std::make_shared<Comparison>();
    SchemeTotal total;
    total.scheme = name;
    for (const auto& tensor : model->tensors) {
        if (tensor->place.role == Role::Norm)
            continue;
        Measurement measurement;
        measurement.bytes = bytes;
        // Layer 10 is hurt three times as much.
        measurement.sums = sums(tensor->elements(), tensor->place.layer == 10 ? 3 * relative : relative);
        comparison->tensors.push_back({tensor, {measurement}});
        total.bytes += bytes;
        total.sums.add(measurement.sums);
    }
    comparison->totals.push_back(total);
    Candidate result;
    result.id = id;
    result.slot = id - 1;
    result.name = name;
    result.state = MeasureState::Exact;
    result.result = comparison;
    return result;
}

} // namespace

class TestPictures : public QObject {
    Q_OBJECT
private slots:
    void histogram();
    void values();
    void errorsStandBesideTheBound();
    void codesAndRows();
    void layers();
    void layersGaps();
    void tradeoff();
    void csv();
    void joinsComparisons();
};

void TestPictures::histogram() {
    Histogram h(-1, 1, 4);
    h.counts = {1, 2, 4, 1};
    const Series series = histogramSeries(h, SeriesStyle::Steps, "h", 3);
    QCOMPARE(series.x, (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
    QCOMPARE(series.y, (std::vector<double>{12.5, 25, 50, 12.5, 0}));
    QCOMPARE(series.slot, 3);
    QVERIFY(histogramSeries(Histogram(), SeriesStyle::Steps, "none", 0).x.empty());
    const Series empty = histogramSeries(Histogram(0, 1, 2), SeriesStyle::Steps, "empty", 0);
    QCOMPARE(empty.y, (std::vector<double>{0, 0, 0})); // nothing counted is not a division by zero
}

void TestPictures::values() {
    TensorStudy study;
    study.original = Histogram(0, 2, 2);
    study.original.counts = {3, 1};
    study.decoded = Histogram(0, 2, 2);
    study.decoded.counts = {2, 2};
    study.levels = {0.5F, 1.5F};
    const Picture picture = valuesPicture(study, 2, true);
    QVERIFY(picture.logY);
    QCOMPARE(picture.series.size(), std::size_t{2});
    QCOMPARE(picture.series[0].slot, -1); // the original is grey
    QCOMPARE(picture.series[0].y, (std::vector<double>{75, 25, 0}));
    QCOMPARE(picture.series[1].slot, 2);
    QCOMPARE(picture.series[1].y, (std::vector<double>{50, 50, 0}));
    QCOMPARE(picture.marks, (std::vector<double>{0.5, 1.5}));
    QVERIFY(picture == valuesPicture(study, 2, true));
    QVERIFY(!(picture == valuesPicture(study, 2, false)));
}

void TestPictures::errorsStandBesideTheBound() {
    TensorStudy study;
    study.bitsPerWeight = 3;
    study.error = Histogram(-1, 1, 2);
    study.error.counts = {1, 1};
    study.sums.count = 4;
    study.sums.original2 = 16; // root mean square 2
    QVERIFY(errorPicture(study, 0).marks.empty()); // an exact copy has nothing to gain
    study.sums.error2 = 1;
    QCOMPARE(errorPicture(study, 0).marks, (std::vector<double>{-0.25, 0.25}));
}

void TestPictures::codesAndRows() {
    TensorStudy study;
    study.codeUsage = {1, 0, 3};
    study.rowIndex = {4, 9};
    study.rowRelativeRmse = {0.5F, 0.25F};
    const Picture codes = codesPicture(study, 0);
    QCOMPARE(codes.series[0].style, SeriesStyle::Bars);
    QCOMPARE(codes.series[0].y, (std::vector<double>{25, 0, 75}));
    const Picture rows = rowsPicture(study, 0);
    QCOMPARE(rows.series[0].x, (std::vector<double>{4, 9}));
    QCOMPARE(rows.series[0].y, (std::vector<double>{50, 25}));
}

void TestPictures::layers() {
    const ModelPtr model = tableModel();
    std::vector<Candidate> all{candidate(1, "fine", model, 0.01, 100),
                               candidate(2, "coarse", model, 0.1, 50)};
    LayerSums sums;
    QCOMPARE(measuredLayers(all, sums), (std::vector<int>{-1, 2, 10}));
    LayersRequest request;
    request.selectedLayer = 10;
    request.selectedCandidate = 2;
    const Picture picture = layersPicture(all, request, sums);
    QCOMPARE(picture.categories, (std::vector<QString>{"outside", "2", "10"}));
    QCOMPARE(picture.highlight, 2.0);
    QVERIFY(picture.logY);
    QCOMPARE(picture.series.size(), std::size_t{2});
    const std::vector<double> expected{1, 1, 3};
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(qFuzzyCompare(picture.series[0].y[i], expected[i]));
        QVERIFY(qFuzzyCompare(picture.series[1].y[i], 10 * expected[i]));
    }
    QVERIFY(!picture.series[0].strong && picture.series[1].strong);
    QCOMPARE(picture.series[1].id, 2);
    all[0].shown = false;
    QCOMPARE(layersPicture(all, request, sums).series.size(), std::size_t{1});
}

void TestPictures::layersGaps() {
    const ModelPtr model = tableModel();
    LayersRequest request;
    request.role = Role::AttentionQ; // only layer 2 has one
    LayerSums sums;
    const Picture picture = layersPicture({candidate(1, "one", model, 0.5, 10)}, request, sums);
    QVERIFY(std::isnan(picture.series[0].y[0]) && std::isnan(picture.series[0].y[2]));
    QVERIFY(qFuzzyCompare(picture.series[0].y[1], 50.0));
    // An exact copy has no logarithm and an infinite SQNR: gaps, not crashes.
    request.role.reset();
    for (const Figure figure : allFigures) {
        request.figure = figure;
        const Picture exact = layersPicture({candidate(1, "copy", model, 0, 10)}, request, sums);
        for (const double y : exact.series[0].y)
            QVERIFY(std::isnan(y) || std::isfinite(y));
    }
}

void TestPictures::tradeoff() {
    const ModelPtr model = tableModel();
    const std::vector<Candidate> all{candidate(1, "small", model, 0.2, 1 << 18),
                                     candidate(2, "beaten", model, 0.3, 1 << 19),
                                     candidate(3, "large", model, 0.01, 1 << 20)};
    const Picture picture = tradeoffPicture(all, Figure::Bytes, Figure::RelativeRmse, 3);
    QVERIFY2(picture.yAxis.contains("not accuracy"), qPrintable(picture.yAxis));
    QCOMPARE(picture.series.size(), std::size_t{4});
    QCOMPARE(picture.series[0].style, SeriesStyle::Front);
    QCOMPARE(picture.series[0].x,
             (std::vector<double>{1, 4})); // MiB of four tensors; the beaten one is not there
    QCOMPARE(picture.series[2].x, (std::vector<double>{2}));
    QVERIFY(picture.series[3].strong);
    // With a figure where more is better the front holds the same ones.
    QCOMPARE(tradeoffPicture(all, Figure::Bytes, Figure::Sqnr, 0).series[0].x, (std::vector<double>{1, 4}));
}

void TestPictures::csv() {
    Picture picture;
    picture.xAxis = "layer";
    picture.yAxis = "error, percent";
    picture.categories = {"outside", "0"};
    picture.series.push_back(
        {.name = "INT4,group=64", .x = {0, 1}, .y = {0.125, std::numeric_limits<double>::quiet_NaN()}});
    picture.marks = {1.5};
    picture.marksName = "levels";
    QCOMPARE(csvOf(picture),
             QString("series,layer,\"error, "
                     "percent\"\n\"INT4,group=64\",outside,0.125\n\"INT4,group=64\",0,\nlevels,1.5,\n"));
}

void TestPictures::joinsComparisons() {
    const ModelPtr model = tableModel();
    const Candidate one = candidate(1, "one", model, 0.1, 10);
    const Candidate two = candidate(2, "two", model, 0.2, 20);
    const ComparisonPtr both = joined({&one, &two});
    QCOMPARE(both->totals.size(), std::size_t{2});
    QCOMPARE(both->tensors.size(), std::size_t{4});
    QCOMPARE(both->tensors[3].schemes[1].bytes, 20ull);
    Candidate waiting;
    QVERIFY(!joined({&one, &waiting}));
    QVERIFY(!joined({}));
}

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
