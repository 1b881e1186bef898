#pragma once
// Columns [first, first + count) of the last axis: parts of a fused projection.
#include "network/operator.h"

namespace mantissa {

class Slice final : public Operator {
public:
    Slice(std::int64_t first, std::int64_t count) : first_(first), count_(count) {}
    std::string_view kind() const override { return "slice"; }
    bool isPositionwise() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    std::int64_t first_;
    std::int64_t count_;
};

} // namespace mantissa
