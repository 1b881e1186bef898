#include "session/recipe_check.h"

#include <filesystem>

namespace mantissa::ui {

namespace {

Preflight withoutFile(std::vector<TensorPlan> plans) {
    Preflight result;
    std::uint64_t weights = 0;
    for (const TensorPlan& plan : plans) {
        result.dataBytes += plan.bytes;
        weights += elementCount(plan.tensor->shape).value_or(0);
    }
    result.bitsPerWeight =
        weights > 0 ? 8.0 * static_cast<double>(result.dataBytes) / static_cast<double>(weights) : 0;
    result.tensors = std::move(plans);
    return result;
}

} // namespace

Result<RecipeCheck> checkRecipe(const MeasureContext& context, const Recipe& recipe, const Task& task) {
    const ModelPtr& model = context.model;
    RecipeCheck result;
    MANTISSA_TRY(result.reach, ruleMatches(*model, recipe, task));
    ExportOptions options;
    std::error_code ignored;
    options.target =
        std::filesystem::temp_directory_path(ignored) / "mantissa-recipe.gguf"; // nothing is written
    options.recipe = recipe;
    options.importance = context.importance;
    if (context.calibrated)
        options.calibration = context.calibrated->text();
    if (auto whole = preflight(model, options)) {
        result.preflight = std::move(*whole);
        return result;
    } else {
        result.cannotExport = whole.error();
    }
    MANTISSA_CHECK(task.check());
    MANTISSA_TRY(auto plans, planTensors(*model, recipe, context.importance != nullptr));
    std::optional<CalibrationPlan> calibration;
    if (context.calibrated && needsCalibration(plans))
        calibration = planCalibration(*context.calibrated->text(), plans,
                                      model->architecture ? model->architecture->expertsUsed : 1);
    result.preflight = withoutFile(std::move(plans));
    result.preflight.calibration = std::move(calibration);
    return result;
}

} // namespace mantissa::ui
