#pragma once
// y = x W^T (+ b): x [..., inputs], W outputs x inputs, b one row of outputs. The weight is decoded panel by
// panel; all rows of x share each panel.
#include "network/operator.h"

namespace mantissa {

class Linear final : public Operator {
public:
    /// With a bias the node's second weight is the row b.
    explicit Linear(bool bias = false) : bias_(bias) {}

    std::string_view kind() const override { return "linear"; }
    bool isLinear() const override { return true; }
    bool isPositionwise() const override { return true; }
    bool keepsNotFinite() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    /// By x only: dx = dy W.
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
    std::uint64_t matrixOperations(Inputs inputs, const OperatorContext& context) const override;

private:
    bool bias_;
};

/// Rows of a weight that are decoded and multiplied together.
std::int64_t panelRows(const RowSource& weight);

} // namespace mantissa
