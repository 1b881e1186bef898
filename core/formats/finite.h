#pragma once
// No format can code NaN or infinity: every encoder asks this first.
#include "formats/format.h"

#include <algorithm>
#include <limits>

namespace mantissa {

/// Error Numeric that names the first NaN or infinity with its row and column.
Result<void> checkFinite(const RowTile& tile);

inline constexpr float largestHalf = 65504.0F; ///< as binary16

/// What a format can hold. Weights beyond it would be cut down to it without a word, at any size.
struct ValueRange {
    float lowest = -std::numeric_limits<float>::max();
    float highest = std::numeric_limits<float>::max();
};

/// The first weight outside of the range; their number if there is none.
std::size_t firstOutside(std::span<const float> values, const ValueRange& range);
/// Error Numeric that names the first weight outside of the range, with its row and column.
Result<void> checkRange(const Format& format, const ValueRange& range, const RowTile& tile);

/// For formats of blocks within a row whose scales are 16-bit floats: Error Numeric where a scale overflowed
/// and a weight became infinite, or was cut to the largest number and a block's largest weight (on grids of
/// 16 levels or more) lost half of itself. bytes: what the tile was encoded to.
Result<void> checkScalesHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile,
                             std::span<const std::byte> bytes);

/// True where none of these can find anything: every weight is finite, small enough for a 16-bit scale and
/// within the range. Looks at the weights once.
bool surelyHeld(const RowTile& tile, const ValueRange& range);

/// encodeRun(tile, out) for runs of whole rows, of about so many weights, that stay in the processor's cache
/// from the checks to the encoder.
template <class EncodeRun>
Result<void> inRuns(const Format& format, const RowTile& tile, std::span<std::byte> out, std::int64_t weights,
                    const EncodeRun& encodeRun) {
    const std::int64_t unit = format.tileRows(tile.columns);
    const std::int64_t rows = std::max(unit, weights / std::max<std::int64_t>(tile.columns, 1) / unit * unit);
    for (std::int64_t first = 0; first < tile.rows; first += rows) {
        const std::int64_t count = std::min(rows, tile.rows - first);
        const auto values = tile.values.subspan(static_cast<std::size_t>(first * tile.columns),
                                                static_cast<std::size_t>(count * tile.columns));
        const RowTile run{values, tile.firstRow + first, count, tile.columns, tile.importance};
        MANTISSA_CHECK(encodeRun(run, out.subspan(format.payloadBytes(first, tile.columns),
                                                  format.payloadBytes(count, tile.columns))));
    }
    return {};
}

} // namespace mantissa
