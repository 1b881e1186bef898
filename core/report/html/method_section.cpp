#include "report/html/html_text.h"
#include "report/html/method_chart.h"
#include "report/html/sections.h"
#include "report/html/svg.h"
#include "report/html/table_cells.h"
#include "report/number_text.h"

namespace mantissa::html {

namespace {

std::string head() {
    return leftHead(MANTISSA_TR("core", "Format")) + leftHead(MANTISSA_TR("core", "Method")) +
           rightHead(MANTISSA_TR("core", "Bits a weight")) + rightHead(MANTISSA_TR("core", "Weight error")) +
           rightHead(MANTISSA_TR("core", "Output error")) + rightHead(MANTISSA_TR("core", "Perplexity")) +
           rightHead(MANTISSA_TR("core", "KL divergence")) +
           rightHead(MANTISSA_TR("core", "Same top token")) + rightHead(MANTISSA_TR("core", "Time")) +
           rightHead(MANTISSA_TR("core", "Memory"));
}

std::string row(const ComparedMethod& method) {
    const Scheme& scheme = method.scheme;
    std::string cells =
        textCell(escaped(scheme.format->text()), "left name") +
        textCell(markerIcon(slotOf(*scheme.method)) + escaped(scheme.method->info().id), "left name");
    if (method.failure)
        return element("tr", cells + "<td class=\"left break\" colspan=\"8\">" +
                                 escaped(method.failure->describe()) + "</td>");
    const auto cell = [&](MethodFigure figure, const std::string& more = {}) {
        const double value = valueOf(method, figure);
        cells += numberCell(value, valueText(figure, value) + more);
    };
    cells += numberCell(method.bitsPerWeight, fixedText(method.bitsPerWeight, 3));
    cell(MethodFigure::WeightError);
    cell(MethodFigure::OutputError);
    cell(MethodFigure::Perplexity);
    cell(MethodFigure::Divergence, " ± " + fixedText(method.divergence.mean.error, 5));
    cells += numberCell(method.divergence.sameTop.value, percentText(method.divergence.sameTop.value));
    cell(MethodFigure::Seconds);
    cell(MethodFigure::Memory);
    return element("tr", cells);
}

} // namespace

std::string methodSection(const MethodComparison& comparison) {
    std::string rows;
    for (const ComparedMethod& method : comparison.methods)
        rows += row(method);
    std::string html = element("h2", label(MANTISSA_TR("core", "Methods on equal terms")));
    html += element(
        "p",
        label(sentence(MANTISSA_TR("core", "The whole model under every method, calibrated on %1 (%2 tokens) "
                                           "and judged on %3: %4 chunks of %5 tokens. Perplexity of the "
                                           "original: %6. Times are those of %7 threads."),
                       std::filesystem::path(comparison.calibration).filename().string(),
                       comparison.calibrationTokens,
                       std::filesystem::path(comparison.text).filename().string(), comparison.chunks,
                       comparison.context, fixedText(comparison.perplexity.value, 4), comparison.threads)),
        "soft");
    for (const MethodFigure figure : {MethodFigure::Divergence, MethodFigure::OutputError}) {
        if (const std::string chart = methodChart(comparison, figure); !chart.empty())
            html += element("figure", chart);
    }
    return html + table(head(), rows);
}

} // namespace mantissa::html
