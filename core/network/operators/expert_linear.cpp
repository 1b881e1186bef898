#include "network/operators/expert_linear.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/operators/linear.h"
#include "network/tiled_product.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

namespace {

constexpr std::int64_t tokenBlock = 256;

/// Where the rows of one expert are: in a source of its own, or a part of the one that holds all.
struct ExpertWeight {
    WeightSource source;
    std::int64_t first;
    std::int64_t outputs;
};

/// A run of outputs of one expert.
struct Piece {
    std::int64_t expert;
    std::int64_t first;
    std::int64_t count;
};

Result<std::vector<ExpertWeight>> weightsOf(const OperatorContext& context, std::int64_t experts,
                                            std::int64_t columns) {
    std::vector<ExpertWeight> weights;
    for (std::int64_t e = 0; e < experts; ++e) {
        const bool stacked = context.weights.size() == 1;
        const WeightSource& source = context.weights[stacked ? 0 : static_cast<std::size_t>(e)];
        const std::int64_t outputs = stacked ? source->rows() / experts : source->rows();
        if (source->columns() != columns)
            return fail(ErrorCode::Mismatch,
                        sentence(MANTISSA_TR("core", "The weight has %1 columns, but its input is %2 wide."),
                                 source->columns(), columns));
        if (outputs != (weights.empty() ? outputs : weights.front().outputs) ||
            (stacked && source->rows() % experts != 0))
            return fail(
                ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "The weights of %1 experts are not all of one size."), experts));
        weights.push_back({source, stacked ? e * outputs : 0, outputs});
    }
    return weights;
}

/// All rows of one expert times a panel of its weight, each product put where its choice belongs.
void multiply(const Array& x, std::span<const ExpertRow> rows, const float* tiles, const Piece& piece,
              std::int64_t outputs, float* y) {
    const std::int64_t width = x.columns();
    std::vector<float> products;
    for (std::size_t first = 0; first < rows.size(); first += tokenBlock) {
        const auto part = rows.subspan(first, std::min<std::size_t>(tokenBlock, rows.size() - first));
        const std::vector<float> in = gatherRows(x, part);
        const auto tokens = static_cast<std::int64_t>(part.size());
        products.resize(part.size() * static_cast<std::size_t>(piece.count));
        multiplyTiled(tokens, piece.count, width, {in.data(), width}, {tiles, width}, nullptr,
                      products.data(), piece.count);
        for (std::int64_t i = 0; i < tokens; ++i)
            std::copy_n(products.data() + i * piece.count, piece.count,
                        y + part[static_cast<std::size_t>(i)].choice * outputs + piece.first);
    }
}

/// Adds a panel's part of dy W to the rows of x that its expert saw.
void addGradient(const Array& outputGradient, std::span<const ExpertRow> rows,
                 const std::vector<float>& panel, const Piece& piece, Array& gradient) {
    const std::int64_t width = gradient.columns();
    const std::int64_t outputs = outputGradient.columns();
    std::vector<float> part(static_cast<std::size_t>(width));
    for (const ExpertRow& row : rows) {
        multiplyPlain(1, width, piece.count,
                      {outputGradient.values().data() + row.choice * outputs + piece.first, outputs},
                      {panel.data(), width}, part.data(), width);
        const auto line = gradient.values().subspan(static_cast<std::size_t>(row.row * width), part.size());
        vector_math::add(line, part, line);
    }
}

} // namespace

Result<std::vector<std::vector<ExpertRow>>> rowsOfExperts(const Array& x, const Array& chosen,
                                                          std::int64_t experts) {
    const auto choices = static_cast<std::int64_t>(chosen.size());
    const bool shared = x.rows() == chosen.rows();
    if (!chosen.holdsIntegers() || (!shared && x.rows() != choices))
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "Inputs of shape %1 do not fit choices of experts of shape "
                                                 "%2."),
                             describe(x.shape()), describe(chosen.shape())));
    std::vector<std::vector<ExpertRow>> rows(static_cast<std::size_t>(experts));
    for (std::int64_t choice = 0; choice < choices; ++choice) {
        const std::int32_t expert = chosen.ids()[static_cast<std::size_t>(choice)];
        if (expert < 0 || expert >= experts)
            return fail(ErrorCode::Mismatch,
                        sentence(MANTISSA_TR("core", "Expert %1 of %2 does not exist."), expert, experts));
        rows[static_cast<std::size_t>(expert)].push_back(
            {shared ? choice / chosen.columns() : choice, choice});
    }
    return rows;
}

