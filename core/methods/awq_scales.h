#pragma once
// AWQ's search for how much to scale each column.
#include "methods/method.h"

namespace mantissa {

/// Factors s, one a column: of W s rounded to the format and over s again, the output moves least, summed
/// over all weights that share the inputs. Tried are powers of the inputs' root mean squares from 0 (no
/// scaling) to 1, `ratios` of them, over at most 256 rows a weight spread evenly. (The authors' program takes
/// the mean magnitude of the inputs and measures the output of a whole block of layers.) Errors: what reading
/// says.
Result<std::vector<float>> awqScales(const Format& format,
                                     std::span<const std::shared_ptr<const RowSource>> weights,
                                     const LinearInput& statistics, std::int64_t ratios, const Task& task);

} // namespace mantissa
