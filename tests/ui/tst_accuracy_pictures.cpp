// Prepared series and tables of evaluations, compared exactly.
#include "evaluation/perplexity_change.h"
#include "models/accuracy_figure.h"
#include "models/token_cells.h"
#include "models/worst_tokens_model.h"
#include "plots/accuracy_pictures.h"
#include "plots/tradeoff_pictures.h"
#include "session/saved_accuracy.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

#include <cmath>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

// Two chunks of two scored positions.
Evaluation madeEvaluation() {
    Evaluation e;
    e.context = 4;
    e.chunks = 2;
    e.scored = 4;
    e.nll = {1, 2, 3, 2};
    e.originalNll = {1, 1, 3, 1};
    e.divergences = {0.5F, 0, 0.25F, 2};
    e.perplexity = {7.5, 0.5};
    e.originalPerplexity = Estimate{4.5, 0.25};
    e.top1 = {0.5, 0.25};
    e.divergence = Divergence{.mean = {0.6875, 0.1},
                              .median = 0.375,
                              .percentile90 = 1.5,
                              .percentile95 = 1.75,
                              .percentile99 = 1.9,
                              .percentile999 = 1.99,
                              .maximum = 2,
                              .meanDeltaP = {-0.1, 0.05},
                              .rmsDeltaP = {0.2, 0.05},
                              .sameTop = {0.75, 0.2},
                              .logRatio = {0.5, 0.1}};
    return e;
}

Candidate madeCandidate(int id, std::uint64_t bytes) {
    Candidate candidate;
    candidate.id = id;
    candidate.slot = id - 1;
    candidate.name = QStringLiteral("scheme %1").arg(id);
    auto result = std::make_shared<Comparison>();
    result->totals.push_back({});
    result->totals.front().bytes = bytes;
    candidate.result = result;
    return candidate;
}

} // namespace

class TestAccuracyPictures : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void runningPerplexity();
    void runningRatio();
    void liveSteps();
    void divergenceTail();
    void changeOfPerplexity();
    void estimates_data();
    void estimates();
    void tradeoffAxes();
    void tradeoffLeavesOutWhatIsUnknown();
    void worstFirst();
    void scale();
    void worstModel();
    void savedEvaluations();
    void brokenDocuments();
    void csvWithErrors();
};

void TestAccuracyPictures::runningPerplexity() {
    const Evaluation e = madeEvaluation();
    const Picture picture = runningPicture({{1, 2, "a", true, &e, nullptr}}, RunningCurve::Perplexity, 2);
    QCOMPARE(picture.series.size(), std::size_t{1});
    const Series& series = picture.series[0];
    QCOMPARE(series.id, 1);
    QCOMPARE(series.slot, 2);
    QVERIFY(series.strong && series.labelled);
    QCOMPARE(series.x, (std::vector<double>{2, 4}));
    // Means 1.5 and 2; errors sqrt((2.5 - 2.25) / 1) and sqrt((4.5 - 4) / 3).
    QCOMPARE(series.y, (std::vector<double>{std::exp(1.5), std::exp(2.0)}));
    QCOMPARE(series.low[0], std::exp(1.5) * (1 - 0.5));
    QCOMPARE(series.high[1], std::exp(2.0) * (1 + std::sqrt(0.5 / 3)));
    QVERIFY(!picture.fromZero);
}

void TestAccuracyPictures::runningRatio() {
    const Evaluation e = madeEvaluation();
    const Picture picture = runningPicture(
        {{0, -1, "original", false, &e, nullptr}, {1, 0, "a", false, &e, nullptr}}, RunningCurve::Ratio, 2);
    QCOMPARE(picture.series.size(), std::size_t{1}); // the original against itself says nothing
    QCOMPARE(picture.series[0].y,
             (std::vector<double>{100 * (std::exp(0.5) - 1), 100 * (std::exp(0.5) - 1)}));
}

