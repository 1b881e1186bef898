#pragma once
// The one scale that a whole tensor shares (group = -1), found in passes over its rows.
#include "formats/format.h"
#include "formats/narrow/narrow_layout.h"

namespace mantissa::narrow {

/// search: least error, weighted by importance (one a column, or empty); otherwise rtn's scale. Errors
/// Numeric.
Result<float> findTensorScale(const Layout& layout, const RowSource& rows, bool search,
                              std::span<const float> importance, const Task& task);

} // namespace mantissa::narrow
