#pragma once
// general.file_type of a file made by a recipe.
#include "tradeoff/mixture_types.h"
#include "tradeoff/recipe.h"

namespace mantissa {

/// The mixture's; for one scheme the plainest mixture of its type, or F16 where there is none: readers use it
/// as a label only. recipe: as parsed.
FileType fileTypeOf(const Recipe& recipe);

} // namespace mantissa
