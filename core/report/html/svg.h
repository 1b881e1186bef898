#pragma once
// Inline SVG: no numbers but coordinates, no text that is not escaped. Colours come from the style sheet's
// classes, so that charts follow light and dark.
#include "report/html/axis.h"

#include <string>
#include <string_view>

namespace mantissa::html {

struct Area {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};

class Svg {
public:
    /// `title` is read out to people who cannot see the chart; plain text.
    Svg(double width, double height, std::string_view title);

    void line(double x1, double y1, double x2, double y2, std::string_view cssClass);
    void path(std::string_view data, std::string_view cssClass);
    void text(double x, double y, std::string_view text, std::string_view cssClass);
    /// Turned by 90 degrees, reading upwards.
    void textUpwards(double x, double y, std::string_view text, std::string_view cssClass);
    /// A scheme's marker with a tool tip.
    void marker(std::size_t scheme, double x, double y, std::string_view tip);

    void frame(const Area& area, std::string_view xTitle, std::string_view yTitle);
    std::string finish() const { return body_ + "</svg>\n"; }

private:
    std::string body_;
};

/// The shape that a scheme has everywhere, 10 pixels wide around 0, 0.
std::string_view markerPath(std::size_t scheme);
/// "s0" .. "s6": the colour that a scheme has everywhere.
std::string colourClass(std::size_t scheme);
/// A small inline picture of both, for tables and legends.
std::string markerIcon(std::size_t scheme);

} // namespace mantissa::html
