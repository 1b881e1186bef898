#include "network/operators/attention_parts.h"

#include "base/checked.h"
#include "network/tiled_product.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

Result<AttentionSizes> attentionSizes(Inputs inputs, const AttentionOptions& options) {
    const Shape& q = inputs[0]->shape();
    const Shape& k = inputs[1]->shape();
    const Shape& v = inputs[2]->shape();
    const bool heads = options.keyValueHeads > 0 && options.heads % options.keyValueHeads == 0;
    const bool fits = heads && q.size() == 3 && k.size() == 3 && v.size() == 3 && q[0] == k[0] &&
                      q[0] == v[0] && q[1] == k[1] && q[1] == v[1] && q[2] % options.heads == 0 &&
                      k[2] % options.keyValueHeads == 0 && v[2] % options.keyValueHeads == 0 &&
                      q[2] / options.heads == k[2] / options.keyValueHeads;
    if (!fits)
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "Attention of %1 heads on %2 key-value heads does not fit "
                                                 "queries %3, keys %4 and values %5."),
                             options.heads, options.keyValueHeads, describe(q), describe(k), describe(v)));
    return AttentionSizes{q[1], q[2] / options.heads, v[2] / options.keyValueHeads};
}

AttentionPart attentionPart(std::int64_t index, const AttentionOptions& options,
                            const AttentionSizes& sizes) {
    const std::int64_t blocks = ceilDivide(sizes.length, attentionQueryBlock);
    AttentionPart part{};
    part.firstQuery = index % blocks * attentionQueryBlock;
    part.head = index / blocks % options.heads;
    part.sequence = index / blocks / options.heads;
    part.queries = std::min(attentionQueryBlock, sizes.length - part.firstQuery);
    const std::int64_t first = sizes.earlier + part.firstQuery;
    if (options.window > 0)
        // At the start of a tile of keys.
        part.firstKey = std::max<std::int64_t>(0, first - options.window + 1) / tileOutputs * tileOutputs;
    part.keys = (options.causal ? first + part.queries : sizes.earlier + sizes.length) - part.firstKey;
    return part;
}

std::span<float> seenScores(std::span<float> scores, std::int64_t query, const AttentionPart& part,
                            const AttentionOptions& options) {
    const std::int64_t end = options.causal ? query + 1 - part.firstKey : part.keys;
    const std::int64_t begin =
        options.window > 0 ? std::max<std::int64_t>(0, query - options.window + 1 - part.firstKey) : 0;
    return scores.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

void capScores(std::span<float> scores, const AttentionOptions& options) {
    if (options.softCap <= 0)
        return;
    vector_math::scaleInPlace(scores, 1.0F / options.softCap);
    vector_math::tanh(scores, scores);
    vector_math::scaleInPlace(scores, options.softCap);
}

double weighScores(std::span<float> scores, std::span<float> seen) {
    const double sum = vector_math::expInPlace(seen, vector_math::maximum(seen));
    std::fill(scores.data(), seen.data(), 0.0F);
    std::fill(seen.data() + seen.size(), scores.data() + scores.size(), 0.0F);
    return sum;
}

} // namespace mantissa
