#include "formats/bitsandbytes/nested_absmax.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "formats/bitsandbytes/codebook_kernels.h"
#include "formats/finite.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::bitsandbytes {

namespace {

constexpr std::int64_t chunkElements = 64 * 1024;

struct Extremes {
    float low = std::numeric_limits<float>::infinity();
    float high = -std::numeric_limits<float>::infinity();

    void add(const Extremes& other) {
        low = std::min(low, other.low);
        high = std::max(high, other.high);
    }
};

/// What must be known of the blocks' maxima. The maxima themselves would be a sixteenth of the weights'
/// number; a run's largest distance from the mean, which comes later, is that of one of its extremes.
struct Maxima {
    double sum = 0;
    std::int64_t firstRun = 0;
    std::vector<Extremes> runs;

    void add(std::int64_t block, float most) {
        if (runs.empty())
            firstRun = block / nestedBlock;
        runs.resize(static_cast<std::size_t>(block / nestedBlock - firstRun + 1));
        runs.back().add({most, most});
        sum += static_cast<double>(most);
    }
    /// next begins in the run that this ends in, or in the one behind it.
    void add(const Maxima& next) {
        if (next.runs.empty())
            return;
        const auto offset = static_cast<std::size_t>(next.firstRun - firstRun);
        runs.resize(std::max(runs.size(), offset + next.runs.size()));
        for (std::size_t i = 0; i < next.runs.size(); ++i)
            runs[offset + i].add(next.runs[i]);
        sum += next.sum;
    }
};

/// Of the whole tensor.
Result<Maxima> blockMaxima(const RowSource& rows, std::int64_t blockElements, std::int64_t rowsPerUnit,
                           const Task& task) {
    const std::int64_t columns = std::max<std::int64_t>(1, rows.columns());
    const std::int64_t units = std::max<std::int64_t>(1, chunkElements / columns / rowsPerUnit);
    const std::int64_t chunkRows = units * rowsPerUnit;
    return parallelReduce(
        ceilDivide(rows.rows(), chunkRows), task, Maxima(),
        [&](std::int64_t chunk) -> Result<Maxima> {
            const std::int64_t first = chunk * chunkRows;
            const std::int64_t count = std::min(chunkRows, rows.rows() - first);
            std::vector<float> values(static_cast<std::size_t>(count * rows.columns()));
            MANTISSA_CHECK(rows.read(first, count, values));
            MANTISSA_CHECK(checkFinite({values, first, count, rows.columns(), {}}));
            Maxima maxima;
            std::int64_t index = first * rows.columns() / blockElements;
            const auto block = static_cast<std::size_t>(blockElements);
            for (std::size_t at = 0; at < values.size(); at += block, ++index)
                maxima.add(index, absmax(std::span(values).subspan(at, std::min(block, values.size() - at))));
            return maxima;
        },
        [](Maxima& all, Maxima&& part) { all.add(part); });
}

} // namespace

float NestedAbsmax::decode(std::int64_t block, std::uint8_t code) const {
    return dynamicMap()[code] * absmax[static_cast<std::size_t>(block / nestedBlock)] + offset;
}

std::uint8_t NestedAbsmax::encode(std::int64_t block, float value) const {
    const float scale = absmax[static_cast<std::size_t>(block / nestedBlock)];
    return nearestInDynamicMap(scale == 0 ? 0.0F : (value - offset) / scale);
}

Result<std::shared_ptr<const NestedAbsmax>> findNestedAbsmax(const RowSource& rows,
                                                             std::int64_t blockElements,
                                                             std::int64_t rowsPerUnit, const Task& task) {
    MANTISSA_TRY(const Maxima maxima, blockMaxima(rows, blockElements, rowsPerUnit, task));
    auto nested = std::make_shared<NestedAbsmax>();
    const std::int64_t blocks = ceilDivide(rows.rows() * rows.columns(), blockElements);
    if (blocks > 0)
        nested->offset = static_cast<float>(maxima.sum / static_cast<double>(blocks));
    for (const Extremes& run : maxima.runs)
        nested->absmax.push_back(
            std::max(std::abs(run.high - nested->offset), std::abs(run.low - nested->offset)));
    return nested;
}

} // namespace mantissa::bitsandbytes
