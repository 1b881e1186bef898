#include "report/html/charts.h"
#include "report/html/html_text.h"
#include "report/html/svg.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>

namespace mantissa::html {

namespace {

double mostOf(const Histogram& histogram) {
    const auto most = std::max_element(histogram.counts.begin(), histogram.counts.end());
    return most == histogram.counts.end() ? 0 : static_cast<double>(*most);
}

double edge(const Histogram& histogram, std::size_t index) {
    return histogram.low + histogram.binWidth() * static_cast<double>(index);
}

// The outline of the counts; a log axis has no 0, so empty bins lie on the ground.
std::string outline(const Histogram& histogram, const Axis& x, const Axis& y, double ground, bool closed) {
    std::string data = "M" + pixels(x.at(histogram.low)) + "," + pixels(ground);
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const auto count = static_cast<double>(histogram.counts[i]);
        data += "V" + pixels(count > 0 ? y.at(count) : ground) + "H" + pixels(x.at(edge(histogram, i + 1)));
    }
    return data + "V" + pixels(ground) + (closed ? "Z" : "");
}

// Decoded values stand on few levels: a bar each reads better than an outline.
std::string bars(const Histogram& histogram, const Axis& x, const Axis& y, double ground) {
    std::string data;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        if (histogram.counts[i] == 0)
            continue;
        data += "M" + pixels((x.at(edge(histogram, i)) + x.at(edge(histogram, i + 1))) / 2) + "," +
                pixels(ground) + "V" + pixels(y.at(static_cast<double>(histogram.counts[i])));
    }
    return data;
}

void drawAxes(Svg& svg, const Area& area, const Axis& x, const Axis& y, const char* xTitle) {
    for (const double tick : y.ticks()) {
        svg.line(area.left, y.at(tick), area.right, y.at(tick), "grid");
        svg.text(area.left - 6, y.at(tick) + 4, countText(static_cast<std::uint64_t>(std::lround(tick))),
                 "end");
    }
    for (const double tick : x.ticks())
        svg.text(x.at(tick), area.bottom + 20, shortText(std::abs(tick) < 1e-12 * x.high() ? 0 : tick),
                 "middle");
    svg.frame(area, translated(xTitle), translated(MANTISSA_TR("core", "Weights in a bin")));
}

} // namespace

std::string valueHistogram(const TensorStudy& study, std::size_t scheme) {
    const double most = std::max(mostOf(study.original), mostOf(study.decoded));
    if (most == 0)
        return {};
    constexpr Area area{64, 12, 590, 250};
    const Axis x = Axis::linear(study.original.low, study.original.high, area.left, area.right);
    const Axis y = Axis::logarithmic(0.9, std::max(most, 10.0), area.bottom, area.top);
    Svg svg(600, 300, translated(MANTISSA_TR("core", "Values before and after")));
    drawAxes(svg, area, x, y, MANTISSA_TR("core", "Weight"));
    svg.path(outline(study.original, x, y, area.bottom, true), "ground");
    svg.path(bars(study.decoded, x, y, area.bottom), "bars " + colourClass(scheme));
    constexpr std::size_t mostMarks = 64; // more would be one thick line
    for (const float level : study.levels) {
        if (study.levels.size() <= mostMarks && level >= x.low() && level <= x.high())
            svg.line(x.at(level), area.bottom + 1, x.at(level), area.bottom + 7,
                     "level " + colourClass(scheme));
    }
    return svg.finish();
}

std::string errorHistogram(const TensorStudy& study, std::size_t scheme) {
    const double most = mostOf(study.error);
    if (most == 0 || study.sums.error2 == 0)
        return {};
    constexpr Area area{64, 12, 390, 250};
    const Axis x = Axis::linear(study.error.low, study.error.high, area.left, area.right);
    const Axis y = Axis::logarithmic(0.9, std::max(most, 10.0), area.bottom, area.top);
    Svg svg(400, 300, translated(MANTISSA_TR("core", "Errors")));
    drawAxes(svg, area, x, y, MANTISSA_TR("core", "Error (original − decoded)"));
    svg.path(outline(study.error, x, y, area.bottom, false), "curve " + colourClass(scheme));
    return svg.finish();
}

} // namespace mantissa::html
