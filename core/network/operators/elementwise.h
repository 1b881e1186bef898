#pragma once
// Operators that look at one element at a time: sums, products, scaling and activation functions.
#include "network/operator.h"

namespace mantissa {

/// a + b or a * b; b has a's shape, or is one row that goes with every row of a.
class Pairwise final : public Operator {
public:
    enum class Function { Add, Multiply };
    explicit Pairwise(Function function) : function_(function) {}

    std::string_view kind() const override;
    bool isPositionwise() const override { return true; }
    bool keepsNotFinite() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    Function function_;
};

/// factor * x
class Scale final : public Operator {
public:
    explicit Scale(float factor) : factor_(factor) {}
    std::string_view kind() const override { return "scale"; }
    bool isPositionwise() const override { return true; }
    bool keepsNotFinite() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    float factor_;
};

/// A function of each element. GeluErf is x * Phi(x), GeluTanh its usual approximation (arXiv:1606.08415).
class Activation final : public Operator {
public:
    enum class Function { Silu, GeluTanh, GeluErf, Relu, Sigmoid, Tanh };
    explicit Activation(Function function) : function_(function) {}
    std::string_view kind() const override;
    bool isPositionwise() const override { return true; }
    bool keepsNotFinite() const override;
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    Function function_;
};

} // namespace mantissa
