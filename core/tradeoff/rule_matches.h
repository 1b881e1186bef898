#pragma once
// How far each rule of a recipe reaches in a model: what an editor shows beside it.
#include "base/name_pattern.h"
#include "base/task.h"
#include "tradeoff/recipe.h"

namespace mantissa {

struct RuleMatches {
    int found = 0;   ///< quantizable tensors whose name the pattern is found in
    int decides = 0; ///< of these, the ones that no earlier rule has taken
};

/// Whether a rule's pattern is found in a tensor's name or in its other one (empty: it has none). Errors: as
/// occursIn.
Result<bool> fitsEitherName(const NamePattern& pattern, const std::string& name, const std::string& other);

/// In the order of recipe.rules. Errors: Cancelled; Malformed naming a pattern that runs away.
Result<std::vector<RuleMatches>> ruleMatches(const Model& model, const Recipe& recipe, const Task& task);

} // namespace mantissa
