#pragma once
// Scaled dot-product attention (arXiv:1706.03762) with grouped key-value heads (arXiv:2305.13245).
// q: [sequences, length, heads * keyLength], k: [.., keyValueHeads * keyLength],
// v: [.., keyValueHeads * valueLength] -> [.., heads * valueLength]. No token sees another sequence.
#include "network/operator.h"

namespace mantissa {

struct AttentionOptions {
    std::int64_t heads = 0;
    std::int64_t keyValueHeads = 0;
    float scale = 1;         ///< of q k^T, usually 1/sqrt(keyLength)
    bool causal = true;      ///< a token sees itself and what stands before it
    std::int64_t window = 0; ///< how many tokens back, itself included; 0: all
    float softCap = 0;       ///< scores become cap * tanh(score / cap) (Gemma 2); 0: off
};

class Attention final : public Operator {
public:
    explicit Attention(AttentionOptions options) : options_(options) {}
    std::string_view kind() const override { return "attention"; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
    std::uint64_t matrixOperations(Inputs inputs, const OperatorContext& context) const override;

private:
    AttentionOptions options_;
};

} // namespace mantissa
