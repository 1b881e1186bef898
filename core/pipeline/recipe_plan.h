#pragma once
// What a recipe makes of a model before anything is written: the same plan that an export would follow.
#include "files/model.h"
#include "tradeoff/recipe.h"

namespace mantissa {

struct RecipePlan {
    std::vector<TensorPlan> tensors; ///< of all tensors of the model, in its order
    std::vector<Text> warnings;      ///< rules that fit no name
};

/// Of the model as a GGUF where it can become one and the recipe asks for nothing that a GGUF cannot hold
/// (rules then see GGUF names, as in an export); else under the model's own names. Errors: as planTensors.
Result<RecipePlan> planRecipe(const ModelPtr& model, const Recipe& recipe, bool hasImportance);

/// A warning for each rule that fits none of the names: a slip, or a rule for another container's names.
std::vector<Text> idleRules(const Recipe& recipe, const std::vector<std::string>& names);

} // namespace mantissa
