#include "analysis/comparison.h"

#include "analysis/measure.h"
#include "base/name_pattern.h"
#include "base/parallel.h"

#include <tbb/task_arena.h>

namespace mantissa {

namespace {

using TensorList = std::vector<std::shared_ptr<const Tensor>>;

Result<TensorList> matching(const Model& model, const std::string& expression) {
    MANTISSA_TRY(const NamePattern pattern, NamePattern::compile(expression));
    TensorList result;
    for (const auto& tensor : model.tensors) {
        MANTISSA_TRY(const bool found, pattern.occursIn(tensor->name));
        if (found)
            result.push_back(tensor);
    }
    return result;
}

TensorList quantizableTensors(const Model& model) {
    TensorList result;
    for (const auto& tensor : model.tensors) {
        if (quantizable(*tensor))
            result.push_back(tensor);
    }
    return result;
}

/// All that is to be measured, one job a tensor and scheme.
struct Work {
    std::vector<MeasuredRows> rows;
    std::vector<std::vector<TensorPlan>> plans; ///< [tensor][scheme]
};

Result<Work> prepare(const TensorList& tensors, const std::vector<Scheme>& schemes,
                     const CompareOptions& options, const Task& task) {
    Work work;
    OriginalRows original = options.originalRows;
    if (!original && options.original)
        original = originalByName(options.original);
    for (const auto& tensor : tensors) {
        MANTISSA_CHECK(task.check());
        MANTISSA_TRY(work.rows.emplace_back(), openMeasured(tensor, original));
        if (options.importance)
            work.rows.back().importance = options.importance->of(tensor->name);
        auto& plans = work.plans.emplace_back();
        for (const Scheme& scheme : schemes) {
            plans.push_back(planTensor(tensor, scheme));
            task.addTotal(measuredElements(plans.back(), *work.rows.back().rows, options.extent));
        }
    }
    return work;
}

std::shared_ptr<Comparison> emptyComparison(const Model& model, const TensorList& tensors,
                                            std::size_t schemes, const CompareOptions& options) {
    auto result = std::make_shared<Comparison>();
    result->model = model.path;
    if (options.original)
        result->original = options.original->path;
    for (const auto& tensor : tensors)
        result->tensors.push_back({tensor, std::vector<Measurement>(schemes)});
    return result;
}

SchemeTotal totalOf(const Comparison& comparison, const Scheme& scheme, std::size_t index) {
    SchemeTotal total;
    total.scheme = scheme.text();
    for (const ComparedTensor& compared : comparison.tensors)
        total.bytes += compared.schemes[index].bytes;
    total.sums = sumOver(comparison, index, [](const Tensor&) { return true; });
    if (total.sums.count > 0)
        total.bitsPerWeight = 8.0 * static_cast<double>(total.bytes) / static_cast<double>(total.sums.count);
    return total;
}

void addTotals(Comparison& comparison, const std::vector<Scheme>& schemes) {
    for (std::size_t i = 0; i < schemes.size(); ++i)
        comparison.totals.push_back(totalOf(comparison, schemes[i], i));
    for (const ComparedTensor& compared : comparison.tensors) {
        for (const Measurement& measurement : compared.schemes)
            comparison.exact = comparison.exact && measurement.exact;
    }
}

} // namespace

Result<TensorList> comparedTensors(const Model& model, const std::string& expression) {
    TensorList result;
    if (expression.empty()) {
        result = quantizableTensors(model);
    } else {
        MANTISSA_TRY(result, matching(model, expression));
    }
    if (!result.empty())
        return result;
    const Text why =
        expression.empty()
            ? sentence(MANTISSA_TR("core", "No tensor here is a weight that recipes would quantize. Choose "
                                           "some by name (--tensors)."))
            : sentence(MANTISSA_TR("core", "No tensor's name matches “%1”."), expression);
    return fail(Error(ErrorCode::InvalidArgument, why).inFile(model.path));
}

Result<ComparisonPtr> compare(const ModelPtr& model, const std::vector<Scheme>& schemes,
                              const CompareOptions& options, const Task& task) {
    MANTISSA_TRY(const TensorList tensors, comparedTensors(*model, options.tensors));
    MANTISSA_TRY(const Work work, prepare(tensors, schemes, options, task));
    auto result = emptyComparison(*model, tensors, schemes.size(), options);
    if (options.started)
        options.started(tensors);

    const auto body = [&](std::int64_t job) -> Result<void> {
        const std::size_t tensor = static_cast<std::size_t>(job) / schemes.size();
        const std::size_t scheme = static_cast<std::size_t>(job) % schemes.size();
        // Isolated: a thread that waits for its tiles may not begin another tensor, or buffers would pile up.
        auto measured = tbb::this_task_arena::isolate(
            [&] { return measure(work.plans[tensor][scheme], work.rows[tensor], options.extent, task); });
        MANTISSA_TRY(Measurement slot, std::move(measured));
        if (options.measured)
            options.measured(tensor, scheme, slot);
        result->tensors[tensor].schemes[scheme] = std::move(slot);
        return {};
    };
    MANTISSA_CHECK(parallelChunks(static_cast<std::int64_t>(tensors.size() * schemes.size()), task, body));
    addTotals(*result, schemes);
    return result;
}

ErrorSums sumOver(const Comparison& comparison, std::size_t index,
                  const std::function<bool(const Tensor&)>& take) {
    ErrorSums sums;
    for (const ComparedTensor& compared : comparison.tensors) {
        if (take(*compared.tensor))
            sums.add(compared.schemes[index].sums.extrapolated(compared.tensor->elements()));
    }
    return sums;
}

} // namespace mantissa
