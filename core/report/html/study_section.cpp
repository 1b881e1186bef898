#include "report/html/charts.h"
#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/svg.h"
#include "report/number_text.h"

#include <algorithm>

namespace mantissa::html {

namespace {

// The colour of the scheme that was asked for, also where another stood in.
std::size_t schemeIndex(const ReportContent& content, const TensorStudy& study, const std::string& tensor) {
    if (!content.comparison)
        return 0;
    const Comparison& comparison = *content.comparison;
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        if (comparison.totals[i].scheme == study.scheme)
            return i;
    }
    for (const ComparedTensor& compared : comparison.tensors) {
        for (std::size_t i = 0; i < compared.schemes.size(); ++i) {
            if (compared.tensor->name == tensor && compared.schemes[i].used == study.scheme)
                return i;
        }
    }
    return 0;
}

std::string facts(const TensorStudy& study) {
    const ErrorFigures errors = figures(study.sums);
    std::string text = translated(sentence(
        MANTISSA_TR("core", "Relative RMSE %1, SQNR %2 dB, largest error %3 at row %4, column %5; %6 "
                            "of the weights lie beyond 6 σ; %7 bits a weight."),
        percentText(errors.relativeRmse), fixedText(errors.sqnrDb, 2), shortText(errors.maxAbs),
        errors.maxRow, errors.maxColumn, percentText(study.outlierShare), fixedText(study.bitsPerWeight, 4)));
    if (!study.exact)
        text += " " + translated(MANTISSA_TR("core", "Measured on a sample."));
    return text;
}

std::string oneStudy(const TensorStudy& study, const std::string& tensor, std::size_t scheme) {
    const std::string legend =
        "<span class=\"swatch\"></span>" + label(MANTISSA_TR("core", "original")) + " &nbsp; " +
        markerIcon(scheme) +
        (study.levels.empty() || study.levels.size() > 64
             ? label(MANTISSA_TR("core", "decoded"))
             : label(MANTISSA_TR("core", "decoded; ticks below: the levels at the median scale")));
    std::string html =
        element("h3", markerIcon(scheme) + element("code", escaped(tensor)) + " · " + escaped(study.scheme));
    html += element("p", escaped(facts(study)), "soft");
    std::string figures = element("figure", valueHistogram(study, scheme) + element("figcaption", legend));
    if (const std::string errors = errorHistogram(study, scheme); !errors.empty())
        figures += element("figure",
                           errors + element("figcaption", label(MANTISSA_TR("core", "errors, on the same log "
                                                                                    "axis of counts"))));
    return html + element("div", figures, "pair");
}

} // namespace

std::string studySection(const ReportContent& content) {
    std::string html;
    for (std::size_t i = 0; i < content.studies.size(); ++i)
        html += oneStudy(*content.studies[i], content.studyTensors[i],
                         schemeIndex(content, *content.studies[i], content.studyTensors[i]));
    if (html.empty())
        return {};
    return element("h2", label(MANTISSA_TR("core", "A closer look"))) +
           element("p",
                   label(MANTISSA_TR("core", "Of each scheme the tensor with the largest relative error: its "
                                             "values before and after, and the errors between them.")),
                   "soft") +
           html;
}

} // namespace mantissa::html
