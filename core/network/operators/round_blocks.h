#pragma once
// Activations rounded to 8 bits in blocks of a row, as ggml rounds what meets a quantized weight: the values
// that come out are those that its integer products stand for.
#include "network/operator.h"

namespace mantissa {

/// Facts: quantize_row_q8_0_ref and quantize_row_q8_K_ref of ggml-quants.c (ggml-org/ggml).
enum class BlockRounding {
    Q8_0, ///< 32 values share a half-precision scale, greatest magnitude / 127
    Q8_K, ///< 256 values share a single-precision scale: the extreme value becomes -127
};

class RoundBlocks final : public Operator {
public:
    explicit RoundBlocks(BlockRounding rounding) : rounding_(rounding) {}
    std::string_view kind() const override { return "round"; }
    bool isPositionwise() const override { return true; }
    /// Error Mismatch when a row is not a multiple of the block.
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    /// As if nothing had been rounded (the straight-through estimator, arXiv:1308.3432): the true gradient is
    /// zero almost everywhere and would say nothing.
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    BlockRounding rounding_;
};

} // namespace mantissa
