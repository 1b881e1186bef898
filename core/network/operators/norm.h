#pragma once
// Normalisations over the last axis (or over equal groups of it: the heads of a query), with the scale and
// the shift as weights of one row.
#include "network/operator.h"

namespace mantissa {

/// y = x / sqrt(mean(x^2) + epsilon) * (weight + offset). Weight: one row, as wide as a group.
/// (arXiv:1910.07467; Gemma stores weight - 1 in Hugging Face folders, so offset is 1 there.)
class RmsNorm final : public Operator {
public:
    explicit RmsNorm(double epsilon, float offset = 0) : epsilon_(epsilon), offset_(offset) {}
    std::string_view kind() const override { return "rms_norm"; }
    bool isPositionwise() const override { return true; }
    bool keepsNotFinite() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    /// weight + offset, once the inputs are checked.
    Result<std::vector<float>> factors(Inputs inputs, const OperatorContext& context) const;

    double epsilon_;
    float offset_;
};

/// y = (x - mean) / sqrt(variance + epsilon) * weight + bias (arXiv:1607.06450). Weights: scale, shift.
class LayerNorm final : public Operator {
public:
    explicit LayerNorm(double epsilon) : epsilon_(epsilon) {}
    std::string_view kind() const override { return "layer_norm"; }
    bool isPositionwise() const override { return true; }
    bool keepsNotFinite() const override { return true; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    double epsilon_;
};

} // namespace mantissa
