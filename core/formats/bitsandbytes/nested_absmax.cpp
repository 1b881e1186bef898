#include "formats/bitsandbytes/nested_absmax.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "formats/bitsandbytes/codebook_kernels.h"
#include "formats/finite.h"

#include <algorithm>
#include <cmath>

namespace mantissa::bitsandbytes {

namespace {

constexpr std::int64_t chunkElements = 64 * 1024;

// The blocks' maxima of the whole tensor, in order.
Result<std::vector<float>> blockMaxima(const RowSource& rows, std::int64_t blockElements,
                                       std::int64_t rowsPerUnit, const Task& task) {
    const std::int64_t columns = std::max<std::int64_t>(1, rows.columns());
    const std::int64_t units = std::max<std::int64_t>(1, chunkElements / columns / rowsPerUnit);
    const std::int64_t chunkRows = units * rowsPerUnit;
    return parallelReduce(
        ceilDivide(rows.rows(), chunkRows), task, std::vector<float>(),
        [&](std::int64_t chunk) -> Result<std::vector<float>> {
            const std::int64_t first = chunk * chunkRows;
            const std::int64_t count = std::min(chunkRows, rows.rows() - first);
            std::vector<float> values(static_cast<std::size_t>(count * rows.columns()));
            MANTISSA_CHECK(rows.read(first, count, values));
            MANTISSA_CHECK(checkFinite({values, first, count, rows.columns(), {}}));
            std::vector<float> maxima;
            const auto block = static_cast<std::size_t>(blockElements);
            for (std::size_t at = 0; at < values.size(); at += block)
                maxima.push_back(absmax(std::span(values).subspan(at, std::min(block, values.size() - at))));
            return maxima;
        },
        [](std::vector<float>& all, std::vector<float>&& part) {
            all.insert(all.end(), part.begin(), part.end());
        });
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
    MANTISSA_TRY(const auto maxima, blockMaxima(rows, blockElements, rowsPerUnit, task));
    auto nested = std::make_shared<NestedAbsmax>();
    double sum = 0;
    for (const float value : maxima)
        sum += static_cast<double>(value);
    if (!maxima.empty())
        nested->offset = static_cast<float>(sum / static_cast<double>(maxima.size()));
    for (std::size_t at = 0; at < maxima.size(); ++at) {
        if (at % nestedBlock == 0)
            nested->absmax.push_back(0.0F);
        nested->absmax.back() = std::max(nested->absmax.back(), std::abs(maxima[at] - nested->offset));
    }
    return nested;
}

} // namespace mantissa::bitsandbytes
