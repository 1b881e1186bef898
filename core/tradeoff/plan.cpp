#include "files/naming.h"
#include "tensor/packed_weight.h"
#include "tradeoff/mixture_types.h"
#include "tradeoff/plan_schemes.h"
#include "tradeoff/recipe.h"
#include "tradeoff/rule_matches.h"

#include <algorithm>
#include <numeric>

namespace mantissa {

namespace {

MixtureModel mixtureModel(const Model& model, bool hasImportance) {
    MixtureModel result;
    result.hasImportance = hasImportance;
    result.tiedEmbeddings = true;
    for (const auto& tensor : model.tensors) {
        const TensorCategory category = categoryOf(*tensor);
        result.attentionValues += category == TensorCategory::AttentionV ? 1 : 0;
        if (category == TensorCategory::Output)
            result.tiedEmbeddings = false;
        result.layers = std::max(result.layers, tensor->place.layer + 1);
    }
    if (const auto& known = model.architecture) {
        result.architecture = known->name;
        if (known->layers > 0)
            result.layers = static_cast<int>(known->layers);
        result.heads = static_cast<int>(known->heads);
        result.keyValueHeads = static_cast<int>(known->keyValueHeads);
        result.experts = static_cast<int>(known->experts);
    }
    return result;
}

// llama.cpp walks through the tensors by layer, those of no layer first, then by name; its mixtures count as
// they go.
std::vector<std::size_t> llamaOrder(const Model& model) {
    std::vector<std::size_t> order(model.tensors.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Tensor& left = *model.tensors[a];
        const Tensor& right = *model.tensors[b];
        if (left.place.layer != right.place.layer)
            return left.place.layer < right.place.layer;
        return left.name < right.name;
    });
    return order;
}

class Rules {
public:
    static Result<Rules> compile(const std::vector<RecipeRule>& rules) {
        Rules result;
        for (const RecipeRule& rule : rules) {
            MANTISSA_TRY(NamePattern pattern, NamePattern::compile(rule.pattern));
            result.rules_.push_back({&rule, std::move(pattern)});
        }
        return result;
    }

    /// Null where none matches.
    Result<const RecipeRule*> match(const std::string& name, const std::string& other) const {
        for (const auto& [rule, pattern] : rules_) {
            MANTISSA_TRY(const bool found, fitsEitherName(pattern, name, other));
            if (found)
                return rule;
        }
        return nullptr;
    }

private:
    std::vector<std::pair<const RecipeRule*, NamePattern>> rules_;
};

bool takesPart(const Model& model, const Tensor& tensor) {
    const bool matrix = model.container != Container::Gguf || tensor.name.ends_with("weight");
    return matrix && quantizable(tensor);
}

TensorPlan kept(const std::shared_ptr<const Tensor>& tensor) {
    const std::uint64_t bytes = tensor->packed ? storedBytes(*tensor)
                                               : byteSize(tensor->dtype, tensor->elements()).value_or(0);
    return {tensor, std::nullopt, tensor->dtype, bytes, {}};
}

// What is stored in the wanted type already stays as it is, to the byte.
TensorPlan unlessStored(TensorPlan plan) {
    const bool same = plan.scheme && plan.scheme->format->info().dtype == plan.tensor->dtype;
    if (!same)
        return plan;
    TensorPlan copy = kept(plan.tensor);
    copy.fallback = std::move(plan.fallback);
    return copy;
}

} // namespace

std::string storedType(const TensorPlan& plan) {
    const bool stays = plan.dtype == DType::Packed && !plan.scheme;
    return stays ? storedType(*plan.tensor) : std::string(info(plan.dtype).name);
}

std::string otherNameOf(const Model& model, const Tensor& tensor) {
    return model.container == Container::Gguf ? std::string() : ggufNameOf(tensor.place);
}

Result<std::vector<TensorPlan>> planTensors(const Model& model, const Recipe& given, bool hasImportance,
                                            std::span<const std::string> otherNames) {
    MANTISSA_TRY(const Recipe recipe, parseRecipe(given.text()));
    MANTISSA_TRY(const Rules rules, Rules::compile(recipe.rules));
    MANTISSA_TRY(BaseSchemes base, BaseSchemes::of(recipe, mixtureModel(model, hasImportance)));
    std::vector<TensorPlan> plans(model.tensors.size());
    for (const std::size_t index : llamaOrder(model)) {
        const auto& tensor = model.tensors[index];
        if (!takesPart(model, *tensor)) {
            plans[index] = kept(tensor);
            continue;
        }
        MANTISSA_TRY(
            const RecipeRule* rule,
            rules.match(tensor->name, otherNames.empty() ? otherNameOf(model, *tensor) : otherNames[index]));
        if (rule) {
            plans[index] = rule->scheme ? planTensor(tensor, *rule->scheme) : plainPlan(tensor);
        } else {
            MANTISSA_TRY(plans[index], base.next(tensor));
        }
        plans[index] = unlessStored(std::move(plans[index]));
    }
    return plans;
}

} // namespace mantissa
