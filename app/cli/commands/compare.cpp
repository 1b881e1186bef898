// mantissa-cli compare MODEL --scheme S...: size and error of every tensor under every scheme.
#include "cli/command.h"
#include "cli/comparing.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "report/number_text.h"
#include "report/report_json.h"

#include <iostream>
#include <set>

namespace mantissa::cli {

namespace {

// "A" .. "Z", then numbers: short heads for columns whose full names stand in the first table.
std::string letter(std::size_t index) {
    return index < 26 ? std::string(1, static_cast<char>('A' + index)) : std::to_string(index + 1);
}

void printTotals(const Comparison& comparison) {
    Table table({{""},
                 {"Scheme", Align::Left, 34},
                 {"Size", Align::Right},
                 {"Bits/w", Align::Right},
                 {"RMSE", Align::Right},
                 {"Rel. RMSE", Align::Right},
                 {"SQNR dB", Align::Right},
                 {"Cosine", Align::Right},
                 {"Max error", Align::Right}});
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        const SchemeTotal& total = comparison.totals[i];
        const ErrorFigures errors = figures(total.sums);
        table.add({letter(i), total.scheme, bytesText(total.bytes), fixedText(total.bitsPerWeight, 3),
                   shortText(errors.rmse), percentText(errors.relativeRmse), fixedText(errors.sqnrDb, 2),
                   fixedText(errors.cosine, 6), shortText(errors.maxAbs)});
    }
    table.print(std::cout);
}

void printTensors(const Comparison& comparison) {
    std::vector<Table::Column> columns{{"Relative RMSE of", Align::Left, 42}, {"Shape", Align::Right}};
    for (std::size_t i = 0; i < comparison.totals.size(); ++i)
        columns.push_back({letter(i), Align::Right});
    Table table(columns);
    for (const ComparedTensor& compared : comparison.tensors) {
        std::vector<std::string> row{compared.tensor->name, describe(compared.tensor->shape)};
        for (const Measurement& measured : compared.schemes) {
            const bool fellBack = measured.fallback.source[0] != '\0';
            row.push_back(percentText(figures(measured.sums).relativeRmse) + (fellBack ? "*" : ""));
        }
        table.add(row);
    }
    table.print(std::cout);
}

void printFallbacks(const Comparison& comparison) {
    std::set<std::string> told;
    for (const ComparedTensor& compared : comparison.tensors) {
        for (std::size_t i = 0; i < compared.schemes.size(); ++i) {
            const Measurement& measured = compared.schemes[i];
            if (measured.fallback.source[0] != '\0')
                told.insert("  * " + letter(i) + ": " + translated(measured.fallback));
        }
    }
    if (!told.empty())
        std::cout << '\n';
    for (const std::string& line : told)
        std::cout << line << '\n';
}

Result<ExitCode> run(const ComparingOptions& options, bool json) {
    const auto compared = [&options] {
        const RunningTask running("Comparing");
        return runComparison(options, running.task());
    }();
    if (!compared)
        return fail(compared.error());
    const Comparison& comparison = *compared->comparison;
    if (json) {
        std::cout << jsonText(toJson(comparison));
        return Ok;
    }
    std::cout << comparison.model.string() << ": " << comparison.tensors.size() << " tensors\n\n";
    printTotals(comparison);
    std::cout << '\n';
    printTensors(comparison);
    printFallbacks(comparison);
    return Ok;
}

} // namespace

void addCompare(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("compare", "Measure what schemes cost and break");
    auto options = std::make_shared<ComparingOptions>();
    auto json = std::make_shared<bool>(false);
    addComparingOptions(*command, *options);
    command->add_flag("--json", *json, "Print JSON");
    command->callback([=, &action] { action = [=] { return run(*options, *json); }; });
}

} // namespace mantissa::cli
