#include "report/html/charts.h"
#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/svg.h"
#include "report/html/table_cells.h"
#include "report/number_text.h"
#include "tensor/packed_weight.h"

#include <map>

namespace mantissa::html {

namespace {

std::string legend(const Comparison& comparison) {
    std::string items;
    for (std::size_t i = 0; i < comparison.totals.size(); ++i)
        items += element("span", markerIcon(i) + escaped(comparison.totals[i].scheme));
    return element("div", items, "legend");
}

bool fellBack(const Measurement& measured) {
    return measured.fallback.source[0] != '\0';
}

std::string measurementTip(const Measurement& measured) {
    const ErrorFigures errors = figures(measured.sums);
    std::string tip = measured.used + ": " + bytesText(measured.bytes) + ", SQNR " +
                      fixedText(errors.sqnrDb, 2) + " dB, max |x−y| " + shortText(errors.maxAbs) + " (" +
                      std::to_string(errors.maxRow) + ", " + std::to_string(errors.maxColumn) + ")";
    const BoundFigures bounds = boundFigures(measured.bitsPerWeight, measured.sums);
    tip +=
        "\n" + translated(sentence(MANTISSA_TR("core", "Gaussian bound %1, best scalar %2, left to gain %3 "
                                                       "bits a weight"),
                                   percentText(bounds.bound), percentText(bounds.lloydMax),
                                   fixedText(bounds.bitsLeft, 2)));
    if (fellBack(measured))
        tip += "\n" + translated(measured.fallback);
    return tip;
}

std::string tensorRow(const ComparedTensor& compared) {
    const Tensor& tensor = *compared.tensor;
    std::string cells = textCell(element("code", escaped(tensor.name)), "left break");
    cells += textCell(escaped(describe(tensor.shape)), "left");
    cells += textCell(escaped(storedType(tensor)), "left");
    for (const Measurement& measured : compared.schemes) {
        const double error = figures(measured.sums).relativeRmse;
        cells += numberCell(error, percentText(error) + (fellBack(measured) ? " *" : ""),
                            measurementTip(measured));
    }
    return element("tr", cells);
}

} // namespace

std::string layerSection(const Comparison& comparison) {
    const std::string chart = layerChart(comparison);
    if (chart.empty())
        return {};
    return element("h2", label(MANTISSA_TR("core", "Error by layer"))) +
           element("p",
                   label(MANTISSA_TR("core", "Relative RMSE over all weights of a layer; tensors that belong "
                                             "to no layer stand at the left.")),
                   "soft") +
           element("figure", chart + legend(comparison));
}

std::string tensorSection(const Comparison& comparison) {
    std::string heads = leftHead(MANTISSA_TR("core", "Tensor")) + leftHead(MANTISSA_TR("core", "Shape")) +
                        leftHead(MANTISSA_TR("core", "Type"));
    for (std::size_t i = 0; i < comparison.totals.size(); ++i)
        heads += "<th scope=\"col\">" + markerIcon(i) + escaped(comparison.totals[i].scheme) + "</th>";
    std::string rows;
    for (const ComparedTensor& compared : comparison.tensors)
        rows += tensorRow(compared);
    return element("h2", label(MANTISSA_TR("core", "Tensors"))) +
           element("p",
                   label(MANTISSA_TR("core", "Relative RMSE of each tensor under each scheme. A star marks a "
                                             "fallback. Click a head to sort; rest on a cell for more.")),
                   "soft") +
           table(heads, rows, true);
}

std::string fallbackSection(const Comparison& comparison) {
    std::map<std::pair<std::size_t, std::string>, std::vector<std::string>> tensors;
    for (const ComparedTensor& compared : comparison.tensors) {
        for (std::size_t i = 0; i < compared.schemes.size(); ++i) {
            if (fellBack(compared.schemes[i]))
                tensors[{i, translated(compared.schemes[i].fallback)}].push_back(compared.tensor->name);
        }
    }
    if (tensors.empty())
        return {};
    std::string rows;
    for (const auto& [key, names] : tensors) {
        std::string list;
        for (std::size_t i = 0; i < names.size(); ++i)
            list += (i > 0 ? ", " : "") + element("code", escaped(names[i]));
        rows += element(
            "tr", textCell(markerIcon(key.first) + escaped(comparison.totals[key.first].scheme), "left") +
                      textCell(escaped(key.second), "left break") +
                      numberCell(static_cast<double>(names.size()), std::to_string(names.size())) +
                      textCell(list, "left break"));
    }
    return element("h2", label(MANTISSA_TR("core", "Fallbacks"))) +
           element(
               "p",
               label(MANTISSA_TR("core", "Where the rows of a tensor are not a multiple of a scheme's "
                                         "block, another scheme stands in, chosen as llama.cpp does. Sizes "
                                         "and errors above are those of what really was used.")),
               "soft") +
           table(leftHead(MANTISSA_TR("core", "Scheme")) + leftHead(MANTISSA_TR("core", "Why")) +
                     rightHead(MANTISSA_TR("core", "Count")) + leftHead(MANTISSA_TR("core", "Tensors")),
                 rows);
}

} // namespace mantissa::html
