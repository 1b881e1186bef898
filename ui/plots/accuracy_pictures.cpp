#include "plots/accuracy_pictures.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AccuracyPictures)
};

/// Chunks up to which each has a marker.
constexpr std::size_t markedChunks = 40;

struct CurvePoint {
    double x = 0;
    Estimate estimate;
};

Estimate valueOf(RunningCurve curve, const Estimate& mean) {
    const double ratio = std::exp(mean.value);
    if (curve == RunningCurve::Perplexity)
        return {ratio, ratio * mean.error};
    return {100 * (ratio - 1), 100 * ratio * mean.error};
}

std::vector<CurvePoint> pointsOf(const Evaluation& evaluation, RunningCurve curve, std::size_t scored) {
    std::vector<CurvePoint> points;
    const bool ratio = curve == RunningCurve::Ratio;
    if (scored == 0 || (ratio && evaluation.originalNll.size() != evaluation.nll.size()))
        return points;
    MeanSums sums;
    for (std::size_t i = 0; i < evaluation.nll.size(); ++i) {
        const double nll = static_cast<double>(evaluation.nll[i]);
        sums.add(ratio ? nll - static_cast<double>(evaluation.originalNll[i]) : nll);
        if ((i + 1) % scored == 0)
            points.push_back({static_cast<double>(i + 1), valueOf(curve, sums.mean())});
    }
    return points;
}

std::vector<CurvePoint> pointsOf(const std::vector<RunningEvaluation>& steps, RunningCurve curve,
                                 std::int64_t scored) {
    std::vector<CurvePoint> points;
    for (const RunningEvaluation& step : steps) {
        const double x = static_cast<double>(step.chunksDone * scored);
        if (curve == RunningCurve::Perplexity)
            points.push_back({x, step.perplexity});
        else if (step.logRatio)
            points.push_back({x, valueOf(curve, *step.logRatio)});
    }
    return points;
}

Series seriesOf(const EvaluatedLine& line) {
    Series series{.name = line.name, .slot = line.slot, .style = SeriesStyle::LineAndMarkers};
    series.id = line.id;
    series.labelled = true;
    series.strong = line.strong;
    return series;
}

} // namespace

Picture runningPicture(const std::vector<EvaluatedLine>& lines, RunningCurve curve, std::int64_t scored) {
    Picture picture;
    picture.xAxis = Words::tr("tokens scored");
    picture.yAxis = curve == RunningCurve::Perplexity ? Words::tr("perplexity ± standard error")
                                                      : Words::tr("above the original (%) ± standard error");
    picture.fromZero = false;
    for (const EvaluatedLine& line : lines) {
        if (curve == RunningCurve::Ratio && line.slot < 0)
            continue; // itself
        const std::vector<CurvePoint> points =
            line.evaluation ? pointsOf(*line.evaluation, curve, static_cast<std::size_t>(scored))
            : line.steps    ? pointsOf(*line.steps, curve, scored)
                            : std::vector<CurvePoint>();
        if (points.empty())
            continue;
        Series series = seriesOf(line);
        if (points.size() > markedChunks)
            series.style = SeriesStyle::Line;
        for (const CurvePoint& point : points) {
            series.x.push_back(point.x);
            series.y.push_back(point.estimate.value);
            series.low.push_back(point.estimate.value - point.estimate.error);
            series.high.push_back(point.estimate.value + point.estimate.error);
        }
        picture.series.push_back(std::move(series));
    }
    return picture;
}

Picture divergencePicture(const std::vector<EvaluatedLine>& lines) {
    Picture picture;
    picture.xAxis = Words::tr("share of positions (%)");
    picture.yAxis = Words::tr("KL divergence (nats) at most");
    picture.logY = true;
    picture.fromZero = false;
    const QLocale locale;
    for (const double share : {50.0, 90.0, 95.0, 99.0, 99.9})
        picture.categories.push_back(locale.toString(share, 'g', 3));
    picture.categories.push_back(Words::tr("max."));
    for (const EvaluatedLine& line : lines) {
        if (!line.evaluation || !line.evaluation->divergence)
            continue;
        const Divergence& d = *line.evaluation->divergence;
        Series series = seriesOf(line);
        for (const double value :
             {d.median, d.percentile90, d.percentile95, d.percentile99, d.percentile999, d.maximum}) {
            series.x.push_back(static_cast<double>(series.x.size()));
            // A log axis cannot hold 0: an exact copy is a gap.
            series.y.push_back(value > 0 ? value : std::numeric_limits<double>::quiet_NaN());
        }
        picture.series.push_back(std::move(series));
    }
    return picture;
}

} // namespace mantissa::ui
