#pragma once
// GPTQ over some rows of a weight: rows do not know of each other, so tiles may be done in any order.
#include "formats/format.h"
#include "methods/feedback_factor.h"
#include "methods/grid_tile.h"

namespace mantissa {

struct GptqSettings {
    std::int64_t batch = 128;  ///< columns between two updates of all that follow
    bool staticScales = false; ///< fixed from the original weights
};

/// Chooses scales and codes of a tile. tile.importance: weights for choosing scales, or empty. factor: with
/// an empty `upper`, rounds to nearest. Error Numeric where weights are too large for the format's scales.
Result<void> gptqCodes(GridTile& codes, const RowTile& tile, const FeedbackFactor& factor,
                       const GptqSettings& settings);

/// The same, packed. out: the format's bytes of the tile.
Result<void> gptqRows(const Format& format, const ScalarGrid& grid, const RowTile& tile,
                      const FeedbackFactor& factor, const GptqSettings& settings, std::span<std::byte> out);

} // namespace mantissa
