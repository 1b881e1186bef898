#include "pipeline/recipe_plan.h"

#include "pipeline/expert_stack.h"
#include "tensor/packed_weight.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace mantissa {

namespace {

bool inGguf(const Scheme& scheme) {
    return scheme.format->info().dtype.has_value();
}

bool fitsGguf(const Recipe& recipe) {
    const bool rules = std::all_of(recipe.rules.begin(), recipe.rules.end(), [](const RecipeRule& rule) {
        return !rule.scheme || inGguf(*rule.scheme);
    });
    if (findMixture(recipe.base) != nullptr)
        return rules;
    const auto base = parseScheme(recipe.base);
    return rules && base && inGguf(*base);
}

/// Every name that a rule may mean: not those of experts that become one tensor together.
std::vector<std::string> namesOf(const Model& model, const std::vector<GgufSourceTensor>& sources) {
    std::vector<std::string> names;
    std::unordered_set<const Tensor*> stacked;
    for (const GgufSourceTensor& entry : sources) {
        names.push_back(entry.name);
        names.push_back(entry.tensor->name);
        for (const auto& expert : entry.experts)
            stacked.insert(expert.get());
    }
    for (const auto& tensor : model.tensors) {
        if (stacked.contains(tensor.get()))
            continue;
        names.push_back(tensor->name);
        names.push_back(otherNameOf(model, *tensor));
    }
    return names;
}

/// A tensor that has no place in a GGUF (a copy of the embedding as the output) stays as it is.
std::vector<TensorPlan> inModelOrder(const Model& model, const std::vector<GgufSourceTensor>& sources,
                                     std::vector<TensorPlan> plans) {
    std::unordered_map<const Tensor*, TensorPlan> known;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        plans[i].tensor = sources[i].tensor;
        for (TensorPlan& plan : plansOfParts(sources[i], plans[i])) {
            const Tensor* const tensor = plan.tensor.get();
            known.emplace(tensor, std::move(plan));
        }
    }
    std::vector<TensorPlan> result;
    for (const auto& tensor : model.tensors) {
        const auto found = known.find(tensor.get());
        result.push_back(found != known.end()
                             ? std::move(found->second)
                             : TensorPlan{tensor, {}, tensor->dtype, storedBytes(*tensor), {}});
    }
    return result;
}

} // namespace

std::vector<Text> idleRules(const Recipe& recipe, const std::vector<std::string>& names) {
    std::vector<Text> warnings;
    for (const RecipeRule& rule : recipe.rules) {
        const bool used = std::any_of(names.begin(), names.end(),
                                      [&](const std::string& name) { return matches(rule, name); });
        if (!used) {
            warnings.push_back(
                sentence(MANTISSA_TR("core", "The rule “%1” fits the name of no tensor."), rule.pattern));
        }
    }
    return warnings;
}

Result<RecipePlan> planRecipe(const ModelPtr& model, const Recipe& recipe, bool hasImportance) {
    RecipePlan result;
    if (fitsGguf(recipe) && model->container != Container::Gguf) {
        if (const auto sources = ggufTensorsOf(model)) {
            const Model view = underGgufNames(*model, *sources);
            MANTISSA_TRY(auto plans, planTensors(view, recipe, hasImportance, sourceNames(*sources)));
            result.tensors = inModelOrder(*model, *sources, std::move(plans));
            result.warnings = idleRules(recipe, namesOf(*model, *sources));
            return result;
        }
    }
    MANTISSA_TRY(result.tensors, planTensors(*model, recipe, hasImportance));
    result.warnings = idleRules(recipe, namesOf(*model, {}));
    return result;
}

} // namespace mantissa
