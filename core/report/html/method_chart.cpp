#include "report/html/method_chart.h"

#include "base/text.h"
#include "report/html/html_text.h"
#include "report/html/svg.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mantissa::html {

namespace {

constexpr double width = 1020;
constexpr double left = 220; ///< names of formats stand before
constexpr double right = 1000;
constexpr double line = 24; ///< between two formats
constexpr double legendRow = 22;
constexpr double legendItem = 96;
constexpr int legendItems = 8; ///< in a row

struct Mark {
    std::size_t row;
    double value;
};

struct Line {
    std::string format;
    double bits = 0;
    std::vector<Mark> marks;
};

/// Only what has a place on a logarithmic axis.
std::vector<Line> linesOf(const MethodComparison& comparison, MethodFigure figure,
                          const std::string& tensor) {
    std::vector<Line> lines;
    for (const FormatGroup& group : formatGroups(comparison)) {
        Line one{group.format, 0, {}};
        for (const std::size_t row : group.rows) {
            const ComparedMethod& method = comparison.methods[row];
            const double value = tensor.empty() ? valueOf(method, figure) : valueOf(method, figure, tensor);
            if (!(value > 0) || !std::isfinite(value))
                continue;
            one.bits = method.bitsPerWeight;
            one.marks.push_back({row, value});
        }
        if (!one.marks.empty())
            lines.push_back(std::move(one));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.bits < b.bits; });
    return lines;
}

/// Room between whole bits.
bool newSize(const std::vector<Line>& lines, std::size_t i) {
    return i > 0 && std::floor(lines[i].bits) != std::floor(lines[i - 1].bits);
}

std::vector<double> placesOf(const std::vector<Line>& lines, double top) {
    std::vector<double> places;
    double y = top;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        y += line + (newSize(lines, i) ? line : 0);
        places.push_back(y);
    }
    return places;
}

std::set<const Method*> methodsIn(const MethodComparison& comparison, const std::vector<Line>& lines) {
    std::set<const Method*> found;
    for (const Line& one : lines) {
        for (const Mark& mark : one.marks)
            found.insert(comparison.methods[mark.row].scheme.method);
    }
    return found;
}

double drawLegend(Svg& svg, const std::set<const Method*>& present) {
    std::vector<const Method*> order(present.begin(), present.end());
    std::sort(order.begin(), order.end(),
              [](const Method* a, const Method* b) { return slotOf(*a) < slotOf(*b); });
    double y = 16;
    int item = 0;
    for (const Method* method : order) {
        if (item == legendItems) {
            item = 0;
            y += legendRow;
        }
        const double x = left + legendItem * item++;
        svg.marker(slotOf(*method), x + 6, y - 4, method->info().id);
        svg.text(x + 17, y, method->info().id, "title");
    }
    return y;
}

std::string tickText(MethodFigure figure, double tick) {
    switch (figure) {
    case MethodFigure::OutputError:
    case MethodFigure::WeightError:
        return shortText(tick * 100) + " %";
    case MethodFigure::Memory:
        return bytesText(static_cast<std::uint64_t>(tick));
    default:
        return shortText(tick);
    }
}

void drawLines(Svg& svg, const MethodComparison& comparison, MethodFigure figure,
               const std::vector<Line>& lines, const std::vector<double>& places, const Axis& x) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double y = places[i];
        const auto byValue = [](const Mark& a, const Mark& b) { return a.value < b.value; };
        const auto ends = std::minmax_element(lines[i].marks.begin(), lines[i].marks.end(), byValue);
        svg.text(left - 58, y + 4, lines[i].format, "title end");
        svg.text(left - 12, y + 4, fixedText(lines[i].bits, 2), "end");
        svg.line(x.at(ends.first->value), y, x.at(ends.second->value), y, "axis");
        for (const Mark& mark : lines[i].marks) {
            const ComparedMethod& method = comparison.methods[mark.row];
            svg.marker(slotOf(*method.scheme.method), x.at(mark.value), y,
                       method.scheme.text() + ": " + valueText(figure, mark.value) + ", " +
                           fixedText(method.bitsPerWeight, 3) + " b/w");
        }
    }
}

struct Drawn {
    std::string svg;
    double height = 0;
};

Drawn draw(const MethodComparison& comparison, MethodFigure figure, const std::string& tensor) {
    const std::vector<Line> lines = linesOf(comparison, figure, tensor);
    if (lines.empty())
        return {};
    double low = lines.front().marks.front().value;
    double high = low;
    for (const Line& one : lines) {
        for (const Mark& mark : one.marks) {
            low = std::min(low, mark.value);
            high = std::max(high, mark.value);
        }
    }
    const Axis x = Axis::logarithmic(low, high, left, right);
    const std::string title = translated(info(figure).title) + (tensor.empty() ? "" : ", " + tensor);
    Svg probe(width, 0, title);
    const auto present = methodsIn(comparison, lines);
    const double top = drawLegend(probe, present) + 6;
    const std::vector<double> places = placesOf(lines, top);
    const Area area{left, top, right, places.back() + line};
    const double height = area.bottom + 46;
    Svg svg(width, height, title);
    drawLegend(svg, present);
    for (const double tick : x.ticks()) {
        svg.line(x.at(tick), area.top + line / 2, x.at(tick), area.bottom, "grid");
        svg.text(x.at(tick), area.bottom + 18, tickText(figure, tick), "middle");
    }
    svg.line(area.left, area.bottom, area.right, area.bottom, "axis");
    svg.text((area.left + area.right) / 2, area.bottom + 38, title, "title middle");
    svg.text(left - 12, area.bottom + 18, translated(MANTISSA_TR("core", "bits a weight")), "end");
    drawLines(svg, comparison, figure, lines, places, x);
    return {svg.finish(), height};
}

// The report's colours in the light theme, without what plain SVG viewers do not know (variables, nesting).
constexpr std::string_view plainStyle =
    "text{font-family:'DejaVu Sans','Noto Sans',sans-serif;font-size:12px;fill:#5c656c}"
    ".title{fill:#1d2226}.middle{text-anchor:middle}.end{text-anchor:end}"
    ".axis{stroke:#a9b1b7;stroke-width:1}.grid{stroke:#e3e6e9;stroke-width:1}"
    ".mark{stroke:#ffffff;stroke-width:1}"
    ".s0{fill:#0072b2}.s1{fill:#d98f00}.s2{fill:#009e73}.s3{fill:#cc79a7}.s4{fill:#3f9bd6}"
    ".s5{fill:#d55e00}.s6{fill:#b5a400}";

} // namespace

std::string methodChart(const MethodComparison& comparison, MethodFigure figure, const std::string& tensor) {
    return draw(comparison, figure, tensor).svg;
}

std::string methodPicture(const MethodComparison& comparison, MethodFigure figure,
                          const std::string& tensor) {
    const Drawn drawn = draw(comparison, figure, tensor);
    const std::size_t end = drawn.svg.find("</title>"); // of the whole picture: it comes first
    if (drawn.svg.empty() || end == std::string::npos)
        return {};
    const std::string size = pixels(width) + "\" height=\"" + pixels(drawn.height);
    std::string text = drawn.svg;
    text.insert(end + 8, "<style>" + std::string(plainStyle) + "</style><rect width=\"" + size +
                             "\" style=\"fill:#ffffff\"/>");
    text.replace(0, 4, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\"");
    return text;
}

} // namespace mantissa::html
