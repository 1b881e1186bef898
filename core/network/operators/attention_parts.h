#pragma once
// What attention and its gradient share: the parts in which it is computed, and which keys a query sees.
#include "network/matrix_product.h"
#include "network/operators/attention.h"

namespace mantissa {

constexpr std::int64_t attentionQueryBlock = 64;

struct AttentionSizes {
    std::int64_t length; ///< of the queries
    std::int64_t keyLength;
    std::int64_t valueLength;
    std::int64_t earlier = 0; ///< keys that stand before the first query
};

/// Error Mismatch when queries, keys and values do not fit each other or the heads.
Result<AttentionSizes> attentionSizes(Inputs inputs, const AttentionOptions& options);

/// A run of queries of one head of one sequence, and the keys that any of them sees.
struct AttentionPart {
    std::int64_t sequence;
    std::int64_t head;
    std::int64_t firstQuery;
    std::int64_t queries;
    std::int64_t firstKey;
    std::int64_t keys;
};

/// Parts are counted block by block of queries, then head by head, then sequence by sequence.
AttentionPart attentionPart(std::int64_t index, const AttentionOptions& options, const AttentionSizes& sizes);

/// The scores of one query (counted as keys are) that it may look at, of all scores of its part.
std::span<float> seenScores(std::span<float> scores, std::int64_t query, const AttentionPart& part,
                            const AttentionOptions& options);

/// score -> cap * tanh(score / cap), where the options say so.
void capScores(std::span<float> scores, const AttentionOptions& options);

/// Capped scores of one query -> weights, zero where it does not look (outside `seen`, a part of `scores`).
/// Returns their sum, by which they are still to be divided.
double weighScores(std::span<float> scores, std::span<float> seen);

} // namespace mantissa
