#pragma once
// What the recipe editor shows beside a recipe, computed off the window's thread.
#include "pipeline/export.h"
#include "tradeoff/rule_matches.h"

namespace mantissa::ui {

struct RecipeCheck {
    Preflight preflight; ///< where the model cannot be written as GGUF: its tensors and their bytes alone
    std::optional<Error> cannotExport;
    std::vector<RuleMatches> reach; ///< of each rule
};

/// importance: in use when the file is made, or null; mixtures look at whether there is one. Errors: of the
/// recipe itself, Cancelled.
Result<RecipeCheck> checkRecipe(const ModelPtr& model, const Recipe& recipe,
                                const TensorImportancePtr& importance, const Task& task);

} // namespace mantissa::ui
