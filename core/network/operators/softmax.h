#pragma once
// Softmax over the last axis.
#include "network/operator.h"

namespace mantissa {

class Softmax final : public Operator {
public:
    std::string_view kind() const override { return "softmax"; }
    bool isPositionwise() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
};

/// x <- softmax(x), stable for any finite x.
void softmaxInPlace(std::span<float> x);

} // namespace mantissa
