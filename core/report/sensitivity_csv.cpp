#include "report/sensitivity_csv.h"

#include "report/csv_cells.h"

namespace mantissa {

using namespace csv;

namespace {

std::string estimateCells(const Estimate& estimate) {
    return "," + number(estimate.value) + "," + number(estimate.error);
}

std::string figureCells(const SensitivityCell& cell) {
    if (cell.chunks == 0 || cell.failure)
        return ",,,,,,,,," + (cell.failure ? csv::cell(cell.failure->describe()) : std::string());
    const SensitivityFigures& figures = cell.figures;
    return estimateCells(figures.divergence) + estimateCells(figures.deltaPerplexity) +
           estimateCells(figures.logRatio) + estimateCells(figures.sameTop) + ",";
}

} // namespace

std::string sensitivityCsv(const ModelSensitivity& sensitivity) {
    std::string text = "name,layer,elements,scheme,used,bytes,bitsPerWeight,divergence,divergenceError,"
                       "deltaPerplexity,deltaPerplexityError,logRatio,logRatioError,sameTop,sameTopError,"
                       "failure\r\n";
    for (std::size_t i = 0; i < sensitivity.groups.size(); ++i) {
        const TensorGroup& group = sensitivity.groups[i];
        const std::string head = cell(group.name) + "," +
                                 (group.layer < 0 ? std::string() : std::to_string(group.layer)) + "," +
                                 std::to_string(group.elements) + ",";
        for (std::size_t scheme = 0; scheme < sensitivity.schemes.size(); ++scheme) {
            const GroupMeasurement& measured = sensitivity.at(i, scheme);
            text += head + cell(sensitivity.schemes[scheme]) + "," + cell(measured.used) + "," +
                    std::to_string(measured.bytes) + "," + number(measured.bitsPerWeight) +
                    figureCells(measured.cell) + "\r\n";
        }
    }
    return text;
}

} // namespace mantissa
