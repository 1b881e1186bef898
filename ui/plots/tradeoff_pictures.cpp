#include "plots/tradeoff_pictures.h"

#include "text/number_text.h"
#include "tradeoff/pareto.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TradeoffPictures)
};

constexpr AccuracyFigure noted[] = {AccuracyFigure::Perplexity, AccuracyFigure::PerplexityChange,
                                    AccuracyFigure::MeanDivergence, AccuracyFigure::SameTop};

// Of an original: a quiet line over the width of the picture.
Series levelOf(const AccuracyTradeoffRequest& request, double from, double to) {
    Series level{.name = Words::tr("Original"), .slot = -1, .style = SeriesStyle::Line};
    const auto estimate = estimateOf(request.up, *request.original);
    if (!estimate)
        return level;
    const double y = axisEstimate(request.up, *estimate).value;
    level.x = {from, to};
    level.y = {y, y};
    level.labelled = true;
    return level;
}

Series dotOf(const Candidate& candidate, const Evaluation& evaluation, double x, const Estimate& y,
             bool strong) {
    Series dot{.name = candidate.name,
               .slot = candidate.slot,
               .style = SeriesStyle::Markers,
               .x = {x},
               .y = {y.value}};
    dot.id = candidate.id;
    dot.labelled = true;
    dot.strong = strong;
    if (std::isfinite(y.error) && y.error > 0) {
        dot.low = {y.value - y.error};
        dot.high = {y.value + y.error};
    }
    dot.note = tradeoffNote(candidate, &evaluation);
    return dot;
}

} // namespace

QString tradeoffNote(const Candidate& candidate, const Evaluation* evaluation) {
    QStringList lines{candidate.name};
    if (const SchemeTotal* total = totalOf(candidate)) {
        lines << bytesText(total->bytes) + QStringLiteral(", ") +
                     Words::tr("%1 bits per weight").arg(bitsText(total->bitsPerWeight));
        lines << figureName(Figure::RelativeRmse) + QLatin1Char(' ') +
                     figureText(Figure::RelativeRmse, valueOf(Figure::RelativeRmse, *total));
    }
    for (const AccuracyFigure figure : noted)
        if (const auto estimate = evaluation ? estimateOf(figure, *evaluation) : std::nullopt)
            lines << figureName(figure) + QLatin1Char(' ') + estimateText(figure, *estimate);
    return lines.join(QLatin1Char('\n'));
}

Picture tradeoffPicture(const std::vector<Candidate>& candidates, const AccuracyTradeoffRequest& request,
                        const EvaluationOf& evaluationOf) {
    Picture picture;
    picture.xAxis = request.across == Figure::Bytes ? Words::tr("size of the quantized weights (MiB)")
                                                    : figureAxis(request.across);
    picture.yAxis = request.text.isEmpty() ? figureAxis(request.up)
                                           : Words::tr("%1, on %2").arg(figureAxis(request.up), request.text);
    picture.logY = spansDecades(request.up);
    picture.fromZero = false;
    const double sign = largerIsBetter(request.up) ? -1 : 1;
    std::vector<TradeoffPoint> points;
    std::vector<Series> dots;
    for (const Candidate& candidate : candidates) {
        const SchemeTotal* total = totalOf(candidate);
        const Evaluation* evaluation = evaluationOf(candidate.id);
        const auto estimate = evaluation ? estimateOf(request.up, *evaluation) : std::nullopt;
        if (!candidate.shown || !total || !estimate)
            continue;
        const Estimate y = axisEstimate(request.up, *estimate);
        if (!std::isfinite(y.value) || (picture.logY && y.value <= 0))
            continue; // a log axis cannot hold an exact copy
        const double x = axisValue(request.across, valueOf(request.across, *total));
        points.push_back({x, sign * y.value});
        dots.push_back(dotOf(candidate, *evaluation, x, y, candidate.id == request.selectedCandidate));
    }
    Series front{.name = Words::tr("Pareto front"), .slot = -1, .style = SeriesStyle::Front};
    for (const std::size_t index : paretoFront(points)) {
        front.x.push_back(points[index].size);
        front.y.push_back(sign * points[index].error);
    }
    picture.series.push_back(std::move(front));
    if (request.original && !points.empty() && request.up != AccuracyFigure::PerplexityChange) {
        const auto [least, most] = std::minmax_element(
            points.begin(), points.end(),
            [](const TradeoffPoint& a, const TradeoffPoint& b) { return a.size < b.size; });
        if (Series level = levelOf(request, least->size, most->size); !level.x.empty())
            picture.series.push_back(std::move(level));
    }
    picture.series.insert(picture.series.end(), std::make_move_iterator(dots.begin()),
                          std::make_move_iterator(dots.end()));
    return picture;
}

} // namespace mantissa::ui
