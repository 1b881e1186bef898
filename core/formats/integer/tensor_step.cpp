#include "formats/integer/tensor_step.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "formats/finite.h"

#include <algorithm>

namespace mantissa::integer {

namespace {

constexpr std::int64_t chunkElements = 64 * 1024;

/// The rows of a tensor in chunks whose borders depend on its size only.
class Chunks {
public:
    explicit Chunks(const RowSource& source)
        : source_(source), rowsPerChunk_(std::max<std::int64_t>(
                               1, chunkElements / std::max<std::int64_t>(1, source.columns()))) {}

    std::int64_t count() const { return ceilDivide(source_.rows(), rowsPerChunk_); }

    Result<std::vector<float>> read(std::int64_t chunk) const {
        const std::int64_t first = chunk * rowsPerChunk_;
        const std::int64_t rows = std::min(rowsPerChunk_, source_.rows() - first);
        std::vector<float> values(static_cast<std::size_t>(rows * source_.columns()));
        MANTISSA_CHECK(source_.read(first, rows, values));
        MANTISSA_CHECK(checkFinite({values, first, rows, source_.columns(), {}}));
        return values;
    }

private:
    const RowSource& source_;
    std::int64_t rowsPerChunk_;
};

Result<Range> findRange(const Chunks& chunks, const Task& task) {
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

void addRow(const Grid& grid, std::span<const float> row, std::span<const float> importance,
            std::span<const Step> candidates, std::vector<FitSums>& sums) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const FitSums part = measure(row, importance, candidates[i], grid.maxCode());
        sums[i].xl += part.xl;
        sums[i].ll += part.ll;
        sums[i].error += part.error;
    }
}

Result<std::vector<FitSums>> measureTensor(const Grid& grid, const Chunks& chunks, std::size_t columns,
                                           std::span<const float> importance,
                                           std::span<const Step> candidates, const Task& task) {
    return parallelReduce(
        chunks.count(), task, std::vector<FitSums>(candidates.size()),
        [&](std::int64_t chunk) -> Result<std::vector<FitSums>> {
            MANTISSA_TRY(const auto values, chunks.read(chunk));
            std::vector<FitSums> sums(candidates.size());
            for (std::size_t at = 0; at < values.size(); at += columns) {
                MANTISSA_CHECK(task.check());
                addRow(grid, std::span(values).subspan(at, columns), importance, candidates, sums);
            }
            return sums;
        },
        [](std::vector<FitSums>& all, const std::vector<FitSums>& part) {
            for (std::size_t i = 0; i < all.size(); ++i) {
                all[i].xl += part[i].xl;
                all[i].ll += part[i].ll;
                all[i].error += part[i].error;
            }
        });
}

} // namespace

Result<Step> findTensorStep(const Grid& grid, const RowSource& rows, bool search,
                            std::span<const float> importance, const Task& task) {
    const Chunks chunks(rows);
    MANTISSA_TRY(const Range all, findRange(chunks, task));
    const Step start = rtnStep(grid, all);
    if (!search)
        return start;
    std::optional<Error> stopped;
    const auto measureAll = [&](std::span<const Step> candidates) {
        std::vector<FitSums> sums(candidates.size());
        if (stopped)
            return sums;
        auto measured = measureTensor(grid, chunks, static_cast<std::size_t>(rows.columns()), importance,
                                      candidates, task);
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
