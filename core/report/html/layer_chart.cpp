#include "report/html/charts.h"
#include "report/html/html_text.h"
#include "report/html/svg.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mantissa::html {

namespace {

constexpr Area area{64, 14, 1000, 330};

/// One place on the chart's horizontal axis.
struct Place {
    std::string name;
    std::vector<double> errors; ///< one a scheme; NaN where nothing can be drawn
    bool joined = true;         ///< a curve may run on from here to the next place
};

// What all names of a model share says nothing on an axis.
std::string briefly(std::string_view name) {
    if (name.starts_with("model."))
        name.remove_prefix(6);
    if (name.ends_with(".weight"))
        name.remove_suffix(7);
    return std::string(name);
}

Place placeOf(const Comparison& comparison, const std::string& name,
              const std::function<bool(const Tensor&)>& take) {
    Place place{briefly(name), {}, true};
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        const double error = figures(sumOver(comparison, i, take)).relativeRmse;
        place.errors.push_back(error > 0 && std::isfinite(error) ? error : std::nan(""));
    }
    return place;
}

std::vector<Place> placesOf(const Comparison& comparison) {
    std::set<int> layers;
    for (const ComparedTensor& compared : comparison.tensors)
        layers.insert(compared.tensor->place.layer);
    std::vector<Place> places;
    if (layers.size() < 2) {
        for (const ComparedTensor& compared : comparison.tensors) {
            const Tensor* wanted = compared.tensor.get();
            places.push_back(placeOf(comparison, wanted->name,
                                     [wanted](const Tensor& tensor) { return &tensor == wanted; }));
        }
        return places;
    }
    // Embedding and output are weights of their own kind: each gets a place.
    for (const ComparedTensor& compared : comparison.tensors) {
        const Tensor* wanted = compared.tensor.get();
        if (wanted->place.layer < 0) {
            places.push_back(placeOf(comparison, wanted->name,
                                     [wanted](const Tensor& tensor) { return &tensor == wanted; }));
            places.back().joined = false;
        }
    }
    for (const int layer : layers) {
        if (layer >= 0)
            places.push_back(placeOf(comparison, std::to_string(layer),
                                     [layer](const Tensor& tensor) { return tensor.place.layer == layer; }));
    }
    return places;
}

double acrossOf(std::size_t index, std::size_t count) {
    const double step = (area.right - area.left) / static_cast<double>(count);
    return area.left + step * (static_cast<double>(index) + 0.5);
}

void drawNames(Svg& svg, const std::vector<Place>& places) {
    // Names that would run into each other are left out; the tool tips have them all.
    const double room = (area.right - area.left) / static_cast<double>(places.size());
    double freeFrom = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double x = acrossOf(i, places.size());
        const double width = 6.6 * static_cast<double>(places[i].name.size());
        const bool fits = width <= std::max(1.6 * room, 40.0) && x - width / 2 >= freeFrom;
        if (!fits)
            continue;
        svg.text(x, area.bottom + 18, places[i].name, "middle");
        freeFrom = x + width / 2 + 8;
    }
}

void drawCurve(Svg& svg, const std::vector<Place>& places, std::size_t scheme, const std::string& name,
               const Axis& y) {
    std::string data;
    bool runsOn = false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double error = places[i].errors[scheme];
        if (!std::isnan(error)) {
            data += runsOn ? 'L' : 'M';
            data += pixels(acrossOf(i, places.size())) + "," + pixels(y.at(error));
        }
        runsOn = !std::isnan(error) && places[i].joined;
    }
    svg.path(data, "curve " + colourClass(scheme));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double error = places[i].errors[scheme];
        if (!std::isnan(error) && places.size() <= 128)
            svg.marker(scheme, acrossOf(i, places.size()), y.at(error),
                       name + ", " + places[i].name + ": " + percentText(error));
    }
}

} // namespace

std::string layerChart(const Comparison& comparison) {
    const std::vector<Place> places = placesOf(comparison);
    double low = INFINITY;
    double high = 0;
    for (const Place& place : places) {
        for (const double error : place.errors) {
            if (!std::isnan(error)) {
                low = std::min(low, error);
                high = std::max(high, error);
            }
        }
    }
    if (high == 0)
        return {};
    const Axis y = Axis::logarithmic(low, high, area.bottom, area.top);
    Svg svg(1020, 380, translated(MANTISSA_TR("core", "Error of every layer under every scheme")));
    for (const double tick : y.ticks()) {
        svg.line(area.left, y.at(tick), area.right, y.at(tick), "grid");
        svg.text(area.left - 6, y.at(tick) + 4, shortText(tick * 100) + " %", "end");
    }
    svg.frame(area, translated(MANTISSA_TR("core", "Layer")),
              translated(MANTISSA_TR("core", "Relative RMSE of the weights")));
    drawNames(svg, places);
    for (std::size_t i = 0; i < comparison.totals.size(); ++i)
        drawCurve(svg, places, i, comparison.totals[i].scheme, y);
    return svg.finish();
}

} // namespace mantissa::html
