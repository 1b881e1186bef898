#include "network/operators/attention_parts.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/tiled_product.h"
#include "network/vector_math.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

/// For fewer queries, as when a sequence goes on, laying out all keys and values would cost more than it
/// saves.
constexpr std::int64_t enoughQueries = 16;

/// Where rows of keys and values lie: in the inputs, or in what is remembered of the sequence.
struct Sources {
    MatrixView keys;
    MatrixView values;
};

/// Of one head of one sequence.
struct Head {
    MatrixView keys;
    MatrixView values;
    const float* keyTiles = nullptr; ///< null: for too few queries
    const float* valueTiles = nullptr;
};

MatrixView shifted(MatrixView rows, std::int64_t row) {
    return {rows.data + row * rows.stride, rows.stride};
}

/// scores (queries x keys) = scale * queries * keys^T
void score(const AttentionPart& part, const AttentionOptions& options, const AttentionSizes& sizes,
           MatrixView queries, const Head& head, float* scores) {
    if (head.keyTiles == nullptr)
        return multiplyTransposed(part.queries, part.keys, sizes.keyLength, options.scale, queries,
                                  shifted(head.keys, part.firstKey), scores, part.keys);
    thread_local std::vector<float> scaled;
    const auto width = static_cast<std::size_t>(sizes.keyLength);
    scaled.resize(static_cast<std::size_t>(part.queries) * width);
    for (std::int64_t row = 0; row < part.queries; ++row) {
        const auto line = std::span(scaled).subspan(static_cast<std::size_t>(row) * width, width);
        std::copy_n(queries.data + row * queries.stride, width, line.begin());
        vector_math::scaleInPlace(line, options.scale);
    }
    multiplyTiled(part.queries, part.keys, sizes.keyLength, {scaled.data(), sizes.keyLength},
                  {head.keyTiles + part.firstKey * sizes.keyLength, sizes.keyLength}, nullptr, scores,
                  part.keys);
}

/// out = weights (queries x keys) * values
void mix(const AttentionPart& part, const AttentionSizes& sizes, MatrixView weights, const Head& head,
         float* out, std::int64_t stride) {
    if (head.valueTiles == nullptr)
        return multiplyPlain(part.queries, sizes.valueLength, part.keys, weights,
                             shifted(head.values, part.firstKey), out, stride);
    multiplyTiled(part.queries, sizes.valueLength, part.keys, weights,
                  {head.valueTiles + part.firstKey * tileOutputs, sizes.earlier + sizes.length}, nullptr, out,
                  stride);
}

void attend(const AttentionPart& part, const AttentionOptions& options, const AttentionSizes& sizes,
            const Array& queries, const Head& head, Array& y) {
    thread_local std::vector<float> scores;
    scores.resize(static_cast<std::size_t>(part.queries * part.keys));
    const std::int64_t row = part.sequence * sizes.length + part.firstQuery;
    score(
        part, options, sizes,
        {queries.values().data() + row * queries.columns() + part.head * sizes.keyLength, queries.columns()},
        head, scores.data());
    std::array<float, attentionQueryBlock> factors;
    for (std::int64_t query = 0; query < part.queries; ++query) {
        const auto line = std::span(scores).subspan(static_cast<std::size_t>(query * part.keys),
                                                    static_cast<std::size_t>(part.keys));
        const auto seen = seenScores(line, sizes.earlier + part.firstQuery + query, part, options);
        capScores(seen, options);
        // The output is divided by the sum, not the weights: it is shorter.
        const double sum = weighScores(line, seen);
        factors[static_cast<std::size_t>(query)] = static_cast<float>(1.0 / sum);
    }
    float* out = y.values().data() + row * y.columns() + part.head * sizes.valueLength;
    mix(part, sizes, {scores.data(), part.keys}, head, out, y.columns());
    for (std::int64_t query = 0; query < part.queries; ++query)
        vector_math::scaleInPlace({out + query * y.columns(), static_cast<std::size_t>(sizes.valueLength)},
                                  factors[static_cast<std::size_t>(query)]);
}

