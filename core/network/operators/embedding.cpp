#include "network/operators/embedding.h"

#include "base/checked.h"
#include "base/parallel.h"

#include <algorithm>

namespace mantissa {

Result<std::vector<Array>> Embedding::backward(Inputs inputs, const Array&, const Array&,
                                               const OperatorContext&) const {
    return std::vector<Array>(inputs.size());
}

Result<std::vector<Array>> PositionEmbedding::backward(Inputs inputs, const Array&, const Array&,
                                                       const OperatorContext&) const {
    return std::vector<Array>(inputs.size());
}

Result<Array> Embedding::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 1));
    const Array& ids = *inputs[0];
    const RowSource& table = *context.weights[0];
    if (!ids.holdsIntegers())
        return fail(ErrorCode::Mismatch, sentence(MANTISSA_TR("core", "An embedding takes token ids.")));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids.ids()[i] < 0 || ids.ids()[i] >= table.rows())
            return fail(ErrorCode::Malformed,
                        sentence(MANTISSA_TR("core", "Token %1 at place %2 is outside the vocabulary of %3. "
                                                     "The tokenizer does not belong to this model."),
                                 ids.ids()[i], i, table.rows()));
    }
    Shape shape = ids.shape();
    shape.push_back(table.columns());
    Array y(shape, context.storage);
    constexpr std::int64_t block = 64;
    const auto count = static_cast<std::int64_t>(ids.size());
    const auto done =
        parallelChunks(ceilDivide(count, block), *context.task, [&](std::int64_t b) -> Result<void> {
            for (std::int64_t i = b * block; i < std::min(count, (b + 1) * block); ++i) {
                const auto width = static_cast<std::size_t>(table.columns());
                MANTISSA_CHECK(table.read(ids.ids()[static_cast<std::size_t>(i)], 1,
                                          y.values().subspan(static_cast<std::size_t>(i) * width, width)));
            }
            return {};
        });
    MANTISSA_CHECK(done);
    return y;
}

Result<Array> PositionEmbedding::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 1));
    const Array& ids = *inputs[0];
    const RowSource& table = *context.weights[0];
    if (!ids.holdsIntegers() || ids.shape().size() != 2)
        return fail(ErrorCode::Mismatch, sentence(MANTISSA_TR("core", "An embedding takes token ids.")));
    const std::int64_t length = ids.columns();
    const std::int64_t start = firstPosition(context);
    if (start + length > table.rows())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The model knows %1 positions, but the text is cut into "
                                                 "pieces of %2 tokens. Choose a shorter context."),
                             table.rows(), start + length));
    Array y({ids.shape()[0], length, table.columns()}, context.storage);
    const auto size = static_cast<std::size_t>(length * table.columns());
    for (std::size_t first = 0; first < y.size(); first += size) {
        const auto part = y.values().subspan(first, size);
        if (first == 0)
            MANTISSA_CHECK(table.read(start, length, part));
        else
            std::copy_n(y.values().begin(), size, part.begin());
    }
    return y;
}

} // namespace mantissa