void TestAccuracyPictures::liveSteps() {
    const std::vector<RunningEvaluation> steps{{1, {5, 1}, std::nullopt, std::nullopt},
                                               {2, {6, 0.5}, Estimate{0.1, 0.01}, Estimate{0, 0.1}}};
    const std::vector<EvaluatedLine> lines{{1, 0, "a", false, nullptr, &steps}};
    const Picture picture = runningPicture(lines, RunningCurve::Perplexity, 100);
    QCOMPARE(picture.series[0].x, (std::vector<double>{100, 200}));
    QCOMPARE(picture.series[0].low, (std::vector<double>{4, 5.5}));
    const Picture ratio = runningPicture(lines, RunningCurve::Ratio, 100);
    QCOMPARE(ratio.series[0].x, std::vector<double>{200}); // where it is known
    QVERIFY(divergencePicture(lines).series.empty());
}

void TestAccuracyPictures::divergenceTail() {
    Evaluation e = madeEvaluation();
    e.divergence->median = 0; // of an almost exact copy
    const Picture picture = divergencePicture({{1, 0, "a", false, &e, nullptr}});
    QVERIFY(picture.logY);
    QCOMPARE(picture.categories.size(), std::size_t{6});
    QVERIFY(std::isnan(picture.series[0].y[0]));
    QCOMPARE(picture.series[0].y[5], 2.0);
    e.divergence.reset();
    QVERIFY(divergencePicture({{1, 0, "a", false, &e, nullptr}}).series.empty());
}

void TestAccuracyPictures::changeOfPerplexity() {
    const Evaluation e = madeEvaluation();
    const auto change = perplexityChange(e);
    QVERIFY(change);
    QCOMPARE(change->value, std::exp(2.0) - std::exp(1.5));
    QVERIFY(change->error > 0);
    Evaluation same = e;
    same.originalNll = same.nll;
    QCOMPARE(perplexityChange(same)->value, 0.0);
    QCOMPARE(perplexityChange(same)->error, 0.0);
    same.originalNll.clear();
    QVERIFY(!perplexityChange(same));
    QVERIFY(!perplexityChange(Evaluation()));
}

void TestAccuracyPictures::estimates_data() {
    QTest::addColumn<int>("figure");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("error");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, AccuracyFigure figure, double value, double error,
                        const QString& text) {
        QTest::newRow(name) << static_cast<int>(figure) << value << error << text;
    };
    row("two digits of the error", AccuracyFigure::Perplexity, 9.99182, 0.0312, "9.992 ± 0.031");
    row("large error", AccuracyFigure::Perplexity, 123.456, 12.3, "123 ± 12");
    row("gain has a sign", AccuracyFigure::PerplexityChange, 0.25, 0.01, "+0.250 ± 0.010");
    row("loss has one anyway", AccuracyFigure::PerplexityChange, -0.25, 0.01, "-0.250 ± 0.010");
    row("shares in percent", AccuracyFigure::SameTop, 0.943, 0.0071, "94.30 ± 0.71 %");
    row("no error known", AccuracyFigure::SameTop, 1, 0, "100.0 %");
    row("nothing", AccuracyFigure::MeanDivergence, 0, 0, "0.000000000");
    row("small", AccuracyFigure::MeanDivergence, 5.78e-5, 1.7e-6, "0.0000578 ± 0.0000017");
    row("infinite", AccuracyFigure::Perplexity, INFINITY, NAN, "∞");
    row("not known", AccuracyFigure::Perplexity, NAN, NAN, "–");
}

void TestAccuracyPictures::estimates() {
    QFETCH(int, figure);
    QFETCH(double, value);
    QFETCH(double, error);
    QTEST(estimateText(static_cast<AccuracyFigure>(figure), {value, error}), "text");
}

