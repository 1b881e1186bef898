#include "report/html/charts.h"
#include "report/html/html_text.h"
#include "report/html/svg.h"
#include "report/number_text.h"
#include "tradeoff/pareto.h"

#include <algorithm>
#include <cmath>

namespace mantissa::html {

namespace {

constexpr Area area{64, 14, 1000, 330};

struct Point {
    std::size_t scheme;
    double size;
    double error;
};

// An exact copy has no place on a log axis; the table has it.
std::vector<Point> pointsOf(const Comparison& comparison) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        const double error = figures(comparison.totals[i].sums).relativeRmse;
        if (error > 0 && std::isfinite(error))
            points.push_back({i, static_cast<double>(comparison.totals[i].bytes), error});
    }
    return points;
}

void drawGrid(Svg& svg, const Axis& x, const Axis& y) {
    for (const double tick : x.ticks()) {
        if (tick < 0)
            continue;
        svg.line(x.at(tick), area.top, x.at(tick), area.bottom, "grid");
        svg.text(x.at(tick), area.bottom + 18, bytesText(static_cast<std::uint64_t>(tick)), "middle");
    }
    for (const double tick : y.ticks()) {
        svg.line(area.left, y.at(tick), area.right, y.at(tick), "grid");
        svg.text(area.left - 6, y.at(tick) + 4, shortText(tick * 100) + " %", "end");
    }
}

void drawFront(Svg& svg, const std::vector<Point>& points, const Axis& x, const Axis& y) {
    std::vector<TradeoffPoint> plane;
    for (const Point& point : points)
        plane.push_back({point.size, point.error});
    std::string data;
    for (const std::size_t index : paretoFront(plane)) {
        const std::string across = pixels(x.at(points[index].size));
        // In steps: between two schemes, only the error of the smaller one can be had.
        data += data.empty() ? "M" + across + "," : "H" + across + "V";
        data += pixels(y.at(points[index].error));
    }
    svg.path(data, "front");
}

struct Box {
    double left;
    double top;
    double right;
    double bottom;
    bool meets(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
    bool inside() const {
        return left >= area.left && right <= area.right && top >= 0 && bottom <= area.bottom;
    }
};

// Beside, above or below its point: the first place that is free. With none, the tool tip and the table have
// the name.
void drawNames(Svg& svg, const std::vector<Point>& points, const Comparison& comparison, const Axis& x,
               const Axis& y) {
    std::vector<Box> taken;
    for (const Point& point : points) {
        const double px = x.at(point.size);
        const double py = y.at(point.error);
        taken.push_back({px - 6, py - 6, px + 6, py + 6});
    }
    for (const Point& point : points) {
        const std::string& name = comparison.totals[point.scheme].scheme;
        const double width = 7.2 * static_cast<double>(name.size());
        const double px = x.at(point.size);
        const double py = y.at(point.error);
        const Box places[] = {{px + 9, py - 8, px + 9 + width, py + 7},
                              {px - 9 - width, py - 8, px - 9, py + 7},
                              {px - width / 2, py - 23, px + width / 2, py - 8},
                              {px - width / 2, py + 9, px + width / 2, py + 24},
                              {px + 7, py + 5, px + 7 + width, py + 20},
                              {px + 7, py - 21, px + 7 + width, py - 6}};
        for (const Box& place : places) {
            const bool free = std::none_of(taken.begin(), taken.end(),
                                           [&place](const Box& other) { return place.meets(other); });
            if (!free || !place.inside())
                continue;
            svg.text((place.left + place.right) / 2, place.bottom - 3, name, "name middle");
            taken.push_back(place);
            break;
        }
    }
}

} // namespace

std::string tradeoffChart(const Comparison& comparison) {
    const std::vector<Point> points = pointsOf(comparison);
    if (points.empty())
        return {};
    const auto bySize = [](const Point& a, const Point& b) { return a.size < b.size; };
    const auto byError = [](const Point& a, const Point& b) { return a.error < b.error; };
    const auto sizes = std::minmax_element(points.begin(), points.end(), bySize);
    const auto errors = std::minmax_element(points.begin(), points.end(), byError);
    const Axis x = Axis::linear(sizes.first->size, sizes.second->size, area.left, area.right);
    const Axis y = Axis::logarithmic(errors.first->error, errors.second->error, area.bottom, area.top);

    Svg svg(1020, 380, translated(MANTISSA_TR("core", "Size against error of every scheme")));
    drawGrid(svg, x, y);
    svg.frame(area, translated(MANTISSA_TR("core", "Size of the compared tensors")),
              translated(MANTISSA_TR("core", "Relative RMSE of the weights")));
    drawFront(svg, points, x, y);
    for (const Point& point : points) {
        const SchemeTotal& total = comparison.totals[point.scheme];
        svg.marker(point.scheme, x.at(point.size), y.at(point.error),
                   total.scheme + ": " + bytesText(total.bytes) + ", " + percentText(point.error));
    }
    drawNames(svg, points, comparison, x, y);
    return svg.finish();
}

} // namespace mantissa::html
