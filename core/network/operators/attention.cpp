#include "network/operators/attention.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/vector_math.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

constexpr std::int64_t queryBlock = 64;

struct Sizes {
    std::int64_t length; ///< of the queries
    std::int64_t keyLength;
    std::int64_t valueLength;
    std::int64_t earlier = 0; ///< keys that stand before the first query
};

/// Where rows of keys and values lie: in the inputs, or in what is remembered of the sequence.
struct Sources {
    MatrixView keys;
    MatrixView values;
};

/// A run of queries of one head of one sequence, and the keys that any of them sees.
struct Part {
    std::int64_t sequence;
    std::int64_t head;
    std::int64_t firstQuery;
    std::int64_t queries;
    std::int64_t firstKey;
    std::int64_t keys;
};

Part partAt(std::int64_t index, const AttentionOptions& options, const Sizes& sizes) {
    const std::int64_t blocks = ceilDivide(sizes.length, queryBlock);
    Part part{};
    part.firstQuery = index % blocks * queryBlock;
    part.head = index / blocks % options.heads;
    part.sequence = index / blocks / options.heads;
    part.queries = std::min(queryBlock, sizes.length - part.firstQuery);
    const std::int64_t first = sizes.earlier + part.firstQuery;
    if (options.window > 0)
        part.firstKey = std::max<std::int64_t>(0, first - options.window + 1);
    part.keys = (options.causal ? first + part.queries : sizes.earlier + sizes.length) - part.firstKey;
    return part;
}

/// Scores of one query (counted as keys are) -> weights, zero where it must not look. Returns their sum, by
/// which the output is still to be divided: it is shorter than the scores.
double weigh(std::span<float> scores, std::int64_t query, const Part& part, const AttentionOptions& options) {
    const std::int64_t end = options.causal ? query + 1 - part.firstKey : part.keys;
    const std::int64_t begin =
        options.window > 0 ? std::max<std::int64_t>(0, query - options.window + 1 - part.firstKey) : 0;
    const auto seen = scores.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    if (options.softCap > 0) {
        vector_math::scaleInPlace(seen, 1.0F / options.softCap);
        vector_math::tanh(seen, seen);
        vector_math::scaleInPlace(seen, options.softCap);
    }
    const double sum = vector_math::expInPlace(seen, vector_math::maximum(seen));
    std::fill(scores.begin(), scores.begin() + begin, 0.0F);
    std::fill(scores.begin() + end, scores.end(), 0.0F);
    return sum;
}

void attend(const Part& part, const AttentionOptions& options, const Sizes& sizes, const Array& queries,
            const Sources& sources, std::vector<float>& scores, Array& y) {
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
    std::array<float, queryBlock> factors;
    for (std::int64_t row = 0; row < part.queries; ++row) {
        const auto line = std::span(scores).subspan(static_cast<std::size_t>(row * part.keys),
                                                    static_cast<std::size_t>(part.keys));
        const double sum = weigh(line, sizes.earlier + part.firstQuery + row, part, options);
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

Result<Sizes> sizesOf(Inputs inputs, const AttentionOptions& options) {
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
    return Sizes{q[1], q[2] / options.heads, v[2] / options.keyValueHeads};
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
    MANTISSA_TRY(Sizes sizes, sizesOf(inputs, options_));
    MANTISSA_TRY(const Sources sources, sourcesOf(inputs, context));
    sizes.earlier = firstPosition(context);
    const std::int64_t sequences = inputs[0]->shape()[0];
    Array y({sequences, sizes.length, options_.heads * sizes.valueLength}, context.storage);
    const std::int64_t parts = sequences * options_.heads * ceilDivide(sizes.length, queryBlock);
    MANTISSA_CHECK(parallelChunks(parts, *context.task, [&](std::int64_t index) -> Result<void> {
        thread_local std::vector<float> scores;
        attend(partAt(index, options_, sizes), options_, sizes, *inputs[0], sources, scores, y);
        return {};
    }));
    return y;
}

std::uint64_t Attention::matrixOperations(Inputs inputs, const OperatorContext& context) const {
    auto sizes = sizesOf(inputs, options_);
    if (!sizes)
        return 0;
    sizes->earlier = firstPosition(context);
    std::uint64_t operations = 0;
    const std::int64_t blocks = ceilDivide(sizes->length, queryBlock);
    for (std::int64_t block = 0; block < blocks; ++block) {
        const Part part = partAt(block, options_, *sizes);
        operations += 2 * static_cast<std::uint64_t>(part.queries * part.keys) *
                      static_cast<std::uint64_t>(sizes->keyLength + sizes->valueLength);
    }
    return operations * static_cast<std::uint64_t>(inputs[0]->shape()[0] * options_.heads);
}

} // namespace mantissa
