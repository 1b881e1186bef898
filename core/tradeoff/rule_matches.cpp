#include "tradeoff/rule_matches.h"

namespace mantissa {

Result<bool> fitsEitherName(const NamePattern& pattern, const std::string& name, const std::string& other) {
    MANTISSA_TRY(const bool found, pattern.occursIn(name));
    return found || other.empty() ? found : pattern.occursIn(other);
}

Result<std::vector<RuleMatches>> ruleMatches(const Model& model, const Recipe& recipe, const Task& task) {
    std::vector<NamePattern> patterns;
    for (const RecipeRule& rule : recipe.rules) {
        MANTISSA_TRY(NamePattern pattern, NamePattern::compile(rule.pattern));
        patterns.push_back(std::move(pattern));
    }
    std::vector<RuleMatches> reach(patterns.size());
    for (const auto& tensor : model.tensors) {
        MANTISSA_CHECK(task.check());
        if (!quantizable(*tensor))
            continue;
        const std::string other = otherNameOf(model, *tensor);
        bool taken = false;
        for (std::size_t i = 0; i < patterns.size(); ++i) {
            MANTISSA_TRY(const bool found, fitsEitherName(patterns[i], tensor->name, other));
            reach[i].found += found ? 1 : 0;
            reach[i].decides += found && !taken ? 1 : 0;
            taken = taken || found;
        }
    }
    return reach;
}

} // namespace mantissa
