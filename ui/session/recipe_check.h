#pragma once
// What the recipe editor shows beside a recipe, computed off the window's thread.
#include "pipeline/export.h"
#include "session/measure.h"
#include "tradeoff/rule_matches.h"

namespace mantissa::ui {

struct RecipeCheck {
    Preflight preflight; ///< where the model cannot be written as GGUF: its tensors and their bytes alone
    std::optional<Error> cannotExport;
    std::vector<RuleMatches> reach; ///< of each rule
};

/// context: in use when the file is made; mixtures look at whether there is an importance matrix, calibrated
/// methods want a calibration. Errors: of the recipe itself, Cancelled.
Result<RecipeCheck> checkRecipe(const MeasureContext& context, const Recipe& recipe, const Task& task);

} // namespace mantissa::ui
