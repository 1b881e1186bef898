#include "network/operators/linear.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/tiled_product.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

namespace {

constexpr std::int64_t tokenBlock = 192;                      // work for many threads
constexpr std::int64_t panelElements = std::int64_t{1} << 19; // 2 MiB of floats

} // namespace

std::int64_t panelRows(const RowSource& weight) {
    const std::int64_t fitting =
        std::max<std::int64_t>(1, panelElements / std::max<std::int64_t>(1, weight.columns()));
    // Panels of one height, in whole tiles: a part of a tile takes as long as a whole one.
    const std::int64_t rows = std::max<std::int64_t>(1, weight.rows());
    const std::int64_t even = ceilDivide(rows, ceilDivide(rows, fitting));
    return std::min(ceilDivide(even, tileOutputs) * tileOutputs, rows);
}

Result<Array> Linear::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, bias_ ? 2 : 1));
    const Array& x = *inputs[0];
    MANTISSA_CHECK(checkFloats(*this, x));
    const WeightSource& weight = context.weights[0];
    if (x.columns() != weight->columns())
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The weight has %1 columns, but its input is %2 wide."),
                             weight->columns(), x.columns()));
    PanelCache::Panel bias;
    if (bias_) {
        MANTISSA_TRY(bias, context.panels->rows(context.weights[1], 0, 1));
    }
    Shape shape = x.shape();
    shape.back() = weight->rows();
    Array y(shape, context.storage);

    const std::int64_t width = x.columns();
    const std::int64_t perPanel = panelRows(*weight);
    const std::int64_t panels = ceilDivide(weight->rows(), perPanel);
    const std::int64_t blocks = ceilDivide(x.rows(), tokenBlock);
    // Panels that stay in the cache cost nothing to fetch again, so blocks of tokens may run apart; others
    // are decoded once and multiplied with all tokens by the same chunk.
    MANTISSA_CHECK(parallelChunks(panels, *context.task, [&](std::int64_t p) -> Result<void> {
        const std::int64_t first = p * perPanel;
        const std::int64_t count = std::min(perPanel, weight->rows() - first);
        MANTISSA_TRY(const auto panel, context.panels->tiles(weight, first, count));
        return parallelChunks(blocks, *context.task, [&](std::int64_t b) -> Result<void> {
            const std::int64_t token = b * tokenBlock;
            multiplyTiled(std::min(tokenBlock, x.rows() - token), count, width,
                          {x.values().data() + token * width, width}, {panel->data(), width},
                          bias ? bias->data() + first : nullptr,
                          y.values().data() + token * weight->rows() + first, weight->rows());
            return {};
        });
    }));
    return y;
}

Result<std::vector<Array>> Linear::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                            const OperatorContext& context) const {
    const Array& x = *inputs[0];
    const WeightSource& weight = context.weights[0];
    Array gradient(x.shape(), context.storage);
    std::fill(gradient.values().begin(), gradient.values().end(), 0.0F);
    const std::int64_t width = x.columns();
    const std::int64_t perPanel = panelRows(*weight);
    std::vector<float> part(static_cast<std::size_t>(x.rows() * width));
    for (std::int64_t first = 0; first < weight->rows(); first += perPanel) {
        MANTISSA_CHECK(context.task->check());
        const std::int64_t count = std::min(perPanel, weight->rows() - first);
        MANTISSA_TRY(const auto panel, context.panels->rows(weight, first, count));
        multiplyPlain(x.rows(), width, count, {outputGradient.values().data() + first, weight->rows()},
                      {panel->data(), width}, part.data(), width);
        vector_math::add(gradient.values(), part, gradient.values());
    }
    return gradientList(std::move(gradient));
}

std::uint64_t Linear::matrixOperations(Inputs inputs, const OperatorContext& context) const {
    return 2 * static_cast<std::uint64_t>(inputs[0]->rows()) * context.weights[0]->elements();
}

} // namespace mantissa