void TestAccuracyPictures::tradeoffAxes() {
    // The small one is worse, the large one better; the third is beaten by both.
    const std::vector<Candidate> candidates{madeCandidate(1, 1 << 20), madeCandidate(2, 2 << 20),
                                            madeCandidate(3, 3 << 20)};
    std::map<int, Evaluation> known{{1, madeEvaluation()}, {2, madeEvaluation()}, {3, madeEvaluation()}};
    known[2].divergence->mean = {0.01, 0.001};
    known[2].divergence->sameTop = {0.9, 0.01};
    known[3].divergence->mean = {0.02, 0.03};
    const auto of = [&](int id) -> const Evaluation* { return &known.at(id); };
    AccuracyTradeoffRequest request;
    request.selectedCandidate = 2;
    request.text = "story";
    Picture picture = tradeoffPicture(candidates, request, of);
    QVERIFY(picture.logY);
    QVERIFY(picture.yAxis.contains("story"));
    QCOMPARE(picture.series.size(), std::size_t{4});
    QCOMPARE(picture.series[0].style, SeriesStyle::Front);
    QCOMPARE(picture.series[0].x, (std::vector<double>{1, 2})); // MiB
    QCOMPARE(picture.series[2].y, std::vector<double>{0.01});
    QCOMPARE(picture.series[2].low, std::vector<double>{0.01 - 0.001});
    QVERIFY(picture.series[2].strong);
    QVERIFY(picture.series[2].note.contains("scheme 2"));
    // Larger is better: the front turns around, the original is a level.
    request.up = AccuracyFigure::SameTop;
    picture = tradeoffPicture(candidates, request, of);
    QCOMPARE(picture.series[0].y, (std::vector<double>{75, 90}));
    request.up = AccuracyFigure::Perplexity;
    const Evaluation original = madeEvaluation();
    request.original = &original;
    picture = tradeoffPicture(candidates, request, of);
    QCOMPARE(picture.series[1].slot, -1);
    QCOMPARE(picture.series[1].y, (std::vector<double>{7.5, 7.5}));
    QCOMPARE(picture.series[1].x, (std::vector<double>{1, 3}));
}

void TestAccuracyPictures::tradeoffLeavesOutWhatIsUnknown() {
    std::vector<Candidate> candidates{madeCandidate(1, 1 << 20), madeCandidate(2, 2 << 20),
                                      madeCandidate(3, 3 << 20), madeCandidate(4, 4 << 20)};
    candidates[1].shown = false;
    candidates[2].result = nullptr;
    const Evaluation e = madeEvaluation();
    Evaluation exact = e;
    exact.divergence->mean = {0, 0}; // an exact copy has no place on a log axis
    const Picture picture =
        tradeoffPicture(candidates, {}, [&](int id) -> const Evaluation* { return id == 4 ? &exact : &e; });
    QCOMPARE(picture.series.size(), std::size_t{2});
    QCOMPARE(picture.series[1].id, 1);
    QVERIFY(tradeoffPicture(candidates, {}, [](int) -> const Evaluation* { return nullptr; })
                .series[0]
                .x.empty());
}

void TestAccuracyPictures::worstFirst() {
    const Evaluation e = madeEvaluation();
    QCOMPARE(worstTokens(e, TokenMeasure::Divergence, 10), (std::vector<std::int64_t>{3, 0, 2}));
    // Probabilities lost: 1/e - 1/e^2 at positions 1 and 3 alike, so the earlier comes first.
    QCOMPARE(worstTokens(e, TokenMeasure::Change, 10), (std::vector<std::int64_t>{1, 3}));
    QCOMPARE(worstTokens(e, TokenMeasure::Divergence, 1), std::vector<std::int64_t>{3});
    Evaluation broken = e;
    broken.originalNll.clear();
    QVERIFY(worstTokens(broken, TokenMeasure::Change, 10).empty());
    broken = e;
    broken.divergences[0] = NAN;
    QCOMPARE(worstTokens(broken, TokenMeasure::Divergence, 10).front(), 3);
}

