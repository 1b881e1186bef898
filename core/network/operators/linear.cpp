#include "network/operators/linear.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

namespace {

// Blocks large enough that packing inside BLAS does not show, small enough that a product of a few thousand
// rows gives work to many threads.
constexpr std::int64_t smallTokenBlock = 256;
constexpr std::int64_t largeTokenBlock = 1024;                // BLAS packs the panel once for each block
constexpr std::int64_t enoughBlocks = 16;                     // of work for many threads
constexpr std::int64_t panelElements = std::int64_t{1} << 19; // 2 MiB of floats

/// A token block times a panel of the weight.
struct Block {
    std::int64_t firstToken;
    std::int64_t tokens;
    std::int64_t firstOutput;
    std::int64_t outputs;
};

void product(const Array& x, const Block& block, const std::vector<float>& panel, std::int64_t outputWidth,
             const float* bias, float* y) {
    const std::int64_t width = x.columns();
    float* out = y + block.firstToken * outputWidth + block.firstOutput;
    multiplyTransposed(block.tokens, block.outputs, width, 1.0F,
                       {x.values().data() + block.firstToken * width, width}, {panel.data(), width}, out,
                       outputWidth);
    if (bias == nullptr)
        return;
    const std::span<const float> addend(bias + block.firstOutput, static_cast<std::size_t>(block.outputs));
    for (std::int64_t row = 0; row < block.tokens; ++row) {
        const std::span<float> line(out + row * outputWidth, addend.size());
        vector_math::add(line, addend, line);
    }
}

/// Depends on sizes only, so that results do not depend on the number of threads.
std::int64_t tokenBlockFor(std::int64_t tokens, std::int64_t panels) {
    return panels * ceilDivide(tokens, largeTokenBlock) >= enoughBlocks ? largeTokenBlock : smallTokenBlock;
}

} // namespace

std::int64_t panelRows(const RowSource& weight) {
    const std::int64_t fitting =
        std::max<std::int64_t>(1, panelElements / std::max<std::int64_t>(1, weight.columns()));
    // Panels of one height: a low last one would be slow. Multiples of 16 keep BLAS's kernels on whole tiles.
    const std::int64_t rows = std::max<std::int64_t>(1, weight.rows());
    const std::int64_t even = ceilDivide(rows, ceilDivide(rows, fitting));
    return std::clamp<std::int64_t>(fitting >= 16 ? ceilDivide(even, 16) * 16 : fitting, 1, rows);
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

    const std::int64_t perPanel = panelRows(*weight);
    const std::int64_t panels = ceilDivide(weight->rows(), perPanel);
    const std::int64_t tokenBlock = tokenBlockFor(x.rows(), panels);
    const std::int64_t blocks = ceilDivide(x.rows(), tokenBlock);
    // Panels that stay in the cache cost nothing to fetch again, so blocks of tokens may run apart; others
    // are decoded once and multiplied with all tokens by the same chunk.
    MANTISSA_CHECK(parallelChunks(panels, *context.task, [&](std::int64_t p) -> Result<void> {
        const std::int64_t first = p * perPanel;
        const std::int64_t count = std::min(perPanel, weight->rows() - first);
        MANTISSA_TRY(const auto panel, context.panels->rows(weight, first, count));
        return parallelChunks(blocks, *context.task, [&](std::int64_t b) -> Result<void> {
            const std::int64_t token = b * tokenBlock;
            const Block block{token, std::min(tokenBlock, x.rows() - token), first, count};
            product(x, block, *panel, weight->rows(), bias ? bias->data() : nullptr, y.values().data());
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
    std::vector<Array> gradients;
    gradients.push_back(std::move(gradient));
    return gradients;
}

std::uint64_t Linear::matrixOperations(Inputs inputs, const OperatorContext& context) const {
    return 2 * static_cast<std::uint64_t>(inputs[0]->rows()) * context.weights[0]->elements();
}

} // namespace mantissa
