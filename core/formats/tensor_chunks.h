#pragma once
// A tensor that one scale serves, looked at as a whole: in chunks, side by side, with the same result
// whatever the number of threads.
#include "base/checked.h"
#include "base/parallel.h"
#include "formats/finite.h"
#include "formats/fit_sums.h"

#include <algorithm>
#include <span>
#include <vector>

namespace mantissa {

/// The rows of a tensor in chunks whose borders depend on its size only.
class TensorChunks {
public:
    explicit TensorChunks(const RowSource& source)
        : source_(source),
          rowsPerChunk_(std::max<std::int64_t>(1, elements / std::max<std::int64_t>(1, source.columns()))) {}

    std::int64_t count() const { return ceilDivide(source_.rows(), rowsPerChunk_); }
    std::size_t columns() const { return static_cast<std::size_t>(source_.columns()); }

    /// Rows one after the other. Errors: those of reading; Numeric where a weight is not finite.
    Result<std::vector<float>> read(std::int64_t chunk) const {
        const std::int64_t first = chunk * rowsPerChunk_;
        const std::int64_t rows = std::min(rowsPerChunk_, source_.rows() - first);
        std::vector<float> values(static_cast<std::size_t>(rows * source_.columns()));
        MANTISSA_CHECK(source_.read(first, rows, values));
        MANTISSA_CHECK(checkFinite({values, first, rows, source_.columns(), {}}));
        return values;
    }

private:
    static constexpr std::int64_t elements = 64 * 1024;

    const RowSource& source_;
    std::int64_t rowsPerChunk_;
};

/// The sums over all rows for each candidate; measureRow(row, candidate) gives those of one row.
template <class Candidate, class MeasureRow>
Result<std::vector<FitSums>> measureTensor(const TensorChunks& chunks, std::span<const Candidate> candidates,
                                           const MeasureRow& measureRow, const Task& task) {
    return parallelReduce(
        chunks.count(), task, std::vector<FitSums>(candidates.size()),
        [&](std::int64_t chunk) -> Result<std::vector<FitSums>> {
            MANTISSA_TRY(const auto values, chunks.read(chunk));
            std::vector<FitSums> sums(candidates.size());
            for (std::size_t at = 0; at < values.size(); at += chunks.columns()) {
                MANTISSA_CHECK(task.check());
                const auto row = std::span(values).subspan(at, chunks.columns());
                for (std::size_t i = 0; i < candidates.size(); ++i)
                    sums[i] += measureRow(row, candidates[i]);
            }
            return sums;
        },
        [](std::vector<FitSums>& all, const std::vector<FitSums>& part) {
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i] += part[i];
        });
}

} // namespace mantissa
