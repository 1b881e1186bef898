#include "report/html/charts.h"
#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/svg.h"
#include "report/html/table_cells.h"
#include "report/number_text.h"
#include "tensor/packed_weight.h"
#include "tradeoff/pareto.h"

#include <algorithm>

namespace mantissa::html {

namespace {

std::uint64_t originalBytes(const Comparison& comparison) {
    std::uint64_t sum = 0;
    for (const ComparedTensor& compared : comparison.tensors)
        sum += storedBytes(*compared.tensor);
    return sum;
}

std::vector<bool> onFront(const Comparison& comparison) {
    std::vector<TradeoffPoint> points;
    for (const SchemeTotal& total : comparison.totals)
        points.push_back({static_cast<double>(total.bytes), figures(total.sums).relativeRmse});
    std::vector<bool> result(points.size());
    for (const std::size_t index : paretoFront(points))
        result[index] = true;
    return result;
}

std::string head() {
    return leftHead(MANTISSA_TR("core", "Scheme")) + rightHead(MANTISSA_TR("core", "Size")) +
           rightHead(MANTISSA_TR("core", "Of the original")) +
           rightHead(MANTISSA_TR("core", "Bits a weight")) + rightHead(MANTISSA_TR("core", "Relative RMSE")) +
           rightHead(MANTISSA_TR("core", "Gaussian bound")) + rightHead(MANTISSA_TR("core", "Best scalar")) +
           rightHead(MANTISSA_TR("core", "Left to gain, bits")) + rightHead(MANTISSA_TR("core", "SQNR, dB")) +
           rightHead(MANTISSA_TR("core", "Cosine")) + rightHead(MANTISSA_TR("core", "RMSE")) +
           rightHead(MANTISSA_TR("core", "Largest error")) + leftHead(MANTISSA_TR("core", "Front"));
}

std::string row(const SchemeTotal& total, std::size_t index, std::uint64_t original, bool front) {
    const ErrorFigures errors = figures(total.sums);
    const double share = original == 0 ? 0 : static_cast<double>(total.bytes) / static_cast<double>(original);
    std::string cells = textCell(markerIcon(index) + escaped(total.scheme), "left name");
    cells += numberCell(static_cast<double>(total.bytes), bytesText(total.bytes));
    cells += numberCell(share, percentText(share));
    cells += numberCell(total.bitsPerWeight, fixedText(total.bitsPerWeight, 4));
    cells += numberCell(errors.relativeRmse, percentText(errors.relativeRmse));
    cells += numberCell(total.bounds.bound, percentText(total.bounds.bound));
    cells += numberCell(total.bounds.lloydMax, percentText(total.bounds.lloydMax));
    cells += numberCell(total.bounds.bitsLeft, fixedText(total.bounds.bitsLeft, 2));
    cells += numberCell(errors.sqnrDb, fixedText(errors.sqnrDb, 2));
    cells += numberCell(errors.cosine, fixedText(errors.cosine, 6));
    cells += numberCell(errors.rmse, shortText(errors.rmse));
    cells += numberCell(errors.maxAbs, shortText(errors.maxAbs));
    cells +=
        textCell(front ? label(MANTISSA_TR("core", "yes")) : label(MANTISSA_TR("core", "beaten")), "left");
    return element("tr", cells);
}

} // namespace

std::string schemeSection(const Comparison& comparison) {
    const std::uint64_t original = originalBytes(comparison);
    const std::vector<bool> front = onFront(comparison);
    std::string rows;
    for (std::size_t i = 0; i < comparison.totals.size(); ++i)
        rows += row(comparison.totals[i], i, original, front[i]);
    std::string html = element("h2", label(MANTISSA_TR("core", "Schemes")));
    html +=
        element("p",
                label(sentence(MANTISSA_TR("core", "All compared tensors together; as opened they take %1. "
                                                   "A scheme on the Pareto front is beaten by no other in "
                                                   "both size and error."),
                               bytesText(original))),
                "soft");
    html += table(head(), rows);
    html += element("p",
                    label(MANTISSA_TR("core", "The Gaussian bound is the error that no code of this size can "
                                              "beat on independent draws from one Gaussian (2 to the power "
                                              "of minus bits a weight); the best scalar quantizer of this "
                                              "size is Lloyd and Max's. What is left to gain: so many bits a "
                                              "weight fewer would do for the same error. Weights whose size "
                                              "differs from block to block may lie below zero.")),
                    "soft");
    const bool several = comparison.totals.size() > 1; // one point alone is traded for nothing
    if (const std::string chart = several ? tradeoffChart(comparison) : std::string(); !chart.empty()) {
        html += element("h2", label(MANTISSA_TR("core", "Size against error")));
        html +=
            element("p",
                    label(MANTISSA_TR("core", "Lower left is better. The error is that of the weights, not "
                                              "the accuracy of the model: it tells schemes apart well, but "
                                              "layers differ in how much they mind.")),
                    "soft");
        html += element("figure", chart);
    }
    return html;
}

} // namespace mantissa::html
