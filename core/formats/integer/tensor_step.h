#pragma once
// The one step that a whole tensor shares (group = -1), found in passes over its rows.
#include "formats/format.h"
#include "formats/integer/integer_fit.h"

namespace mantissa::integer {

/// search: least error, weighted by importance (one a column, or empty); otherwise rtn's step. Errors
/// Numeric.
Result<Step> findTensorStep(const Grid& grid, const RowSource& rows, bool search,
                            std::span<const float> importance, const Task& task);

} // namespace mantissa::integer
