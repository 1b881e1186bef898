#include "report/worst_tensors.h"

#include "analysis/measure.h"

namespace mantissa {

namespace {

/// Whether a closer look can be taken: a weight kept as plain numbers has no scheme, one whose method saw the
/// whole model cannot be made again from itself alone.
bool canStudy(const Measurement& measured) {
    const auto scheme = parseScheme(measured.used);
    return scheme && scheme->method->info().scope == Scope::Weight;
}

// By relative error; the first of equals.
const ComparedTensor* worstUnder(const Comparison& comparison, std::size_t scheme) {
    const ComparedTensor* worst = nullptr;
    double most = 0;
    for (const ComparedTensor& compared : comparison.tensors) {
        const double error = figures(compared.schemes[scheme].sums).relativeRmse;
        if (error > most && canStudy(compared.schemes[scheme])) {
            most = error;
            worst = &compared;
        }
    }
    return worst;
}

Result<TensorStudyPtr> studyOf(const ComparedTensor& compared, std::size_t scheme,
                               const OriginalRows& original, const TensorImportancePtr& importance,
                               const Task& task) {
    MANTISSA_TRY(const Scheme used, parseScheme(compared.schemes[scheme].used));
    MANTISSA_TRY(const MeasuredRows rows, openMeasured(compared.tensor, original));
    const auto columns = importance ? importance->of(compared.tensor->name) : std::vector<float>();
    StudyOptions options;
    if (rows.original != rows.rows)
        options.original = rows.original;
    auto study = studyTensor(used, {rows.rows, columns}, options, task);
    if (!study)
        return fail(std::move(study).error().ofTensor(compared.tensor->name));
    return study;
}

} // namespace

Result<void> studyWorstTensors(ReportContent& content, const OriginalRows& original,
                               const TensorImportancePtr& importance, std::size_t most, const Task& task) {
    const Comparison& comparison = *content.comparison;
    for (std::size_t scheme = 0; scheme < comparison.totals.size() && content.studies.size() < most;
         ++scheme) {
        const ComparedTensor* worst = worstUnder(comparison, scheme);
        if (worst == nullptr) // nothing is lost anywhere
            continue;
        MANTISSA_TRY(content.studies.emplace_back(), studyOf(*worst, scheme, original, importance, task));
        content.studyTensors.push_back(worst->tensor->name);
    }
    return {};
}

} // namespace mantissa
