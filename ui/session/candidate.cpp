#include "session/candidate.h"

#include "methods/registry.h"

#include <algorithm>

namespace mantissa::ui {

bool wantsCalibration(const Scheme& scheme) {
    return scheme.method->info().scope != Scope::Weight;
}

bool wantsCalibration(const Candidate& candidate) {
    if (candidate.scheme)
        return wantsCalibration(*candidate.scheme);
    const Recipe& recipe = *candidate.recipe;
    const Method* method = findMethod(std::string_view(recipe.method).substr(0, recipe.method.find(',')));
    const auto base = parseScheme(recipe.base);
    return (method && method->info().scope != Scope::Weight) || (base && wantsCalibration(*base)) ||
           std::any_of(recipe.rules.begin(), recipe.rules.end(),
                       [](const RecipeRule& rule) { return rule.scheme && wantsCalibration(*rule.scheme); });
}

Recipe recipeOf(const Candidate& candidate) {
    return candidate.recipe ? *candidate.recipe : mantissa::recipeOf(*candidate.scheme);
}

QString titleOf(const Candidate& candidate) {
    return candidate.label.isEmpty() ? candidate.name : candidate.label;
}

const Measurement* measurementOf(const Candidate& candidate, const Tensor& tensor) {
    if (!candidate.result)
        return nullptr;
    const auto& tensors = candidate.result->tensors;
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const ComparedTensor& compared) {
        return compared.tensor.get() == &tensor;
    });
    return found == tensors.end() || found->schemes.empty() ? nullptr : &found->schemes.front();
}

const SchemeTotal* totalOf(const Candidate& candidate) {
    if (!candidate.result || candidate.result->totals.empty())
        return nullptr;
    return &candidate.result->totals.front();
}

ComparisonPtr joined(const std::vector<const Candidate*>& candidates) {
    auto all = std::make_shared<Comparison>();
    for (const Candidate* candidate : candidates) {
        if (!candidate->result)
            return nullptr;
        const Comparison& one = *candidate->result;
        if (all->tensors.empty()) {
            *all = one;
            continue;
        }
        if (one.tensors.size() != all->tensors.size())
            return nullptr;
        for (std::size_t i = 0; i < one.tensors.size(); ++i)
            all->tensors[i].schemes.push_back(one.tensors[i].schemes.front());
        all->totals.push_back(one.totals.front());
    }
    return candidates.empty() ? nullptr : all;
}

} // namespace mantissa::ui
