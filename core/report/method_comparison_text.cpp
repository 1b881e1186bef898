#include "report/method_comparison_text.h"

#include "report/csv_cells.h"
#include "report/method_figure.h"
#include "report/number_text.h"

#include <cmath>

namespace mantissa {

namespace {

std::string estimateCells(const Estimate& estimate) {
    return "," + csv::number(estimate.value) + "," + csv::number(estimate.error);
}

/// The row of a format with the least figure; that of none where nothing is known.
std::size_t bestOf(const MethodComparison& comparison, const FormatGroup& group, MethodFigure figure) {
    std::size_t best = comparison.methods.size();
    for (const std::size_t row : group.rows) {
        const double value = valueOf(comparison.methods[row], figure);
        const bool better =
            best == comparison.methods.size() || value < valueOf(comparison.methods[best], figure);
        if (std::isfinite(value) && better)
            best = row;
    }
    return best;
}

std::string marked(const std::string& text, bool best) {
    return best ? "**" + text + "**" : text;
}

std::string markdownRow(const MethodComparison& comparison, const FormatGroup& group, std::size_t row) {
    const ComparedMethod& one = comparison.methods[row];
    std::string line = "| `" + one.scheme.format->text() + "` | `" + one.scheme.method->info().id + "` |";
    if (one.failure)
        return line + " – | – | – | – | – | – | – | – |\n";
    const auto cell = [&](MethodFigure figure, const std::string& more = {}) {
        const std::string text = valueText(figure, valueOf(one, figure)) + more;
        line += " " + marked(text, bestOf(comparison, group, figure) == row) + " |";
    };
    line += " " + fixedText(one.bitsPerWeight, 3) + " |";
    cell(MethodFigure::WeightError);
    cell(MethodFigure::OutputError);
    cell(MethodFigure::Perplexity);
    cell(MethodFigure::Divergence, " ± " + fixedText(one.divergence.mean.error, 5));
    line += " " + fixedText(100 * one.divergence.sameTop.value, 2) + " % |";
    line += " " + valueText(MethodFigure::Seconds, one.seconds) + " |";
    return line + " " + valueText(MethodFigure::Memory, valueOf(one, MethodFigure::Memory)) + " |\n";
}

} // namespace

std::string methodComparisonCsv(const MethodComparison& comparison) {
    std::string text = "scheme,format,method,tensor,bytes,bitsPerWeight,weightError,outputError,perplexity,"
                       "perplexityError,divergence,divergenceError,sameTop,sameTopError,seconds,memory,"
                       "fallbacks,failure\r\n";
    const auto head = [](const ComparedMethod& one) {
        return csv::cell(one.scheme.text()) + "," + csv::cell(one.scheme.format->text()) + "," +
               one.scheme.method->info().id + ",";
    };
    for (const ComparedMethod& one : comparison.methods) {
        if (one.failure) {
            text += head(one) + "*,,,,,,,,,,,,,," + csv::cell(one.failure->describe()) + "\r\n";
            continue;
        }
        text += head(one) + "*," + std::to_string(one.bytes) + "," + csv::number(one.bitsPerWeight) + "," +
                csv::number(one.weight.relative()) + "," + csv::number(one.output.relative()) +
                estimateCells(one.perplexity) + estimateCells(one.divergence.mean) +
                estimateCells(one.divergence.sameTop) + "," + csv::number(one.seconds) + "," +
                (one.memory ? std::to_string(*one.memory) : std::string()) + "," +
                std::to_string(one.fallbacks) + ",\r\n";
    }
    for (const ComparedMethod& one : comparison.methods) {
        for (const LayerError& layer : one.layers)
            text += head(one) + csv::cell(layer.weight) + ",,," + csv::number(layer.stored.relative()) + "," +
                    csv::number(layer.output.relative()) + ",,,,,,,,,,\r\n";
    }
    return text;
}

std::string methodComparisonMarkdown(const MethodComparison& comparison) {
    std::string text = "| format | method | bits a weight | weight error | output error | perplexity | "
                       "KL divergence | same top token | time | memory |\n"
                       "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    for (const FormatGroup& group : formatGroups(comparison)) {
        for (const std::size_t row : group.rows)
            text += markdownRow(comparison, group, row);
    }
    return text;
}

} // namespace mantissa
