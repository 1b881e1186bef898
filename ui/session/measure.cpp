#include "session/measure.h"

#include "formats/decode.h"
#include "pipeline/original.h"
#include "pipeline/recipe_plan.h"

#include <algorithm>

namespace mantissa::ui {

namespace {

Result<ComparedPlan> columnOf(const MeasureContext& context, const Candidate& candidate) {
    if (candidate.scheme)
        return comparedPlan(*context.model, *candidate.scheme);
    MANTISSA_TRY(RecipePlan plan,
                 planRecipe(context.model, *candidate.recipe, context.importance != nullptr));
    return ComparedPlan{oneLine(*candidate.recipe), std::move(plan.tensors)};
}

Error notThere(const StudyRequest& request) {
    const std::string method = request.scheme.method->info().id;
    if (!request.calibrated)
        return {
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "%1 must see what comes into each weight before it can round it. "
                                         "Collect a calibration; it is kept with the workspace."),
                     method)};
    return {
        ErrorCode::InvalidArgument,
        sentence(MANTISSA_TR("core", "%1 looks at the whole model, layer after layer, so nothing is shown "
                                     "while you change it. Add it to the comparison to quantize with it."),
                 method)};
}

/// What the store has of one weight: the plan (a fallback may need no calibration after all), the weight.
Result<void> findFinished(StudyOutcome& outcome, const Task& task) {
    const StudyRequest& request = outcome.request;
    if (!request.calibrated || !request.candidate)
        return fail(notThere(request));
    MANTISSA_TRY(
        ComparedPlan column,
        columnOf({request.model, nullptr, request.importance, request.calibrated}, *request.candidate));
    MANTISSA_CHECK(task.check());
    const CalibratedWeightsPtr weights = request.calibrated->known(column.plans);
    const auto plan = std::find_if(column.plans.begin(), column.plans.end(),
                                   [&](const TensorPlan& one) { return one.tensor == request.tensor; });
    if (plan != column.plans.end())
        outcome.plan = *plan;
    if (!outcome.plan.scheme || !wantsCalibration(*outcome.plan.scheme))
        return {};
    if (weights)
        if (const auto found = weights->weights.find(request.tensor->name); found != weights->weights.end())
            outcome.finished = found->second;
    if (!outcome.finished)
        return fail(notThere(request));
    return {};
}

} // namespace

Result<CalibratedWeightsPtr> calibratedWeights(const CalibratedStorePtr& store,
                                               std::vector<TensorPlan>& plans, const Task& task) {
    if (store)
        return store->of(plans, task);
    MANTISSA_CHECK(refuseUncalibrated(plans));
    return std::make_shared<CalibratedWeights>();
}

Result<ComparisonPtr> measureCandidate(const MeasureContext& context, const Candidate& candidate,
                                       Extent extent, const Task& task) {
    MANTISSA_TRY(ComparedPlan column, columnOf(context, candidate));
    MANTISSA_TRY(const CalibratedWeightsPtr weights,
                 calibratedWeights(context.calibrated, column.plans, task));
    column.finished = weights->weights;
    CompareOptions options;
    options.extent = extent;
    options.original = context.original;
    options.importance = context.importance;
    MANTISSA_TRY(options.originalRows, originalRowsFor(*context.model, context.original));
    return comparePlans(context.model, {column}, options, task);
}

Result<StudyOutcome> studyOf(const StudyRequest& request, Extent extent, const Task& task) {
    StudyOutcome outcome{request, planTensor(request.tensor, request.scheme), nullptr};
    if (outcome.plan.scheme && wantsCalibration(*outcome.plan.scheme))
        MANTISSA_CHECK(findFinished(outcome, task));
    if (!outcome.plan.scheme)
        return outcome;
    MethodInput input;
    MANTISSA_TRY(input.rows, openRows(weightOf(request.tensor)));
    if (request.importance)
        input.importance = request.importance->of(request.tensor->name);
    input.finished = outcome.finished;
    StudyOptions options;
    options.extent = extent;
    if (request.original) {
        MANTISSA_TRY(options.original, openRows(*request.original));
    }
    MANTISSA_TRY(outcome.study, studyTensor(*outcome.plan.scheme, input, options, task));
    return outcome;
}

} // namespace mantissa::ui
