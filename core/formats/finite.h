#pragma once
// No format can code NaN or infinity: every encoder asks this first.
#include "formats/format.h"

namespace mantissa {

/// Error Numeric that names the first NaN or infinity with its row and column.
Result<void> checkFinite(const RowTile& tile);

} // namespace mantissa
