#include "analysis/format_survey.h"

#include "analysis/measure.h"
#include "formats/registry.h"
#include "methods/own_encoder.h"

#include <chrono>

namespace mantissa {

namespace {

/// The format under `search`; nothing if it has none.
std::optional<Scheme> searched(const FormatPtr& format) {
    const Method& search = searchMethod();
    if (!search.accepts(*format))
        return std::nullopt;
    return Scheme{format, &search, ParameterValues(search.info().parameters)};
}

/// ggml's encoders of some types want a matrix.
bool demandsMatrix(const Scheme& scheme, const RowSource& rows) {
    return scheme.method == &ggmlMethod() && !scheme.format->plan(rows, Encoder::Ggml, {}, Task());
}

} // namespace

std::vector<Scheme> surveySchemes(bool withSearch) {
    std::vector<Scheme> schemes;
    for (const FormatEntry* entry : formats()) {
        auto scheme = parseScheme(entry->info.id);
        if (!scheme)
            continue;
        const auto search = withSearch ? searched(scheme->format) : std::nullopt;
        const bool another = search && search->method != scheme->method;
        schemes.push_back(std::move(*scheme));
        if (another)
            schemes.push_back(*search);
    }
    return schemes;
}

Result<SurveyedFormat> surveyFormat(const std::shared_ptr<const Tensor>& tensor, const Scheme& scheme,
                                    const SurveyContext& context, Extent extent, const Task& task) {
    MANTISSA_TRY(MeasuredRows rows, openMeasured(tensor, context.original));
    rows.importance = context.importance;
    TensorPlan plan = planTensor(tensor, scheme);
    if (plan.scheme && rows.importance.empty() && demandsMatrix(*plan.scheme, *rows.rows)) {
        if (auto search = searched(plan.scheme->format))
            plan = planTensor(tensor, *search);
    }
    SurveyedFormat result;
    const auto start = std::chrono::steady_clock::now();
    MANTISSA_TRY(result.measurement, measure(plan, rows, extent, task));
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    result.bounds = boundFigures(result.measurement.bitsPerWeight, result.measurement.sums);
    return result;
}

} // namespace mantissa
