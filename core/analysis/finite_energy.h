#pragma once
// A first look at the rows that a study will take: their mean square, and whether they are numbers at all.
#include "methods/quantize.h"

namespace mantissa {

struct Energy {
    std::uint64_t count = 0;
    double sum2 = 0; ///< sum x^2
};

/// Error Numeric that names row and column of a NaN or an infinity.
Result<Energy> energyOf(const RowSource& rows, const Tiling& tiles, const Task& task);

/// Error Numeric unless all values (rows of `columns`) are finite; firstRow places the sentence.
Result<void> requireFinite(std::span<const float> values, std::int64_t firstRow, std::int64_t columns);

} // namespace mantissa
