#include "analysis/finite_energy.h"

#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

double sumOfSquares(std::span<const float> values) {
    constexpr std::size_t laneCount = 8;
    double lanes[laneCount] = {};
    std::size_t i = 0;
    for (; i + laneCount <= values.size(); i += laneCount) {
        for (std::size_t lane = 0; lane < laneCount; ++lane) {
            const double x = values[i + lane];
            lanes[lane] += x * x;
        }
    }
    double sum = 0;
    for (; i < values.size(); ++i)
        sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    for (const double lane : lanes)
        sum += lane;
    return sum;
}

} // namespace

Result<Energy> energyOf(const RowSource& rows, const Tiling& tiles, const Task& task) {
    const auto count = static_cast<std::int64_t>(tiles.firstRows.size());
    const auto body = [&](std::int64_t index) -> Result<Energy> {
        const std::int64_t first = tiles.firstRows[static_cast<std::size_t>(index)];
        const std::int64_t taken = std::min(tiles.rowsPerTile, rows.rows() - first);
        std::vector<float> values(static_cast<std::size_t>(taken * rows.columns()));
        MANTISSA_CHECK(rows.read(first, taken, values));
        const double sum2 = sumOfSquares(values);
        if (!std::isfinite(sum2)) // squares of finite floats stay far below the limit of double
            MANTISSA_CHECK(requireFinite(values, first, rows.columns()));
        return Energy{values.size(), sum2};
    };
    return parallelReduce(count, task, Energy{}, body, [](Energy& sum, const Energy& part) {
        sum.count += part.count;
        sum.sum2 += part.sum2;
    });
}

Result<void> requireFinite(std::span<const float> values, std::int64_t firstRow, std::int64_t columns) {
    const auto bad =
        std::find_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
    if (bad == values.end())
        return {};
    const std::int64_t index = bad - values.begin();
    return fail(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The weight in row %1, column %2 is %3: errors cannot be measured "
                                     "against it. Repair the model, or leave this tensor out."),
                 firstRow + index / columns, index % columns, static_cast<double>(*bad)));
}

} // namespace mantissa
