#include "formats/integer/tensor_step.h"

#include "formats/tensor_chunks.h"

namespace mantissa::integer {

namespace {

Result<Range> findRange(const TensorChunks& chunks, const Task& task) {
    return parallelReduce(
        chunks.count(), task, Range(),
        [&](std::int64_t chunk) -> Result<Range> {
            MANTISSA_TRY(const auto values, chunks.read(chunk));
            return range(values);
        },
        [](Range& all, const Range& part) {
            all.low = std::min(all.low, part.low);
            all.high = std::max(all.high, part.high);
        });
}

} // namespace

Result<Step> findTensorStep(const Grid& grid, const RowSource& rows, bool search,
                            std::span<const float> importance, const Task& task) {
    const TensorChunks chunks(rows);
    MANTISSA_TRY(const Range all, findRange(chunks, task));
    const Step start = rtnStep(grid, all);
    if (!search)
        return start;
    std::optional<Error> stopped;
    const auto measureAll = [&](std::span<const Step> candidates) {
        std::vector<FitSums> sums(candidates.size());
        if (stopped)
            return sums;
        auto measured = measureTensor(
            chunks, candidates,
            [&](std::span<const float> row, const Step& step) {
                return measure(row, importance, step, grid.maxCode());
            },
            task);
        if (measured)
            sums = std::move(*measured);
        else
            stopped = std::move(measured).error();
        return sums;
    };
    const auto errors = [&](std::span<const Step> candidates) {
        std::vector<double> result;
        for (const FitSums& sums : measureAll(candidates))
            result.push_back(sums.error);
        return result;
    };
    const auto sums = [&](const Step& step) { return measureAll({&step, 1})[0]; };
    const Step best = searchStep(grid, start, {errors, sums});
    if (stopped)
        return fail(std::move(*stopped));
    return best;
}

} // namespace mantissa::integer
