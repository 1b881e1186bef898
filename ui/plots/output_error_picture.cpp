#include "plots/output_error_picture.h"

#include "text/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutputErrorPicture)
};

constexpr std::size_t named = 5; ///< the worst; names of all would cover the points

bool drawable(double error) {
    return std::isfinite(error) && error > 0;
}

Series point(const OutputErrorRow& row, int id) {
    Series series{.name = row.name,
                  .slot = row.slot,
                  .style = SeriesStyle::Markers,
                  .x = {100 * row.weight()},
                  .y = {100 * row.output()}};
    series.id = id;
    series.note = explained(row);
    return series;
}

void nameWorst(std::vector<Series>& points) {
    std::vector<Series*> order;
    for (Series& point : points)
        order.push_back(&point);
    std::stable_sort(order.begin(), order.end(),
                     [](const Series* a, const Series* b) { return a->y.front() > b->y.front(); });
    for (std::size_t i = 0; i < std::min(named, order.size()); ++i)
        order[i]->labelled = true;
}

// Where both errors are the same. As wide as the points are and a little more: the weights' errors are often
// much alike, and a line along all that their outputs have would press them into a corner.
Series diagonal(const std::vector<Series>& points) {
    constexpr double more = 1.02;
    double least = points.front().x.front();
    double most = least;
    for (const Series& point : points) {
        least = std::min(least, point.x.front());
        most = std::max(most, point.x.front());
    }
    least /= more;
    most *= more;
    return {.name = Words::tr("output error = weight error"),
            .slot = -1,
            .style = SeriesStyle::Front,
            .x = {least, most},
            .y = {least, most}};
}

} // namespace

Picture outputErrorPicture(const std::vector<OutputErrorRow>& rows, int selected) {
    Picture picture;
    picture.xAxis = Words::tr("weight error (relative RMSE, %)");
    picture.yAxis = Words::tr("output error (relative RMSE, %)");
    picture.logX = true;
    picture.logY = true;
    picture.fromZero = false;
    std::vector<Series> points;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!drawable(rows[i].weight()) || !drawable(rows[i].output()))
            continue;
        points.push_back(point(rows[i], static_cast<int>(i) + 1));
        points.back().strong = static_cast<int>(i) == selected;
        points.back().labelled = points.back().strong;
    }
    if (points.empty())
        return picture;
    nameWorst(points);
    picture.series.push_back(diagonal(points));
    picture.series.insert(picture.series.end(), points.begin(), points.end());
    return picture;
}

} // namespace mantissa::ui
