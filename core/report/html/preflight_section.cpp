#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/table_cells.h"
#include "report/number_text.h"
#include "tensor/packed_weight.h"

namespace mantissa::html {

namespace {

std::string row(const TensorPlan& plan, const std::string& name) {
    const std::string stored = storedType(plan);
    // Decoded weights: the scheme, and the type of number that holds them.
    const std::string becomes = !plan.scheme         ? stored
                                : holdsDecoded(plan) ? plan.scheme->text() + " → " + stored
                                                     : plan.scheme->text();
    std::string cells = textCell(element("code", escaped(name)), "left break");
    cells += textCell(escaped(describe(plan.tensor->shape)), "left");
    cells += textCell(escaped(storedType(*plan.tensor)), "left");
    cells += textCell(escaped(becomes) + (plan.fellBack() ? " *" : ""), "left");
    cells += numberCell(static_cast<double>(storedBytes(*plan.tensor)), bytesText(storedBytes(*plan.tensor)));
    cells += numberCell(static_cast<double>(plan.bytes), bytesText(plan.bytes));
    return element("tr", cells);
}

} // namespace

std::string preflightSection(const Preflight& preflight) {
    std::string html = element("h2", label(MANTISSA_TR("core", "Pre-flight")));
    html += element("p",
                    label(sentence(MANTISSA_TR("core", "What was known before any work: the file would have "
                                                       "%1 bytes (%2), %3 bits a weight over all tensors. A "
                                                       "star marks a fallback."),
                                   preflight.fileBytes, bytesText(preflight.fileBytes),
                                   fixedText(preflight.bitsPerWeight, 4))),
                    "soft");
    for (const Text& warning : preflight.warnings)
        html += element("div", label(warning), "banner");
    std::string rows;
    for (std::size_t i = 0; i < preflight.tensors.size(); ++i)
        rows += row(preflight.tensors[i], preflight.names[i]);
    return html +
           table(leftHead(MANTISSA_TR("core", "Tensor")) + leftHead(MANTISSA_TR("core", "Shape")) +
                     leftHead(MANTISSA_TR("core", "From")) + leftHead(MANTISSA_TR("core", "Becomes")) +
                     rightHead(MANTISSA_TR("core", "Size before")) + rightHead(MANTISSA_TR("core", "Size")),
                 rows, true);
}

} // namespace mantissa::html
