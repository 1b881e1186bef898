#include "plots/comparison_pictures.h"

#include "tradeoff/pareto.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ComparisonPictures)
};

std::map<int, LayerSum> sumsByLayer(const Candidate& candidate, std::optional<Role> role) {
    std::map<int, LayerSum> sums;
    for (const ComparedTensor& compared : candidate.result->tensors) {
        if (role && compared.tensor->place.role != *role)
            continue;
        LayerSum& sum = sums[compared.tensor->place.layer];
        sum.errors.add(compared.schemes.front().sums.extrapolated(compared.tensor->elements()));
        sum.bytes += compared.schemes.front().bytes;
        sum.elements += compared.tensor->elements();
    }
    return sums;
}

double figureOf(Figure figure, const LayerSum& sum) {
    const double bits =
        sum.elements == 0 ? 0 : 8 * static_cast<double>(sum.bytes) / static_cast<double>(sum.elements);
    return axisValue(figure, valueOf(figure, sum.errors, sum.bytes, bits));
}

// A log axis cannot hold 0, and an exact copy has SQNR ∞: such points are gaps.
double drawable(double value, bool logarithmic) {
    if (!std::isfinite(value) || (logarithmic && value <= 0))
        return std::numeric_limits<double>::quiet_NaN();
    return value;
}

Series frontSeries(const std::vector<TradeoffPoint>& points) {
    Series front{.name = Words::tr("Pareto front"), .slot = -1, .style = SeriesStyle::Front};
    for (const std::size_t index : paretoFront(points)) {
        front.x.push_back(points[index].size);
        front.y.push_back(points[index].error);
    }
    return front;
}

} // namespace

const std::map<int, LayerSum>& LayerSums::of(const Candidate& candidate, std::optional<Role> role) {
    Kept& kept = kept_[{candidate.id, role ? static_cast<int>(*role) : -1}];
    if (kept.result.lock() != candidate.result)
        kept = {candidate.result, sumsByLayer(candidate, role)};
    return kept.sums;
}

std::vector<int> measuredLayers(const std::vector<Candidate>& candidates, LayerSums& sums) {
    std::set<int> layers;
    for (const Candidate& candidate : candidates)
        if (candidate.result)
            for (const auto& [layer, sum] : sums.of(candidate, std::nullopt))
                layers.insert(layer);
    return {layers.begin(), layers.end()};
}

Picture layersPicture(const std::vector<Candidate>& candidates, const LayersRequest& request,
                      LayerSums& known) {
    Picture picture;
    picture.xAxis = Words::tr("layer");
    picture.yAxis = figureAxis(request.figure);
    picture.logY = request.logarithmic && spansDecades(request.figure);
    picture.fromZero = spansDecades(request.figure) || request.figure == Figure::Bytes;
    const std::vector<int> layers = measuredLayers(candidates, known);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        picture.categories.push_back(layers[i] < 0 ? Words::tr("outside") : QString::number(layers[i]));
        if (layers[i] == request.selectedLayer)
            picture.highlight = static_cast<double>(i);
    }
    for (const Candidate& candidate : candidates) {
        if (!candidate.shown || !candidate.result)
            continue;
        Series series{
            .name = titleOf(candidate), .slot = candidate.slot, .style = SeriesStyle::LineAndMarkers};
        series.id = candidate.id;
        series.labelled = true;
        series.strong = candidate.id == request.selectedCandidate;
        const auto& sums = known.of(candidate, request.role);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const auto sum = sums.find(layers[i]);
            series.x.push_back(static_cast<double>(i));
            series.y.push_back(sum == sums.end()
                                   ? std::numeric_limits<double>::quiet_NaN()
                                   : drawable(figureOf(request.figure, sum->second), picture.logY));
        }
        picture.series.push_back(std::move(series));
    }
    return picture;
}

Picture tradeoffPicture(const std::vector<Candidate>& candidates, Figure across, Figure up,
                        int selectedCandidate) {
    Picture picture;
    picture.xAxis =
        across == Figure::Bytes ? Words::tr("size of the quantized weights (MiB)") : figureAxis(across);
    picture.yAxis = up == Figure::RelativeRmse
                        ? Words::tr("weight error (relative RMSE, %), not accuracy")
                        : Words::tr("weight error (%1), not accuracy").arg(figureAxis(up));
    picture.logY = spansDecades(up);
    picture.fromZero = false;
    std::vector<TradeoffPoint> points;
    std::vector<Series> dots;
    for (const Candidate& candidate : candidates) {
        const SchemeTotal* total = totalOf(candidate);
        if (!candidate.shown || !total)
            continue;
        const double x = axisValue(across, valueOf(across, *total));
        const double y = drawable(axisValue(up, valueOf(up, *total)), picture.logY);
        if (std::isnan(y))
            continue;
        points.push_back({x, largerIsBetter(up) && up != Figure::Cosine ? -y : y});
        Series dot{.name = titleOf(candidate),
                   .slot = candidate.slot,
                   .style = SeriesStyle::Markers,
                   .x = {x},
                   .y = {y}};
        dot.id = candidate.id;
        dot.labelled = true;
        dot.strong = candidate.id == selectedCandidate;
        dots.push_back(std::move(dot));
    }
    Series front = frontSeries(points);
    if (largerIsBetter(up) && up != Figure::Cosine)
        for (double& y : front.y)
            y = -y;
    picture.series.push_back(std::move(front));
    picture.series.insert(picture.series.end(), dots.begin(), dots.end());
    return picture;
}

} // namespace mantissa::ui