std::vector<float> gatherRows(const Array& x, std::span<const ExpertRow> rows) {
    const std::int64_t width = x.columns();
    std::vector<float> gathered(rows.size() * static_cast<std::size_t>(width));
    float* out = gathered.data();
    for (const ExpertRow& row : rows)
        out = std::copy_n(x.values().data() + row.row * width, width, out);
    return gathered;
}

Result<Array> ExpertLinear::forward(Inputs inputs, const OperatorContext& context) const {
    const bool stacked = context.weights.size() == 1;
    MANTISSA_CHECK(checkCounts(*this, inputs, 2, context, stacked ? 1 : static_cast<std::size_t>(experts_)));
    const Array& x = *inputs[0];
    MANTISSA_CHECK(checkFloats(*this, x));
    MANTISSA_TRY(const auto rows, rowsOfExperts(x, *inputs[1], experts_));
    MANTISSA_TRY(const auto weights, weightsOf(context, experts_, x.columns()));
    const std::int64_t outputs = weights.front().outputs;
    std::vector<Piece> pieces;
    for (std::int64_t e = 0; e < experts_; ++e) {
        // An expert that no token chose is not even decoded.
        if (rows[static_cast<std::size_t>(e)].empty())
            continue;
        const std::int64_t perPanel =
            std::min(outputs, panelRows(*weights[static_cast<std::size_t>(e)].source));
        for (std::int64_t first = 0; first < outputs; first += perPanel)
            pieces.push_back({e, first, std::min(perPanel, outputs - first)});
    }
    Shape shape = inputs[1]->shape();
    shape.push_back(outputs);
    Array y(shape, context.storage);
    const auto total = static_cast<std::int64_t>(pieces.size());
    MANTISSA_CHECK(parallelChunks(total, *context.task, [&](std::int64_t index) -> Result<void> {
        const Piece& piece = pieces[static_cast<std::size_t>(index)];
        const auto expert = static_cast<std::size_t>(piece.expert);
        const ExpertWeight& weight = weights[expert];
        MANTISSA_TRY(const auto panel,
                     context.panels->tiles(weight.source, weight.first + piece.first, piece.count));
        multiply(x, rows[expert], panel->data(), piece, outputs, y.values().data());
        return {};
    }));
    return y;
}

Result<std::vector<Array>> ExpertLinear::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                                  const OperatorContext& context) const {
    const Array& x = *inputs[0];
    MANTISSA_TRY(const auto rows, rowsOfExperts(x, *inputs[1], experts_));
    MANTISSA_TRY(const auto weights, weightsOf(context, experts_, x.columns()));
    Array gradient(x.shape(), context.storage);
    std::fill(gradient.values().begin(), gradient.values().end(), 0.0F);
    for (std::size_t expert = 0; expert < rows.size(); ++expert) {
        const ExpertWeight& weight = weights[expert];
        const std::int64_t perPanel = std::min(weight.outputs, panelRows(*weight.source));
        for (std::int64_t first = 0; first < weight.outputs && !rows[expert].empty(); first += perPanel) {
            MANTISSA_CHECK(context.task->check());
            const std::int64_t count = std::min(perPanel, weight.outputs - first);
            MANTISSA_TRY(const auto panel, context.panels->rows(weight.source, weight.first + first, count));
            addGradient(outputGradient, rows[expert], *panel,
                        {static_cast<std::int64_t>(expert), first, count}, gradient);
        }
    }
    std::vector<Array> gradients;
    gradients.push_back(std::move(gradient));
    gradients.emplace_back();
    return gradients;
}

std::uint64_t ExpertLinear::matrixOperations(Inputs inputs, const OperatorContext& context) const {
    std::uint64_t elements = 0; // of one expert
    if (!context.weights.empty())
        elements = context.weights.size() == 1
                       ? context.weights[0]->elements() / static_cast<std::uint64_t>(experts_)
                       : context.weights[0]->elements();
    return 2 * inputs[1]->size() * elements;
}

} // namespace mantissa
