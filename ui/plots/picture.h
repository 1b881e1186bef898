#pragma once
// What a plot draws: prepared series, axes and marks, and nothing that knows a widget. Two pictures that are
// equal look the same.
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace mantissa::ui {

enum class SeriesStyle {
    FilledSteps, ///< a histogram's area; y[i] holds from x[i] to x[i + 1]
    Steps,       ///< its outline
    Line,
    LineAndMarkers,
    Markers,
    Bars,
    Front, ///< a Pareto front: a quiet dashed staircase
};

struct Series {
    QString name;
    int slot = -1; ///< colour and marker; -1 is the original's grey
    SeriesStyle style = SeriesStyle::Line;
    std::vector<double> x = {};
    std::vector<double> y = {}; ///< as many as x; NaN leaves a gap
    int id = 0;                 ///< what a click on it selects
    bool labelled = false;      ///< its name is written beside its last point
    bool strong = false;        ///< the selected one
    // The error of y: as many as x, or none. A band along a line, bars at markers.
    std::vector<double> low = {};
    std::vector<double> high = {};
    QString note = {}; ///< what hovering over one of its points says, beside its numbers
    bool operator==(const Series&) const = default;
};

/// Its points are joined.
inline bool isLine(const Series& series) {
    return series.style == SeriesStyle::Line || series.style == SeriesStyle::LineAndMarkers;
}

struct Picture {
    QString xAxis; ///< what is drawn, with its unit
    QString yAxis;
    std::vector<Series> series;
    std::vector<double> marks; ///< places on the x axis: quantization levels
    QString marksName;
    std::vector<QString> categories;                    ///< names of x = 0, 1, 2, ... instead of numbers
    double highlight = -1;                              ///< the selected category
    std::optional<std::pair<double, double>> band = {}; ///< a range of x that the person marked
    bool logX = false;
    bool logY = false;
    bool fromZero = true; ///< a linear y axis begins at 0
    bool operator==(const Picture&) const = default;
};

/// The picture's numbers, one point a line: series, x, y. Written for any locale: "." and ",".
QString csvOf(const Picture& picture);

} // namespace mantissa::ui
