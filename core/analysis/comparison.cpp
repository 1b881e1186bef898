#include "analysis/comparison.h"

#include "analysis/measure.h"
#include "base/parallel.h"
#include "tensor/packed_weight.h"

#include <tbb/task_arena.h>
#include <unordered_map>

namespace mantissa {

namespace {

using TensorList = std::vector<std::shared_ptr<const Tensor>>;

/// All that is to be measured, one job a tensor and scheme.
struct Work {
    std::vector<MeasuredRows> rows;
    std::vector<std::vector<TensorPlan>> plans; ///< [tensor][scheme]
};

/// The plans of a tensor, in the order of the columns.
std::vector<TensorPlan> plansFor(const std::vector<ComparedPlan>& columns, std::size_t index) {
    std::vector<TensorPlan> plans;
    for (const ComparedPlan& column : columns)
        plans.push_back(column.plans[index]);
    return plans;
}

std::unordered_map<const Tensor*, std::size_t> indicesOf(const Model& model) {
    std::unordered_map<const Tensor*, std::size_t> indices;
    for (std::size_t i = 0; i < model.tensors.size(); ++i)
        indices.emplace(model.tensors[i].get(), i);
    return indices;
}

Result<Work> prepare(const Model& model, const TensorList& tensors, const std::vector<ComparedPlan>& columns,
                     const CompareOptions& options, const Task& task) {
    Work work;
    OriginalRows original = options.originalRows;
    if (!original && options.original)
        original = originalByName(options.original);
    const auto indices = indicesOf(model);
    for (const auto& tensor : tensors) {
        MANTISSA_CHECK(task.check());
        MANTISSA_TRY(work.rows.emplace_back(), openMeasured(tensor, original));
        if (options.importance)
            work.rows.back().importance = options.importance->of(tensor->name);
        work.plans.push_back(plansFor(columns, indices.at(tensor.get())));
        for (const TensorPlan& plan : work.plans.back())
            task.addTotal(measuredElements(plan, *work.rows.back().rows, options.extent));
    }
    return work;
}

std::shared_ptr<Comparison> emptyComparison(const Model& model, const TensorList& tensors,
                                            std::size_t columns, const CompareOptions& options) {
    auto result = std::make_shared<Comparison>();
    result->model = model.path;
    if (options.original)
        result->original = options.original->path;
    for (const auto& tensor : tensors)
        result->tensors.push_back({tensor, std::vector<Measurement>(columns)});
    return result;
}

SchemeTotal totalOf(const Comparison& comparison, const std::string& name, std::size_t index) {
    SchemeTotal total;
    total.scheme = name;
    BoundSums bounds;
    for (const ComparedTensor& compared : comparison.tensors) {
        const Measurement& measured = compared.schemes[index];
        total.bytes += measured.bytes;
        bounds.add(measured.bitsPerWeight, measured.sums.extrapolated(compared.tensor->elements()));
        total.weighted.add(measured.weighted);
    }
    total.bounds = bounds.figures();
    total.sums = sumOver(comparison, index, [](const Tensor&) { return true; });
    if (total.sums.count > 0)
        total.bitsPerWeight = 8.0 * static_cast<double>(total.bytes) / static_cast<double>(total.sums.count);
    return total;
}

void addTotals(Comparison& comparison, const std::vector<ComparedPlan>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        comparison.totals.push_back(totalOf(comparison, columns[i].name, i));
    for (const ComparedTensor& compared : comparison.tensors) {
        for (const Measurement& measurement : compared.schemes)
            comparison.exact = comparison.exact && measurement.exact;
    }
}

} // namespace

ComparedPlan comparedPlan(const Model& model, const Scheme& scheme) {
    ComparedPlan column;
    column.name = scheme.text();
    for (const auto& tensor : model.tensors) {
        column.plans.push_back(quantizable(*tensor)
                                   ? planTensor(tensor, scheme)
                                   : TensorPlan{tensor, {}, tensor->dtype, storedBytes(*tensor), {}});
    }
    return column;
}

Result<ComparisonPtr> compare(const ModelPtr& model, const std::vector<Scheme>& schemes,
                              const CompareOptions& options, const Task& task) {
    std::vector<ComparedPlan> columns;
    for (const Scheme& scheme : schemes)
        columns.push_back(comparedPlan(*model, scheme));
    return comparePlans(model, columns, options, task);
}

Result<ComparisonPtr> comparePlans(const ModelPtr& model, const std::vector<ComparedPlan>& columns,
                                   const CompareOptions& options, const Task& task) {
    MANTISSA_TRY(const TensorList tensors, comparedTensors(*model, options.tensors));
    MANTISSA_TRY(const Work work, prepare(*model, tensors, columns, options, task));
    auto result = emptyComparison(*model, tensors, columns.size(), options);
    if (options.started)
        options.started(tensors);

    const auto body = [&](std::int64_t job) -> Result<void> {
        const std::size_t tensor = static_cast<std::size_t>(job) / columns.size();
        const std::size_t column = static_cast<std::size_t>(job) % columns.size();
        // Isolated: a thread that waits for its tiles may not begin another tensor, or buffers would pile up.
        auto measured = tbb::this_task_arena::isolate([&] {
            MeasuredRows rows = work.rows[tensor];
            const auto finished = columns[column].finished.find(tensors[tensor]->name);
            if (finished != columns[column].finished.end())
                rows.finished = finished->second;
            return measure(work.plans[tensor][column], rows, options.extent, task);
        });
        MANTISSA_TRY(Measurement slot, std::move(measured));
        if (options.measured)
            options.measured(tensor, column, slot);
        result->tensors[tensor].schemes[column] = std::move(slot);
        return {};
    };
    MANTISSA_CHECK(parallelChunks(static_cast<std::int64_t>(tensors.size() * columns.size()), task, body));
    addTotals(*result, columns);
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
