// mantissa-cli compare MODEL --scheme S... --recipe R...: size and error of every weight under each.
#include "base/printable.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/comparing.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "report/number_text.h"
#include "report/report_json.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <set>

namespace mantissa::cli {

namespace {

// "A" .. "Z", then numbers: short heads for columns whose full names stand in the first table.
std::string letter(std::size_t index) {
    return index < 26 ? std::string(1, static_cast<char>('A' + index)) : std::to_string(index + 1);
}

void printTotals(const Comparison& comparison) {
    Table table({{""},
                 {"Scheme or recipe", Align::Left, 34},
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

bool weighs(const Comparison& comparison) {
    return std::any_of(comparison.totals.begin(), comparison.totals.end(),
                       [](const SchemeTotal& total) { return total.weighted.known; });
}

std::string weightedText(const WeightedSums& sums) {
    return sums.known ? percentText(relativeWeightedRmse(sums)) : "–";
}

std::string leftText(double bits) {
    return std::isnan(bits) ? "–" : fixedText(bits, 2);
}

// What a code of the same size could do if weights were draws from one Gaussian: see analysis/rate_bound.h.
void printBounds(const Comparison& comparison) {
    std::vector<Table::Column> columns{{""}, {"Rel. RMSE", Align::Right}};
    const bool weighted = weighs(comparison);
    if (weighted)
        columns.push_back({"Weighted by importance", Align::Right});
    columns.push_back({"Gaussian bound", Align::Right});
    columns.push_back({"Best scalar", Align::Right});
    columns.push_back({"Left to gain, bits a weight", Align::Right});
    Table table(columns);
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        const SchemeTotal& total = comparison.totals[i];
        std::vector<std::string> row{letter(i), percentText(figures(total.sums).relativeRmse)};
        if (weighted)
            row.push_back(weightedText(total.weighted));
        row.push_back(percentText(total.bounds.bound));
        row.push_back(percentText(total.bounds.lloydMax));
        row.push_back(leftText(total.bounds.bitsLeft));
        table.add(row);
    }
    table.print(std::cout);
}

/// A figure that the table of tensors can show.
struct TensorFigure {
    const char* name; ///< on the command line
    const char* head;
    std::string (*text)(const Measurement& measured);
    bool relative = false; ///< bounds are in the same unit
};

constexpr TensorFigure tensorFigures[] = {
    {"rmse", "Relative RMSE of",
     [](const Measurement& m) { return percentText(figures(m.sums).relativeRmse); }, true},
    {"weighted", "Weighted relative RMSE of", [](const Measurement& m) { return weightedText(m.weighted); }},
    {"sqnr", "SQNR in dB of", [](const Measurement& m) { return fixedText(figures(m.sums).sqnrDb, 2); }},
    {"max", "Largest error of", [](const Measurement& m) { return shortText(figures(m.sums).maxAbs); }},
    {"left", "Bits left to gain in",
     [](const Measurement& m) { return leftText(boundFigures(m.bitsPerWeight, m.sums).bitsLeft); }},
    {"size", "Size of", [](const Measurement& m) { return bytesText(m.bytes); }},
};

const TensorFigure& figureNamed(const std::string& name) {
    return *std::find_if(std::begin(tensorFigures), std::end(tensorFigures),
                         [&name](const TensorFigure& figure) { return name == figure.name; });
}

/// Below the figures of the tensors, what they are to be held against.
void addBoundRows(const Comparison& comparison, Table& table) {
    std::vector<std::string> all{"all of them", ""};
    std::vector<std::string> bound{"Gaussian bound", ""};
    std::vector<std::string> scalar{"best scalar (Lloyd-Max)", ""};
    for (const SchemeTotal& total : comparison.totals) {
        all.push_back(percentText(figures(total.sums).relativeRmse));
        bound.push_back(percentText(total.bounds.bound));
        scalar.push_back(percentText(total.bounds.lloydMax));
    }
    for (const auto& row : {all, bound, scalar})
        table.add(row);
}

void printTensors(const Comparison& comparison, const TensorFigure& figure) {
    std::vector<Table::Column> columns{{figure.head, Align::Left, 42}, {"Shape", Align::Right}};
    for (std::size_t i = 0; i < comparison.totals.size(); ++i)
        columns.push_back({letter(i), Align::Right});
    Table table(columns);
    for (const ComparedTensor& compared : comparison.tensors) {
        std::vector<std::string> row{compared.tensor->name, describe(compared.tensor->shape)};
        for (const Measurement& measured : compared.schemes) {
            const bool fellBack = measured.fallback.source[0] != '\0';
            row.push_back(figure.text(measured) + (fellBack ? "*" : ""));
        }
        table.add(row);
    }
    if (figure.relative)
        addBoundRows(comparison, table);
    table.print(std::cout);
}

// A recipe is told by what it gives to how many weights.
void printRecipes(const Comparison& comparison) {
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        std::map<std::string, std::size_t> counts;
        for (const ComparedTensor& compared : comparison.tensors)
            ++counts[compared.schemes[i].used];
        const bool scheme = counts.size() == 1 && counts.begin()->first == comparison.totals[i].scheme;
        if (scheme || parseScheme(comparison.totals[i].scheme).has_value())
            continue;
        std::string list;
        for (const auto& [used, count] : counts)
            list += (list.empty() ? "" : ", ") + std::to_string(count) + " × " + used;
        std::cout << wrapped(list, 98, "  " + letter(i) + ":", 5);
    }
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

struct CompareCommand {
    ComparingOptions comparing;
    std::string figure = tensorFigures[0].name;
    bool json = false;
};

Result<ExitCode> run(const CompareCommand& command) {
    const ComparingOptions& options = command.comparing;
    const auto compared = [&options] {
        const RunningTask running("Comparing");
        return runComparison(options, running.task());
    }();
    if (!compared)
        return fail(compared.error());
    const Comparison& comparison = *compared->comparison;
    if (command.json) {
        std::cout << jsonText(toJson(comparison));
        return Ok;
    }
    if (figureNamed(command.figure).name == std::string_view("weighted") && !weighs(comparison))
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "--figure weighted needs an importance matrix that knows "
                                                 "these weights: give one with --imatrix.")));
    std::cout << printable(comparison.model.string()) << ": " << counted(comparison.tensors.size(), "weight")
              << "\n\n";
    printTotals(comparison);
    printRecipes(comparison);
    std::cout << '\n';
    printBounds(comparison);
    std::cout << '\n';
    printTensors(comparison, figureNamed(command.figure));
    printFallbacks(comparison);
    return Ok;
}

} // namespace

void addCompare(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("compare", "Measure what schemes and recipes cost and break");
    addExamples(*command, "  mantissa-cli compare demo -s Q4_K -s Q4_K/search -s INT4,group=64 -r Q4_K_M\n"
                          "  mantissa-cli compare demo -s Q8_0 --tensors 'layers\\.0\\.'\n");
    auto options = std::make_shared<CompareCommand>();
    addComparingOptions(*command, options->comparing);
    std::vector<std::string> names;
    for (const TensorFigure& figure : tensorFigures)
        names.emplace_back(figure.name);
    command
        ->add_option("--figure", options->figure,
                     "What the tensor table shows: rmse, weighted, sqnr, max, left, size")
        ->type_name("NAME")
        ->check(CLI::IsMember(names).description(""));
    addJson(*command, options->json);
    command->callback([=, &action] {
        requirePlan(options->comparing);
        action = [=] { return run(*options); };
    });
}

} // namespace mantissa::cli
