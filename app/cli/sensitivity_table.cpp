#include "cli/sensitivity_table.h"

#include "cli/table.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ostream>
#include <set>

namespace mantissa::cli {

namespace {

constexpr double barColumns = 20;

std::string letter(std::size_t index) {
    return index < 26 ? std::string(1, static_cast<char>('A' + index)) : std::to_string(index + 1);
}

/// Eighths of a column, so that small shares still show.
std::string bar(double share) {
    static const char* const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * barColumns * 8));
    std::string text;
    for (std::size_t i = 0; i < eighths / 8; ++i)
        text += "█";
    return text + parts[eighths % 8];
}

std::string estimateText(const Estimate& estimate) {
    return shortText(estimate.value) + " ± " + shortText(estimate.error, 2);
}

/// With a "+" where it grew, so that a table of changes reads as one.
std::string changeText(const Estimate& estimate) {
    return (estimate.value > 0 ? "+" : "") + estimateText(estimate);
}

std::vector<std::size_t> worstFirst(const ModelSensitivity& sensitivity) {
    std::vector<std::size_t> order(sensitivity.groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sensitivity.worst(a) > sensitivity.worst(b);
    });
    return order;
}

std::string mark(const GroupMeasurement& cell) {
    return cell.fallback.source[0] != '\0' ? "*" : "";
}

std::string head(const ModelSensitivity& sensitivity) {
    switch (sensitivity.grouping) {
    case Grouping::Layer:
        return "Layer";
    case Grouping::Role:
        return "Role";
    case Grouping::Tensor:
        break;
    }
    return "Tensor";
}

/// One scheme: everything there is to say of each.
void printFigures(const ModelSensitivity& sensitivity, std::ostream& out) {
    const auto order = worstFirst(sensitivity);
    const double most = sensitivity.worst(order.front());
    Table table({{head(sensitivity), Align::Left, 42},
                 {"Size", Align::Right},
                 {"KL divergence", Align::Right},
                 {"Perplexity", Align::Right},
                 {"Same top", Align::Right},
                 {""}});
    for (const std::size_t i : order) {
        const GroupMeasurement& cell = sensitivity.at(i, 0);
        const SensitivityFigures& figures = cell.cell.figures;
        if (cell.cell.failure) {
            table.add({sensitivity.groups[i].name, bytesText(cell.bytes) + mark(cell), "broken", "", "", ""});
            continue;
        }
        table.add({sensitivity.groups[i].name, bytesText(cell.bytes) + mark(cell),
                   estimateText(figures.divergence), changeText(figures.deltaPerplexity),
                   percentText(figures.sameTop.value), bar(most > 0 ? figures.divergence.value / most : 0)});
    }
    table.print(out);
}

/// Several: KL divergences side by side, in the order of the worst.
void printMatrix(const ModelSensitivity& sensitivity, std::ostream& out) {
    for (std::size_t i = 0; i < sensitivity.schemes.size(); ++i)
        out << "  " << letter(i) << "  " << sensitivity.schemes[i] << '\n';
    out << '\n';
    std::vector<Table::Column> columns{
        {"KL divergence by " + std::string(name(sensitivity.grouping)), Align::Left, 42}};
    for (std::size_t i = 0; i < sensitivity.schemes.size(); ++i)
        columns.push_back({letter(i), Align::Right});
    columns.push_back({""});
    Table table(columns);
    const auto order = worstFirst(sensitivity);
    const double most = sensitivity.worst(order.front());
    for (const std::size_t i : order) {
        std::vector<std::string> row{sensitivity.groups[i].name};
        for (std::size_t scheme = 0; scheme < sensitivity.schemes.size(); ++scheme) {
            const GroupMeasurement& cell = sensitivity.at(i, scheme);
            row.push_back(cell.cell.failure ? "broken"
                                            : shortText(cell.cell.figures.divergence.value) + mark(cell));
        }
        row.push_back(bar(most > 0 ? sensitivity.worst(i) / most : 0));
        table.add(row);
    }
    table.print(out);
}

void printNotes(const ModelSensitivity& sensitivity, std::ostream& out) {
    std::set<std::string> notes;
    for (const GroupMeasurement& cell : sensitivity.cells) {
        if (!mark(cell).empty())
            notes.insert("  * " + translated(cell.fallback));
        if (cell.cell.failure)
            notes.insert("  broken: " + cell.cell.failure->describe());
    }
    out << (notes.empty() ? "" : "\n");
    for (const std::string& note : notes)
        out << note << '\n';
}

} // namespace

void printSensitivity(const ModelSensitivity& sensitivity, std::ostream& out) {
    if (sensitivity.schemes.size() == 1)
        printFigures(sensitivity, out);
    else
        printMatrix(sensitivity, out);
    printNotes(sensitivity, out);
}

} // namespace mantissa::cli