/// Calls body(head) for a head of keys and values, which lie in tiles while it runs.
template <class Body>
Result<void> withTiles(Head head, const AttentionSizes& sizes, const OperatorContext& context,
                       const Body& body) {
    if (sizes.length < enoughQueries)
        return body(head);
    const std::int64_t keys = sizes.earlier + sizes.length;
    const auto shapeOf = [](std::size_t size) { return Shape{static_cast<std::int64_t>(size)}; };
    Array keyTiles(shapeOf(tiledSize(keys, sizes.keyLength)), context.storage);
    Array valueTiles(shapeOf(tiledSize(sizes.valueLength, keys)), context.storage);
    tileRows(keys, sizes.keyLength, head.keys, keyTiles.values().data());
    tileColumns(sizes.valueLength, keys, head.values, valueTiles.values().data());
    head.keyTiles = keyTiles.values().data();
    head.valueTiles = valueTiles.values().data();
    return body(head);
}

/// Puts new rows after the earlier ones.
MatrixView remember(std::vector<float>& kept, const Array& rows, const SequenceMemory& memory) {
    const auto width = static_cast<std::size_t>(rows.columns());
    kept.resize(static_cast<std::size_t>(memory.capacity()) * width);
    const auto place = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(memory.length()) * width);
    std::copy(rows.values().begin(), rows.values().end(), kept.begin() + place);
    return {kept.data(), rows.columns()};
}

Result<Sources> sourcesOf(Inputs inputs, const OperatorContext& context) {
    const Array& keys = *inputs[1];
    const Array& values = *inputs[2];
    if (context.memory == nullptr)
        return Sources{{keys.values().data(), keys.columns()}, {values.values().data(), values.columns()}};
    SequenceMemory& memory = *context.memory;
    if (keys.shape()[0] != 1 || memory.length() + keys.rows() > memory.capacity())
        return fail(
            ErrorCode::Mismatch,
            sentence(MANTISSA_TR("core", "The memory of one sequence has room for %1 tokens and holds "
                                         "%2, so that %3 more do not fit."),
                     memory.capacity(), memory.length(), describe(keys.shape())));
    KeyValues& kept = memory.of(context.node);
    return Sources{remember(kept.keys, keys, memory), remember(kept.values, values, memory)};
}

} // namespace

Result<Array> Attention::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 3, context, 0));
    for (const Array* input : inputs)
        MANTISSA_CHECK(checkFloats(*this, *input));
    MANTISSA_TRY(AttentionSizes sizes, attentionSizes(inputs, options_));
    MANTISSA_TRY(const Sources sources, sourcesOf(inputs, context));
    sizes.earlier = firstPosition(context);
    const std::int64_t sequences = inputs[0]->shape()[0];
    Array y({sequences, sizes.length, options_.heads * sizes.valueLength}, context.storage);
    const std::int64_t blocks = ceilDivide(sizes.length, attentionQueryBlock);
    const std::int64_t group =
        options_.heads / options_.keyValueHeads; // of queries that share keys and values
    MANTISSA_CHECK(parallelChunks(
        sequences * options_.keyValueHeads, *context.task, [&](std::int64_t index) -> Result<void> {
            const std::int64_t row = index / options_.keyValueHeads * sizes.length;
            const std::int64_t place = index % options_.keyValueHeads;
            Head head{shifted(sources.keys, row), shifted(sources.values, row)};
            head.keys.data += place * sizes.keyLength;
            head.values.data += place * sizes.valueLength;
            return withTiles(head, sizes, context, [&](const Head& tiled) {
                return parallelChunks(group * blocks, *context.task, [&](std::int64_t part) -> Result<void> {
                    attend(attentionPart(index * group * blocks + part, options_, sizes), options_, sizes,
                           *inputs[0], tiled, y);
                    return {};
                });
            });
        }));
    return y;
}

std::uint64_t Attention::matrixOperations(Inputs inputs, const OperatorContext& context) const {
    auto sizes = attentionSizes(inputs, options_);
    if (!sizes)
        return 0;
    sizes->earlier = firstPosition(context);
    std::uint64_t operations = 0;
    const std::int64_t blocks = ceilDivide(sizes->length, attentionQueryBlock);
    for (std::int64_t block = 0; block < blocks; ++block) {
        const AttentionPart part = attentionPart(block, options_, *sizes);
        operations += 2 * static_cast<std::uint64_t>(part.queries * part.keys) *
                      static_cast<std::uint64_t>(sizes->keyLength + sizes->valueLength);
    }
    return operations * static_cast<std::uint64_t>(inputs[0]->shape()[0] * options_.heads);
}

} // namespace mantissa
