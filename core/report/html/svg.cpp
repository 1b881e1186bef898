#include "report/html/svg.h"

#include "report/html/html_text.h"

#include <array>

namespace mantissa::html {

namespace {

// Shapes that differ even where colours do not.
constexpr std::array<std::string_view, 8> markers = {
    "M-5,0A5,5 0 1,0 5,0A5,5 0 1,0 -5,0Z",                          // disc
    "M-4.4,-4.4H4.4V4.4H-4.4Z",                                     // square
    "M0,-5.6L5.4,4.2H-5.4Z",                                        // triangle
    "M0,-6L5,0L0,6L-5,0Z",                                          // diamond
    "M-1.7,-5.5H1.7V-1.7H5.5V1.7H1.7V5.5H-1.7V1.7H-5.5V-1.7H-1.7Z", // plus
    "M0,5.6L5.4,-4.2H-5.4Z",                                        // triangle downwards
    "M-5.2,-3.2L-3.2,-5.2L0,-2L3.2,-5.2L5.2,-3.2L2,0L5.2,3.2L3.2,5.2L0,2L-3.2,5.2L-5.2,3.2L-2,0Z", // cross
    "M0,-6L1.6,-1.9L5.7,-1.9L2.4,0.8L3.5,5L0,2.5L-3.5,5L-2.4,0.8L-5.7,-1.9L-1.6,-1.9Z",            // star
};

} // namespace

std::string_view markerPath(std::size_t scheme) {
    // Eight shapes and seven colours: 56 pairs before any comes again.
    return markers[scheme % markers.size()];
}

std::string colourClass(std::size_t scheme) {
    return "s" + std::to_string(scheme % 7);
}

std::string markerIcon(std::size_t scheme) {
    return "<svg class=\"icon\" viewBox=\"-7 -7 14 14\" aria-hidden=\"true\"><path class=\"fill " +
           colourClass(scheme) + "\" d=\"" + std::string(markerPath(scheme)) + "\"/></svg>";
}

Svg::Svg(double width, double height, std::string_view title)
    : body_("<svg class=\"chart\" viewBox=\"0 0 " + pixels(width) + " " + pixels(height) +
            "\" role=\"img\"><title>" + escaped(title) + "</title>") {}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view cssClass) {
    body_ += "<line class=\"" + std::string(cssClass) + "\" x1=\"" + pixels(x1) + "\" y1=\"" + pixels(y1) +
             "\" x2=\"" + pixels(x2) + "\" y2=\"" + pixels(y2) + "\"/>";
}

void Svg::path(std::string_view data, std::string_view cssClass) {
    body_ += "<path class=\"" + std::string(cssClass) + "\" d=\"" + std::string(data) + "\"/>";
}

void Svg::text(double x, double y, std::string_view text, std::string_view cssClass) {
    body_ += "<text class=\"" + std::string(cssClass) + "\" x=\"" + pixels(x) + "\" y=\"" + pixels(y) +
             "\">" + escaped(text) + "</text>";
}

void Svg::textUpwards(double x, double y, std::string_view text, std::string_view cssClass) {
    body_ += "<text class=\"" + std::string(cssClass) + "\" transform=\"translate(" + pixels(x) + "," +
             pixels(y) + ") rotate(-90)\">" + escaped(text) + "</text>";
}

void Svg::marker(std::size_t scheme, double x, double y, std::string_view tip) {
    body_ += "<path class=\"fill mark " + colourClass(scheme) + "\" transform=\"translate(" + pixels(x) +
             "," + pixels(y) + ")\" d=\"" + std::string(markerPath(scheme)) + "\"><title>" + escaped(tip) +
             "</title></path>";
}

void Svg::frame(const Area& area, std::string_view xTitle, std::string_view yTitle) {
    line(area.left, area.bottom, area.right, area.bottom, "axis");
    text((area.left + area.right) / 2, area.bottom + 38, xTitle, "title middle");
    textUpwards(14, (area.top + area.bottom) / 2, yTitle, "title middle");
}

} // namespace mantissa::html
