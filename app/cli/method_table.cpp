#include "cli/method_table.h"

#include "base/printable.h"
#include "cli/table.h"
#include "report/method_figure.h"
#include "report/number_text.h"

#include <cmath>
#include <ostream>
#include <set>

namespace mantissa::cli {

namespace {

using Figures = std::vector<MethodFigure>;

/// A star at the least of the rows of its format.
std::string cell(const MethodComparison& comparison, const FormatGroup& group, std::size_t row,
                 MethodFigure figure, const std::string& tensor, const std::string& more = {}) {
    const auto value = [&](std::size_t of) {
        return tensor.empty() ? valueOf(comparison.methods[of], figure)
                              : valueOf(comparison.methods[of], figure, tensor);
    };
    const double own = value(row);
    bool best = std::isfinite(own) && group.rows.size() > 1;
    for (const std::size_t other : group.rows)
        best = best && !(value(other) < own);
    return valueText(figure, own) + more + (best ? " *" : "  ");
}

void addRow(Table& table, const MethodComparison& comparison, const FormatGroup& group, std::size_t row,
            const std::string& tensor) {
    const ComparedMethod& one = comparison.methods[row];
    std::vector<std::string> cells{row == group.rows.front() ? group.format : "",
                                   one.scheme.method->info().id};
    if (one.failure) {
        cells.push_back("failed");
        table.add(cells);
        return;
    }
    cells.push_back(fixedText(one.bitsPerWeight, 3));
    cells.push_back(cell(comparison, group, row, MethodFigure::WeightError, tensor));
    cells.push_back(cell(comparison, group, row, MethodFigure::OutputError, tensor));
    if (tensor.empty()) {
        cells.push_back(cell(comparison, group, row, MethodFigure::Perplexity, {}));
        cells.push_back(cell(comparison, group, row, MethodFigure::Divergence, {},
                             " ± " + fixedText(one.divergence.mean.error, 5)));
        cells.push_back(percentText(one.divergence.sameTop.value));
        cells.push_back(valueText(MethodFigure::Seconds, one.seconds));
        cells.push_back(valueText(MethodFigure::Memory, valueOf(one, MethodFigure::Memory)));
    }
    table.add(cells);
}

void printHead(const MethodComparison& comparison, std::ostream& out) {
    out << printable(comparison.model.string()) << " on " << printable(comparison.text) << ": "
        << counted(static_cast<std::uint64_t>(comparison.chunks), "chunk") << " of "
        << counted(static_cast<std::uint64_t>(comparison.context), "token") << ", perplexity "
        << fixedText(comparison.perplexity.value, 4);
    if (!comparison.calibration.empty())
        out << "; calibrated on " << printable(comparison.calibration) << ", "
            << counted(static_cast<std::uint64_t>(comparison.calibrationTokens), "token");
    out << "\n\n";
}

void printFailures(const MethodComparison& comparison, std::ostream& out) {
    std::set<std::string> told;
    for (const ComparedMethod& one : comparison.methods) {
        if (one.failure && told.insert(one.failure->describe()).second)
            out << "failed: " << one.scheme.text() << ": " << one.failure->describe() << '\n';
    }
}

} // namespace

void printMethods(const MethodComparison& comparison, const std::string& tensor, std::ostream& out) {
    printHead(comparison, out);
    std::vector<Table::Column> columns{{"Format", Align::Left, 30},
                                       {"Method", Align::Left, 24},
                                       {"Bits/w", Align::Right},
                                       {"Weights", Align::Right},
                                       {"Outputs", Align::Right}};
    if (tensor.empty()) {
        for (const char* title : {"Perplexity", "KL divergence", "Same top", "Time", "Memory"})
            columns.push_back({title, Align::Right});
    }
    Table table(columns);
    for (const FormatGroup& group : formatGroups(comparison)) {
        for (const std::size_t row : group.rows)
            addRow(table, comparison, group, row, tensor);
    }
    table.print(out);
    out << "\nErrors of weights and outputs are relative"
        << (tensor.empty() ? "" : ", those of " + printable(tensor)) << "; * is the best of its format.\n";
    printFailures(comparison, out);
}

} // namespace mantissa::cli
