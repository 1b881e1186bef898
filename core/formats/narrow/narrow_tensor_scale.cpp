#include "formats/narrow/narrow_tensor_scale.h"

#include "formats/tensor_chunks.h"

#include <optional>

namespace mantissa::narrow {

Result<float> findTensorScale(const Layout& layout, const RowSource& rows, bool search,
                              std::span<const float> importance, const Task& task) {
    const TensorChunks chunks(rows);
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
        auto measured = measureTensor(
            chunks, scales,
            [&](std::span<const float> row, float scale) {
                return measure(layout.kind, row, importance, scale);
            },
            task);
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
