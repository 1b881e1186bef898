#include "report/report_csv.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mantissa {

namespace {

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

// Shortest text that reads back; empty where there is no finite number.
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

} // namespace

std::string renderCsv(const ReportContent& content) {
    std::string text = "tensor,shape,dtype,scheme,used,bytes,bitsPerWeight,rmse,relativeRmse,sqnrDb,cosine,"
                       "maxAbs,fallback\r\n";
    if (!content.comparison)
        return text;
    const Comparison& comparison = *content.comparison;
    for (const SchemeTotal& total : comparison.totals) {
        text += "*,,," + cell(total.scheme) + "," + cell(total.scheme) +
                figureCells(total.bytes, total.bitsPerWeight, total.sums) + ",\r\n";
    }
    for (const ComparedTensor& compared : comparison.tensors) {
        const Tensor& tensor = *compared.tensor;
        const std::string head = cell(tensor.name) + "," + cell(describe(tensor.shape)) + "," +
                                 std::string(info(tensor.dtype).name) + ",";
        for (std::size_t i = 0; i < compared.schemes.size(); ++i) {
            const Measurement& measured = compared.schemes[i];
            text += head + cell(comparison.totals[i].scheme) + "," + cell(measured.used) +
                    figureCells(measured.bytes, measured.bitsPerWeight, measured.sums) + "," +
                    cell(translated(measured.fallback)) + "\r\n";
        }
    }
    return text;
}

} // namespace mantissa
