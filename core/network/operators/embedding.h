#pragma once
// y = the rows of a table that the ids name: ids [...] -> y [..., columns].
#include "network/operator.h"

namespace mantissa {

class Embedding final : public Operator {
public:
    std::string_view kind() const override { return "embedding"; }
    /// Error InvalidArgument for an id outside the table, naming the id and its place.
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    /// Ids have no gradient: one empty array.
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
};

/// The rows of a table that stand for places in a sequence, counted from 0: ids [sequences, length] ->
/// [sequences, length, columns]. The values of the ids do not matter.
class PositionEmbedding final : public Operator {
public:
    std::string_view kind() const override { return "position_embedding"; }
    /// Error InvalidArgument for a sequence longer than the table.
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    /// Ids have no gradient: one empty array.
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
};

} // namespace mantissa
