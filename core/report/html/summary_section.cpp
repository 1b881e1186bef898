#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/svg.h"
#include "report/number_text.h"

#include <algorithm>

namespace mantissa::html {

namespace {

std::string card(const char* name, const std::string& value, const std::string& more) {
    return element("div",
                   element("div", label(name), "name") + element("div", value, "value") +
                       element("div", more, "more"),
                   "card");
}

std::uint64_t weightsOf(const Comparison& comparison) {
    std::uint64_t sum = 0;
    for (const ComparedTensor& compared : comparison.tensors)
        sum += compared.tensor->elements();
    return sum;
}

std::size_t fallbacksOf(const Comparison& comparison) {
    std::size_t count = 0;
    for (const ComparedTensor& compared : comparison.tensors) {
        count += static_cast<std::size_t>(
            std::any_of(compared.schemes.begin(), compared.schemes.end(),
                        [](const Measurement& measured) { return measured.fallback.source[0] != '\0'; }));
    }
    return count;
}

std::string modelCard(const Model& model) {
    std::string more = escaped(name(model.container)) + " " + escaped(model.containerVersion);
    if (model.architecture)
        more += " · " + label(sentence(MANTISSA_TR("core", "%1, %2 layers"), model.architecture->name,
                                       model.architecture->layers));
    return card(MANTISSA_TR("core", "Model"), bytesText(model.dataBytes), more);
}

std::string schemeCard(const char* title, const SchemeTotal& total, std::size_t index) {
    return card(
        title, markerIcon(index) + escaped(total.scheme),
        label(sentence(MANTISSA_TR("core", "%1 bits a weight, relative RMSE %2"),
                       fixedText(total.bitsPerWeight, 3), percentText(figures(total.sums).relativeRmse))));
}

std::string schemeCards(const Comparison& comparison) {
    const auto& totals = comparison.totals;
    if (totals.empty())
        return {};
    if (totals.size() == 1)
        return schemeCard(MANTISSA_TR("core", "Quantized by"), totals.front(), 0);
    const auto smallest = std::min_element(totals.begin(), totals.end(),
                                           [](const auto& a, const auto& b) { return a.bytes < b.bytes; });
    const auto closest = std::min_element(totals.begin(), totals.end(), [](const auto& a, const auto& b) {
        return figures(a.sums).relativeRmse < figures(b.sums).relativeRmse;
    });
    const auto indexOf = [&totals](auto place) { return static_cast<std::size_t>(place - totals.begin()); };
    return schemeCard(MANTISSA_TR("core", "Smallest"), *smallest, indexOf(smallest)) +
           schemeCard(MANTISSA_TR("core", "Closest to the original"), *closest, indexOf(closest));
}

std::string comparisonCards(const Comparison& comparison) {
    const std::size_t fallbacks = fallbacksOf(comparison);
    return card(MANTISSA_TR("core", "Compared"),
                label(sentence(MANTISSA_TR("core", "%1 tensors"), comparison.tensors.size())),
                label(sentence(MANTISSA_TR("core", "%1 weights"), countText(weightsOf(comparison))))) +
           schemeCards(comparison) +
           card(MANTISSA_TR("core", "Fallbacks"), std::to_string(fallbacks),
                fallbacks == 0
                    ? label(MANTISSA_TR("core", "every scheme fits every tensor"))
                    : label(MANTISSA_TR("core", "tensors whose rows do not fit some scheme; listed below")));
}

} // namespace

std::string headSection(const ReportContent& content) {
    const std::string name =
        content.model ? content.model->path.lexically_normal().filename().string() : std::string();
    std::string html = element("p", label(MANTISSA_TR("core", "Mantissa · quantization report")), "soft");
    html += element("h1", escaped(name.empty() && content.model ? content.model->path.string() : name));
    html += element("p", escaped(content.date), "soft");
    if (content.model && content.model->quantized()) {
        const bool other = content.comparison && !content.comparison->original.empty();
        html +=
            element("div",
                    other ? label(MANTISSA_TR("core", "This model is quantized already. Errors are relative "
                                                      "to the other file that was given as the original."))
                          : label(MANTISSA_TR("core", "This model is quantized already. Errors are relative "
                                                      "to its decoded weights, not to the weights it was "
                                                      "made from.")),
                    "banner");
    }
    if (content.comparison && !content.comparison->exact)
        html +=
            element("div",
                    label(MANTISSA_TR("core", "Errors were measured on a sample of each tensor; sizes are "
                                              "exact.")),
                    "banner");
    return html;
}

std::string summarySection(const ReportContent& content) {
    std::string cards;
    if (content.model)
        cards += modelCard(*content.model);
    if (content.comparison)
        cards += comparisonCards(*content.comparison);
    if (content.certificate) {
        const bool valid = content.certificate->valid();
        cards += card(MANTISSA_TR("core", "Exported file"),
                      element("span",
                              valid ? label(MANTISSA_TR("core", "certified"))
                                    : label(MANTISSA_TR("core", "NOT as planned")),
                              valid ? "good" : "bad"),
                      bytesText(content.certificate->bytes));
    }
    return element("div", cards, "cards");
}

} // namespace mantissa::html