void TestAccuracyPictures::scale() {
    TokenCell cell{.index = 0, .text = {}, .original = 0.5, .candidate = 0.25, .divergence = 0.04};
    QCOMPARE(scalePlace(cell, TokenMeasure::Change), 0.5); // lost
    QCOMPARE(scalePlace(cell, TokenMeasure::Divergence), 0.2);
    std::swap(cell.original, cell.candidate);
    QCOMPARE(scalePlace(cell, TokenMeasure::Change), -0.5);
    cell.divergence = 30;
    QCOMPARE(scalePlace(cell, TokenMeasure::Divergence), 1.0);
    cell.index = -1; // context only
    QCOMPARE(scalePlace(cell, TokenMeasure::Change), 0.0);
}

void TestAccuracyPictures::worstModel() {
    WorstTokensModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setCells({{.chunk = 1,
                     .position = 3,
                     .index = 5,
                     .text = " dog",
                     .original = 0.5,
                     .candidate = 0.25,
                     .divergence = 0.125},
                    {.index = 0, .text = "\n", .original = 1, .candidate = 0, .divergence = 2}});
    QCOMPARE(model.index(0, WorstTokensModel::Token).data().toString(), QStringLiteral("␣dog"));
    QCOMPARE(model.index(1, WorstTokensModel::Token).data().toString(), QStringLiteral("↵"));
    QCOMPARE(model.index(0, WorstTokensModel::Candidate).data().toString(), QStringLiteral("25.0 %"));
    model.setCells({});
    QCOMPARE(model.rowCount(), 0);
}

void TestAccuracyPictures::savedEvaluations() {
    const Evaluation e = madeEvaluation();
    Evaluation original = e;
    original.nll = e.originalNll;
    const auto back = evaluationFrom(toJson(e), &original);
    QVERIFY(back);
    QCOMPARE(back->nll, e.nll);
    QCOMPARE(back->originalNll, e.originalNll);
    QCOMPARE(back->divergences, e.divergences);
    QCOMPARE(back->perplexity.value, e.perplexity.value);
    QCOMPARE(back->originalPerplexity->error, e.originalPerplexity->error);
    QCOMPARE(back->divergence->mean.value, e.divergence->mean.value);
    QCOMPARE(back->divergence->sameTop.error, e.divergence->sameTop.error);
    QCOMPARE(back->divergence->percentile999, e.divergence->percentile999);
    QCOMPARE(back->scored, e.scored);
    // Alone, without what the original said.
    QVERIFY(evaluationFrom(toJson(e), nullptr)->originalNll.empty());
    Evaluation plain = e;
    plain.divergence.reset();
    plain.originalPerplexity.reset();
    QVERIFY(!evaluationFrom(toJson(plain), nullptr)->divergence);
}

void TestAccuracyPictures::brokenDocuments() {
    QVERIFY(!evaluationFrom({}, nullptr));
    QJsonObject json = toJson(madeEvaluation());
    json["nll"] = "not Base64 at all!";
    const auto cut = evaluationFrom(json, nullptr);
    QVERIFY(cut && cut->nll.empty() && cut->divergences.empty());
    json["scored"] = -1;
    QVERIFY(!evaluationFrom(json, nullptr));
    json["scored"] = "many";
    QVERIFY(!evaluationFrom(json, nullptr));
}

void TestAccuracyPictures::csvWithErrors() {
    Picture picture;
    picture.xAxis = "x";
    picture.yAxis = "y";
    Series plain{.name = "a", .x = {1}, .y = {2}};
    picture.series = {plain};
    QCOMPARE(csvOf(picture), QString("series,x,y\na,1,2\n"));
    Series withError = plain;
    withError.low = {1.5};
    withError.high = {2.5};
    picture.series = {plain, withError};
    QCOMPARE(csvOf(picture), QString("series,x,y,low,high\na,1,2,,\na,1,2,1.5,2.5\n"));
}

QTEST_MAIN(TestAccuracyPictures)
#include "tst_accuracy_pictures.moc"
