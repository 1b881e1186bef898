#pragma once
// The router of a mixture of experts, in small steps: which columns are greatest, their values, and each
// value's share of their sum. What comes in is one row of probabilities a token.
#include "network/operator.h"

namespace mantissa {

/// The columns of the `count` greatest values of each row, greatest first (of equals the first): x [..., n]
/// -> integers [..., count].
class TopColumns final : public Operator {
public:
    explicit TopColumns(std::int64_t count) : count_(count) {}
    std::string_view kind() const override { return "top_columns"; }
    bool isPositionwise() const override { return true; }
    /// Error Mismatch when a row has fewer columns.
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    /// Nothing flows back through a choice: zero.
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    std::int64_t count_;
};

/// The values in the columns named: x [..., n], columns [..., count] -> [..., count].
class PickColumns final : public Operator {
public:
    std::string_view kind() const override { return "pick_columns"; }
    bool isPositionwise() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
};

/// Each row divided by its sum, but by no less than `least`, so that a row that is all but zero stays finite.
class ShareOfSum final : public Operator {
public:
    explicit ShareOfSum(float least) : least_(least) {}
    std::string_view kind() const override { return "share_of_sum"; }
    bool isPositionwise() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    float least_;
};

/// y = sum over k of weights[k] * x[k]: x [..., count, width], weights [..., count] -> [..., width].
class WeightedSum final : public Operator {
public:
    std::string_view kind() const override { return "weighted_sum"; }
    bool isPositionwise() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
};

} // namespace mantissa
