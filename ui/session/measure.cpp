#include "session/measure.h"

#include "analysis/measure.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "pipeline/original.h"

namespace mantissa::ui {

namespace {

struct RecipeWork {
    std::vector<TensorPlan> plans;
    std::vector<MeasuredRows> rows;
};

Result<RecipeWork> prepare(const Model& model, const OriginalRows& original, const Recipe& recipe,
                           Extent extent, const Task& task) {
    RecipeWork work;
    MANTISSA_TRY(std::vector<TensorPlan> all, planTensors(model, recipe));
    for (TensorPlan& plan : all) {
        if (!quantizable(*plan.tensor)) // as compare(): what no recipe quantizes is not compared
            continue;
        MANTISSA_TRY(work.rows.emplace_back(), openMeasured(plan.tensor, original));
        task.addTotal(measuredElements(plan, *work.rows.back().rows, extent));
        work.plans.push_back(std::move(plan));
    }
    return work;
}

SchemeTotal totalOver(const Comparison& comparison, std::string name) {
    SchemeTotal total;
    total.scheme = std::move(name);
    std::uint64_t elements = 0;
    for (const ComparedTensor& compared : comparison.tensors) {
        total.bytes += compared.schemes.front().bytes;
        total.sums.add(compared.schemes.front().sums.extrapolated(compared.tensor->elements()));
        elements += compared.tensor->elements();
    }
    if (elements > 0)
        total.bitsPerWeight = 8 * static_cast<double>(total.bytes) / static_cast<double>(elements);
    return total;
}

// compare() measures schemes; a recipe gives each tensor its own.
Result<ComparisonPtr> measureRecipe(const ModelPtr& model, const ModelPtr& original, const Recipe& recipe,
                                    Extent extent, const Task& task) {
    MANTISSA_TRY(const OriginalRows rows, originalRowsFor(*model, original));
    MANTISSA_TRY(const RecipeWork work, prepare(*model, rows, recipe, extent, task));
    auto result = std::make_shared<Comparison>();
    result->model = model->path;
    for (const TensorPlan& plan : work.plans)
        result->tensors.push_back({plan.tensor, std::vector<Measurement>(1)});
    MANTISSA_CHECK(parallelChunks(static_cast<std::int64_t>(work.plans.size()), task,
                                  [&](std::int64_t chunk) -> Result<void> {
                                      const auto i = static_cast<std::size_t>(chunk);
                                      MANTISSA_TRY(result->tensors[i].schemes.front(),
                                                   measure(work.plans[i], work.rows[i], extent, task));
                                      return {};
                                  }));
    for (const ComparedTensor& compared : result->tensors)
        result->exact = result->exact && compared.schemes.front().exact;
    result->totals.push_back(totalOver(*result, recipe.text()));
    return result;
}

} // namespace

Result<ComparisonPtr> measureCandidate(const ModelPtr& model, const ModelPtr& original,
                                       const Candidate& candidate, Extent extent, const Task& task) {
    if (candidate.recipe)
        return measureRecipe(model, original, *candidate.recipe, extent, task);
    CompareOptions options;
    options.extent = extent;
    options.original = original;
    MANTISSA_TRY(options.originalRows, originalRowsFor(*model, original));
    return compare(model, {*candidate.scheme}, options, task);
}

Result<StudyOutcome> studyOf(const StudyRequest& request, Extent extent, const Task& task) {
    StudyOutcome outcome{request, planTensor(request.tensor, request.scheme), nullptr};
    if (!outcome.plan.scheme)
        return outcome;
    MethodInput input;
    MANTISSA_TRY(input.rows, openRows(weightOf(request.tensor)));
    StudyOptions options;
    options.extent = extent;
    if (request.original) {
        MANTISSA_TRY(options.original, openRows(weightOf(request.original)));
    }
    MANTISSA_TRY(outcome.study, studyTensor(*outcome.plan.scheme, input, options, task));
    return outcome;
}

} // namespace mantissa::ui
