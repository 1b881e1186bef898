#include "cli/comparing.h"

#include "base/parallel.h"
#include "cli/common_options.h"
#include "cli/input.h"
#include "pipeline/original.h"
#include "pipeline/recipe_plan.h"

#include <iostream>

namespace mantissa::cli {

void addComparingOptions(CLI::App& command, ComparingOptions& options) {
    addModel(command, options.model);
    command.add_option("-s,--scheme", options.schemes, "A scheme for every weight; may be repeated")
        ->allow_extra_args(false)
        ->type_name("S");
    command.add_option("-r,--recipe", options.recipes, "A recipe as quantize takes it; may be repeated")
        ->allow_extra_args(false)
        ->type_name("R");
    command
        .add_option("--tensors", options.tensors, "Only weights in whose name this is found, ignoring case")
        ->type_name("REGEX");
    command.add_option("--original", options.original, "What errors refer to, if not MODEL itself")
        ->type_name("FILE");
    addImatrixFile(command, options.imatrix);
    addCalibration(command, options.calibration);
    addThreads(command, options.threads);
}

void requirePlan(const ComparingOptions& options) {
    if (options.schemes.empty() && options.recipes.empty())
        throw CLI::RequiredError("--scheme or --recipe");
}

namespace {

Result<std::vector<NamedRecipe>> recipesOf(const std::vector<std::string>& texts) {
    std::vector<NamedRecipe> recipes;
    for (const std::string& text : texts) {
        MANTISSA_TRY(recipes.emplace_back(), namedRecipe(text));
    }
    return recipes;
}

Result<ComparedPlan> columnOf(const ModelPtr& model, const NamedRecipe& named, bool hasImportance) {
    auto plan = planRecipe(model, named.recipe, hasImportance);
    if (!plan)
        return fail(plan.error());
    for (const Text& warning : plan->warnings)
        std::cerr << "note: " << named.name << ": " << translated(warning) << '\n';
    return ComparedPlan{named.name, std::move(plan->tensors)};
}

Result<void> calibrate(ComparedPlan& column, const CalibrationTextPtr& text,
                       const TensorImportancePtr& importance, const Task& task) {
    if (!text)
        return refuseUncalibrated(column.plans);
    if (!needsCalibration(column.plans))
        return {};
    fitToNetwork(column.plans, text->network.network.graph());
    MANTISSA_TRY(const CalibratedWeightsPtr weights,
                 quantizeCalibrated(*text, column.plans, importance, task));
    column.finished = weights->weights;
    printNotes(weights->notes);
    return {};
}

} // namespace

Result<Compared> runComparison(const ComparingOptions& options, const Task& task) {
    setThreads(options.threads);
    MANTISSA_TRY(const std::vector<Scheme> schemes, parseSchemes(options.schemes));
    MANTISSA_TRY(const std::vector<NamedRecipe> recipes, recipesOf(options.recipes));
    Compared result;
    MANTISSA_TRY(result.model, openInput(options.model));
    CompareOptions compareOptions;
    compareOptions.tensors = options.tensors;
    MANTISSA_TRY(compareOptions.original, openOriginal(options.original));
    warnIfQuantized(*result.model, compareOptions.original != nullptr);
    MANTISSA_TRY(result.original, originalRowsFor(*result.model, compareOptions.original));
    compareOptions.originalRows = result.original;
    MANTISSA_TRY(result.importance, openImportance(result.model, options.imatrix));
    compareOptions.importance = result.importance;
    std::vector<ComparedPlan> columns;
    for (const Scheme& scheme : schemes)
        columns.push_back(comparedPlan(*result.model, scheme));
    for (const NamedRecipe& recipe : recipes) {
        MANTISSA_TRY(columns.emplace_back(), columnOf(result.model, recipe, result.importance != nullptr));
    }
    MANTISSA_TRY(const CalibrationTextPtr text, openCalibration(options.calibration, *result.model, task));
    for (ComparedPlan& column : columns)
        MANTISSA_CHECK(calibrate(column, text, result.importance, task));
    MANTISSA_TRY(result.comparison, comparePlans(result.model, columns, compareOptions, task));
    return result;
}

} // namespace mantissa::cli
