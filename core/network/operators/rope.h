#pragma once
// Rotary position embedding (arXiv:2104.09864): in every head, pairs of values turn by position * frequency.
// x: [sequences, length, heads * headLength]; positions count from 0 in each sequence.
#include "network/operator.h"

namespace mantissa {

/// Which two values of a head form pair i of n.
enum class RopePairs {
    Neighbours, ///< 2i and 2i + 1: llama's weights in GGUF
    Halves,     ///< i and i + n: Hugging Face's weights, and most architectures in GGUF
};

struct RopeOptions {
    std::int64_t headLength = 0;
    RopePairs pairs = RopePairs::Halves;
    /// Radians a position turns pair i by; values after the first 2 * size() of a head stay as they are.
    std::vector<double> frequencies;
    /// In place of `frequencies` when a sequence is longer than `originalContext` (LongRoPE,
    /// arXiv:2402.13753); as many, or none.
    std::vector<double> longFrequencies;
    std::int64_t originalContext = 0;
    float magnitude = 1; ///< YaRN and long-context scaling multiply the turned values
};

class Rope final : public Operator {
public:
    explicit Rope(RopeOptions options) : options_(std::move(options)) {}
    std::string_view kind() const override { return "rope"; }
    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;

private:
    /// Every pair turned by its position, or back.
    Result<Array> turned(const Array& x, bool back, const OperatorContext& context) const;

    RopeOptions options_;
};

/// base^(-2i/dimensions) for each pair.
std::vector<double> ropeFrequencies(double base, std::int64_t dimensions);

} // namespace mantissa
