#pragma once
// No format can code NaN or infinity: every encoder asks this first.
#include "formats/format.h"

#include <algorithm>

namespace mantissa {

/// Error Numeric that names the first NaN or infinity with its row and column.
Result<void> checkFinite(const RowTile& tile);

/// For formats whose scales are 16-bit floats: Error Numeric where a weight became infinite because its scale
/// overflowed. bytes: what the tile was encoded to.
Result<void> checkScalesHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile,
                             std::span<const std::byte> bytes);

/// True where neither of the two can find anything: every weight is finite and small enough for a 16-bit
/// scale. Looks at the weights once.
bool surelyHeld(const RowTile& tile);

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
