#include "session/measure.h"

#include "formats/decode.h"
#include "pipeline/original.h"
#include "pipeline/recipe_plan.h"

namespace mantissa::ui {

namespace {

Result<ComparedPlan> columnOf(const MeasureContext& context, const Candidate& candidate) {
    if (candidate.scheme)
        return comparedPlan(*context.model, *candidate.scheme);
    MANTISSA_TRY(RecipePlan plan,
                 planRecipe(context.model, *candidate.recipe, context.importance != nullptr));
    return ComparedPlan{oneLine(*candidate.recipe), std::move(plan.tensors)};
}

} // namespace

Result<ComparisonPtr> measureCandidate(const MeasureContext& context, const Candidate& candidate,
                                       Extent extent, const Task& task) {
    MANTISSA_TRY(const ComparedPlan column, columnOf(context, candidate));
    CompareOptions options;
    options.extent = extent;
    options.original = context.original;
    options.importance = context.importance;
    MANTISSA_TRY(options.originalRows, originalRowsFor(*context.model, context.original));
    return comparePlans(context.model, {column}, options, task);
}

Result<StudyOutcome> studyOf(const StudyRequest& request, Extent extent, const Task& task) {
    StudyOutcome outcome{request, planTensor(request.tensor, request.scheme), nullptr};
    if (!outcome.plan.scheme)
        return outcome;
    MethodInput input;
    MANTISSA_TRY(input.rows, openRows(weightOf(request.tensor)));
    if (request.importance)
        input.importance = request.importance->of(request.tensor->name);
    StudyOptions options;
    options.extent = extent;
    if (request.original) {
        MANTISSA_TRY(options.original, openRows(*request.original));
    }
    MANTISSA_TRY(outcome.study, studyTensor(*outcome.plan.scheme, input, options, task));
    return outcome;
}

} // namespace mantissa::ui
