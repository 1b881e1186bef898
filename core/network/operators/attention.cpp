#include "network/operators/attention_parts.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

/// Where rows of keys and values lie: in the inputs, or in what is remembered of the sequence.
struct Sources {
    MatrixView keys;
    MatrixView values;
};

void attend(const AttentionPart& part, const AttentionOptions& options, const AttentionSizes& sizes,
            const Array& queries, const Sources& sources, std::vector<float>& scores, Array& y) {
    const std::int64_t group = options.heads / options.keyValueHeads;
    const std::int64_t keyHead = part.head / group;
    const std::int64_t sequence = part.sequence * sizes.length;
    const auto at = [sequence](MatrixView rows, std::int64_t row, std::int64_t column) {
        return MatrixView{rows.data + (sequence + row) * rows.stride + column, rows.stride};
    };
    scores.resize(static_cast<std::size_t>(part.queries * part.keys));
    multiplyTransposed(
        part.queries, part.keys, sizes.keyLength, options.scale,
        at({queries.values().data(), queries.columns()}, part.firstQuery, part.head * sizes.keyLength),
        at(sources.keys, part.firstKey, keyHead * sizes.keyLength), scores.data(), part.keys);
    std::array<float, attentionQueryBlock> factors;
    for (std::int64_t row = 0; row < part.queries; ++row) {
        const auto line = std::span(scores).subspan(static_cast<std::size_t>(row * part.keys),
                                                    static_cast<std::size_t>(part.keys));
        const auto seen = seenScores(line, sizes.earlier + part.firstQuery + row, part, options);
        capScores(seen, options);
        // The output is divided by the sum, not the weights: it is shorter.
        const double sum = weighScores(line, seen);
        factors[static_cast<std::size_t>(row)] = static_cast<float>(1.0 / sum);
    }
    float* out = y.values().data() + (part.sequence * sizes.length + part.firstQuery) * y.columns() +
                 part.head * sizes.valueLength;
    multiplyPlain(part.queries, sizes.valueLength, part.keys, {scores.data(), part.keys},
                  at(sources.values, part.firstKey, keyHead * sizes.valueLength), out, y.columns());
    for (std::int64_t row = 0; row < part.queries; ++row)
        vector_math::scaleInPlace({out + row * y.columns(), static_cast<std::size_t>(sizes.valueLength)},
                                  factors[static_cast<std::size_t>(row)]);
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
    const std::int64_t parts = sequences * options_.heads * ceilDivide(sizes.length, attentionQueryBlock);
    MANTISSA_CHECK(parallelChunks(parts, *context.task, [&](std::int64_t index) -> Result<void> {
        thread_local std::vector<float> scores;
        attend(attentionPart(index, options_, sizes), options_, sizes, *inputs[0], sources, scores, y);
        return {};
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
