#pragma once
// No format can code NaN or infinity: every encoder asks this first.
#include "formats/format.h"

namespace mantissa {

/// Error Numeric that names the first NaN or infinity with its row and column.
Result<void> checkFinite(const RowTile& tile);

/// For formats whose scales are 16-bit floats: Error Numeric where a weight became infinite because its scale
/// overflowed. bytes: what the tile was encoded to.
Result<void> checkScalesHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile,
                             std::span<const std::byte> bytes);

} // namespace mantissa
