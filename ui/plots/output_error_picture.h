#pragma once
// Weight error against output error, a point a layer: what lies above the diagonal was hit where it matters.
#include "models/output_error_row.h"
#include "plots/picture.h"

namespace mantissa::ui {

/// The id of a point is its row + 1. selected: a row, or -1. Layers without any error have no place on log
/// axes and are left out.
Picture outputErrorPicture(const std::vector<OutputErrorRow>& rows, int selected);

} // namespace mantissa::ui
