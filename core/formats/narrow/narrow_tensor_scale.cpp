#include "formats/narrow/narrow_tensor_scale.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "formats/finite.h"

#include <algorithm>
#include <optional>

namespace mantissa::narrow {

namespace {

constexpr std::int64_t chunkElements = 64 * 1024;

/// The rows of a tensor in chunks whose borders depend on its size only.
class Chunks {
public:
    explicit Chunks(const RowSource& source)
        : source_(source), rowsPerChunk_(std::max<std::int64_t>(
                               1, chunkElements / std::max<std::int64_t>(1, source.columns()))) {}

    std::int64_t count() const { return ceilDivide(source_.rows(), rowsPerChunk_); }
    std::size_t columns() const { return static_cast<std::size_t>(source_.columns()); }

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

void add(std::vector<FitSums>& all, const std::vector<FitSums>& part) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].xl += part[i].xl;
        all[i].ll += part[i].ll;
        all[i].error += part[i].error;
    }
}

Result<std::vector<FitSums>> measureTensor(const NarrowFloat& kind, const Chunks& chunks,
                                           std::span<const float> importance, std::span<const float> scales,
                                           const Task& task) {
    return parallelReduce(
        chunks.count(), task, std::vector<FitSums>(scales.size()),
        [&](std::int64_t chunk) -> Result<std::vector<FitSums>> {
            MANTISSA_TRY(const auto values, chunks.read(chunk));
            std::vector<FitSums> sums(scales.size());
            for (std::size_t at = 0; at < values.size(); at += chunks.columns()) {
                MANTISSA_CHECK(task.check());
                std::vector<FitSums> row;
                for (const float scale : scales)
                    row.push_back(
                        measure(kind, std::span(values).subspan(at, chunks.columns()), importance, scale));
                add(sums, row);
            }
            return sums;
        },
        add);
}

} // namespace

Result<float> findTensorScale(const Layout& layout, const RowSource& rows, bool search,
                              std::span<const float> importance, const Task& task) {
    const Chunks chunks(rows);
    MANTISSA_TRY(const float most, parallelReduce(
                                       chunks.count(), task, 0.0F,
                                       [&](std::int64_t chunk) -> Result<float> {
                                           MANTISSA_TRY(const auto values, chunks.read(chunk));
                                           return absmax(values);
                                       },
                                       [](float& all, float part) { all = std::max(all, part); }));
    const float start = scaleFor(layout.kind, layout.store, most);
    if (!search)
        return start;
    std::optional<Error> stopped;
    const float best = searchScale(layout.kind, layout.store, start, [&](std::span<const float> scales) {
        std::vector<FitSums> sums(scales.size());
        if (stopped)
            return sums;
        auto measured = measureTensor(layout.kind, chunks, importance, scales, task);
        if (measured)
            sums = std::move(*measured);
        else
            stopped = std::move(measured).error();
        return sums;
    });
    if (stopped)
        return fail(std::move(*stopped));
    return best;
}

} // namespace mantissa::narrow
