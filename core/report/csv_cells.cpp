#include "report/csv_cells.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mantissa::csv {

std::string cell(std::string text) {
    // A spreadsheet runs what begins like a formula; no tensor or scheme of ours needs to.
    if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char character : text) {
        quoted += character;
        if (character == '"')
            quoted += '"';
    }
    return quoted + "\"";
}

std::string number(double value) {
    if (!std::isfinite(value))
        return {};
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string figureCells(std::uint64_t bytes, double bitsPerWeight, const ErrorSums& sums) {
    const ErrorFigures errors = figures(sums);
    std::string line = "," + std::to_string(bytes);
    for (const double value :
         {bitsPerWeight, errors.rmse, errors.relativeRmse, errors.sqnrDb, errors.cosine, errors.maxAbs})
        line += "," + number(value);
    return line;
}

std::string boundCells(const BoundFigures& bounds) {
    return "," + number(bounds.bound) + "," + number(bounds.lloydMax) + "," + number(bounds.bitsLeft);
}

} // namespace mantissa::csv
