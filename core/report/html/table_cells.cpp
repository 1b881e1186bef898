#include "report/html/table_cells.h"

#include "report/html/html_text.h"

#include <cmath>
#include <cstdio>

namespace mantissa::html {

std::string textCell(const std::string& html, const char* cssClass) {
    return element("td", html, cssClass);
}

std::string numberCell(double value, const std::string& shown, const std::string& tip) {
    // What JavaScript's Number() reads.
    char raw[40] = "NaN";
    if (std::isfinite(value))
        std::snprintf(raw, sizeof raw, "%.9g", value);
    else if (std::isinf(value))
        std::snprintf(raw, sizeof raw, "%sInfinity", value < 0 ? "-" : "");
    std::string cell = "<td data-v=\"" + std::string(raw) + "\"";
    if (!tip.empty())
        cell += " title=\"" + escaped(tip) + "\"";
    return cell + ">" + escaped(shown) + "</td>";
}

std::string leftHead(const char* source) {
    return "<th scope=\"col\" class=\"left\">" + label(source) + "</th>";
}

std::string rightHead(const char* source) {
    return "<th scope=\"col\">" + label(source) + "</th>";
}

std::string table(const std::string& headCells, const std::string& rows, bool lengthy) {
    return std::string("<div class=\"wide") + (lengthy ? " long" : "") +
           "\" tabindex=\"0\"><table class=\"sortable\"><thead><tr>" + headCells + "</tr></thead><tbody>" +
           rows + "</tbody></table></div>\n";
}

} // namespace mantissa::html
