#pragma once
// The positions of chunks whose predictions are scored: the second half of each.
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

namespace mantissa {

PositionRange scoredPositions(const TokenChunks& chunks);

/// Rows [first, first + count) as an array of their own.
Array rowsOf(const Array& rows, std::int64_t first, std::int64_t count, const Runtime& runtime);

/// The token that should have been predicted at a scored row, counted from the first row of a chunk.
std::int32_t targetOf(const TokenChunks& chunks, std::int64_t firstChunk, std::int64_t row);

/// Error Malformed naming a token to predict that the model does not know.
Result<void> checkTargets(const TokenChunks& chunks, const CausalNetwork& model);

} // namespace mantissa
