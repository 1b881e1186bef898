#include "plots/survey_picture.h"

#include "tradeoff/pareto.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SurveyPicture)
};

constexpr double mostBits = 9; ///< 16-bit formats would squeeze all others into a corner

Series curve(const QString& name, double from, double to, double (*errorOf)(double)) {
    Series series{.name = name, .slot = -1, .style = SeriesStyle::Line};
    constexpr int steps = 96;
    for (int i = 0; i <= steps; ++i) {
        const double bits = from + (to - from) * i / steps;
        series.x.push_back(bits);
        series.y.push_back(100 * errorOf(bits));
    }
    series.labelled = true;
    return series;
}

/// Nothing for a row that has no place in the picture.
std::optional<Series> point(const SurveyRow& row, const Workbench& workbench) {
    if (!row.figures || row.fellBack())
        return std::nullopt;
    const double bits = row.figures->measurement.bitsPerWeight;
    const double error = figures(row.figures->measurement.sums).relativeRmse;
    if (bits > mostBits || !std::isfinite(error) || error <= 0)
        return std::nullopt;
    const Candidate* candidate = workbench.candidateNamed(row.used());
    Series series{.name = row.used(),
                  .slot = candidate ? candidate->slot : -1,
                  .style = SeriesStyle::Markers,
                  .x = {bits},
                  .y = {100 * error}};
    series.labelled = candidate != nullptr;
    return series;
}

/// Names for the formats that no other beats in both size and error; names for all would cover the points.
void labelFront(std::vector<Series>& points) {
    std::vector<TradeoffPoint> places;
    for (const Series& point : points)
        places.push_back({point.x.front(), point.y.front()});
    for (const std::size_t best : paretoFront(places))
        points[best].labelled = true;
}

} // namespace

Picture surveyPicture(const std::vector<SurveyRow>& rows, const Workbench& workbench, int selected) {
    Picture picture;
    picture.xAxis = Words::tr("bits per weight");
    picture.yAxis = Words::tr("relative RMSE (%)");
    picture.logY = true;
    picture.fromZero = false;
    std::vector<Series> points;
    double least = mostBits;
    double most = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto series = point(rows[i], workbench);
        if (!series)
            continue;
        series->id = static_cast<int>(i) + 1;
        series->strong = static_cast<int>(i) == selected;
        series->labelled = series->labelled || series->strong;
        least = std::min(least, series->x.front());
        most = std::max(most, series->x.front());
        points.push_back(std::move(*series));
    }
    if (points.empty())
        return picture;
    labelFront(points);
    constexpr double beyond = 0.25; // so that no point stands on the edge
    least = std::max(0.5, least - beyond);
    most += beyond;
    picture.series.push_back(curve(Words::tr("Gaussian bound"), least, most, gaussianBound));
    picture.series.push_back(curve(Words::tr("best scalar"), least, most, lloydMaxBound));
    picture.series.insert(picture.series.end(), points.begin(), points.end());
    return picture;
}

} // namespace mantissa::ui
