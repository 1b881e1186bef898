// The gradient of attention. With P = softmax(S), S = cap(scale q k^T) and y = P v:
//   dv = P^T dy, dP = dy v^T, dS = P (dP - sum of P dP over keys), d(q k^T) = scale * dS * (slope of the
//   cap), dq = d(q k^T) k, dk = d(q k^T)^T q.
// The weights are computed again, part by part, so that memory stays as bounded as in forward().
#include "network/operators/attention_parts.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

namespace {

/// What a thread needs for one part, kept from part to part.
struct Scratch {
    std::vector<float> weights; ///< P: queries x keys
    std::vector<float> slopes;  ///< of the cap
    std::vector<float> changes; ///< dP, then d(q k^T)
    std::vector<float> product;
};

struct Gradients {
    Array q;
    Array k;
    Array v;
};

/// Rows of a part's head (or of the head of keys and values that it looks at).
template <class Values>
auto* headRows(Values& array, std::int64_t row, std::int64_t head, std::int64_t length) {
    return array.values().data() + row * array.columns() + head * length;
}

std::span<float> lineOf(std::vector<float>& matrix, std::int64_t row, std::int64_t columns) {
    return std::span(matrix).subspan(static_cast<std::size_t>(row * columns),
                                     static_cast<std::size_t>(columns));
}

void addRows(const std::vector<float>& product, std::int64_t rows, std::int64_t columns, float* sum,
             std::int64_t stride) {
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::span<float> line(sum + row * stride, static_cast<std::size_t>(columns));
        vector_math::add(line, {product.data() + row * columns, line.size()}, line);
    }
}

/// Scores of a part -> its weights, and how fast each score's cap grows where there is one.
void weighPart(const AttentionPart& part, const AttentionOptions& options, Scratch& scratch) {
    scratch.slopes.assign(scratch.weights.size(), 1.0F);
    for (std::int64_t row = 0; row < part.queries; ++row) {
        const auto line = lineOf(scratch.weights, row, part.keys);
        const auto seen = seenScores(line, part.firstQuery + row, part, options);
        capScores(seen, options);
        if (options.softCap > 0)
            std::transform(line.begin(), line.end(), lineOf(scratch.slopes, row, part.keys).begin(),
                           [&](float s) { return 1 - s / options.softCap * (s / options.softCap); });
        const double sum = weighScores(line, seen);
        vector_math::scaleInPlace(line, static_cast<float>(1.0 / sum));
    }
}

/// dP -> scale * dS * slope, in place.
void throughSoftmax(const AttentionPart& part, float scale, Scratch& scratch) {
    for (std::int64_t row = 0; row < part.queries; ++row) {
        const auto weights = lineOf(scratch.weights, row, part.keys);
        const auto slopes = lineOf(scratch.slopes, row, part.keys);
        const auto changes = lineOf(scratch.changes, row, part.keys);
        double mean = 0;
        for (std::size_t i = 0; i < weights.size(); ++i)
            mean += static_cast<double>(weights[i]) * static_cast<double>(changes[i]);
        for (std::size_t i = 0; i < weights.size(); ++i)
            // Beyond the keys that a query sees there is no weight; a slope there may be anything.
            changes[i] = weights[i] == 0
                             ? 0.0F
                             : weights[i] * (changes[i] - static_cast<float>(mean)) * slopes[i] * scale;
    }
}

void addPart(const AttentionPart& part, const AttentionOptions& options, const AttentionSizes& sizes,
             Inputs inputs, const Array& dy, Scratch& scratch, Gradients& sums) {
    const std::int64_t keyHead = part.head / (options.heads / options.keyValueHeads);
    const std::int64_t query = part.sequence * sizes.length + part.firstQuery;
    const std::int64_t key = part.sequence * sizes.length + part.firstKey;
    const MatrixView q{headRows(*inputs[0], query, part.head, sizes.keyLength), inputs[0]->columns()};
    const MatrixView k{headRows(*inputs[1], key, keyHead, sizes.keyLength), inputs[1]->columns()};
    const MatrixView v{headRows(*inputs[2], key, keyHead, sizes.valueLength), inputs[2]->columns()};
    const MatrixView out{headRows(dy, query, part.head, sizes.valueLength), dy.columns()};
    const std::int64_t keys = part.keys;
    scratch.weights.resize(static_cast<std::size_t>(part.queries * keys));
    scratch.changes.resize(scratch.weights.size());
    const auto widest = std::max(sizes.keyLength, sizes.valueLength);
    scratch.product.resize(static_cast<std::size_t>(std::max(keys, part.queries) * widest));

    multiplyTransposed(part.queries, keys, sizes.keyLength, options.scale, q, k, scratch.weights.data(),
                       keys);
    weighPart(part, options, scratch);
    multiplyTransposedLeft(keys, sizes.valueLength, part.queries, {scratch.weights.data(), keys}, out,
                           scratch.product.data(), sizes.valueLength);
    addRows(scratch.product, keys, sizes.valueLength, headRows(sums.v, key, keyHead, sizes.valueLength),
            sums.v.columns());
    multiplyTransposed(part.queries, keys, sizes.valueLength, 1.0F, out, v, scratch.changes.data(), keys);
    throughSoftmax(part, options.scale, scratch);
    multiplyPlain(part.queries, sizes.keyLength, keys, {scratch.changes.data(), keys}, k,
                  headRows(sums.q, query, part.head, sizes.keyLength), sums.q.columns());
    multiplyTransposedLeft(keys, sizes.keyLength, part.queries, {scratch.changes.data(), keys}, q,
                           scratch.product.data(), sizes.keyLength);
    addRows(scratch.product, keys, sizes.keyLength, headRows(sums.k, key, keyHead, sizes.keyLength),
            sums.k.columns());
}

Array zeros(const Shape& shape, const OperatorContext& context) {
    Array array(shape, context.storage);
    std::fill(array.values().begin(), array.values().end(), 0.0F);
    return array;
}

} // namespace

Result<std::vector<Array>> Attention::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                               const OperatorContext& context) const {
    MANTISSA_TRY(const AttentionSizes sizes, attentionSizes(inputs, options_));
    if (context.memory != nullptr)
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR("core", "Gradients are known of whole sequences only.")));
    Gradients sums{zeros(inputs[0]->shape(), context), zeros(inputs[1]->shape(), context),
                   zeros(inputs[2]->shape(), context)};
    // The heads that share keys and values add to the same gradients: one thread, in one order.
    const std::int64_t blocks =
        ceilDivide(sizes.length, attentionQueryBlock) * (options_.heads / options_.keyValueHeads);
    const std::int64_t groups = inputs[0]->shape()[0] * options_.keyValueHeads;
    MANTISSA_CHECK(parallelChunks(groups, *context.task, [&](std::int64_t group) -> Result<void> {
        thread_local Scratch scratch;
        for (std::int64_t block = group * blocks; block < (group + 1) * blocks; ++block)
            addPart(attentionPart(block, options_, sizes), options_, sizes, inputs, outputGradient, scratch,
                    sums);
        return {};
    }));
    std::vector<Array> gradients;
    gradients.push_back(std::move(sums.q));
    gradients.push_back(std::move(sums.k));
    gradients.push_back(std::move(sums.v));
    return gradients;
}

} // namespace mantissa
