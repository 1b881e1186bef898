#pragma once
// What one row of logits says of the token that came next, alone and beside the original's row.
#include <cstdint>
#include <span>

namespace mantissa {

/// The logits of one position, reduced.
struct Prediction {
    double logSum = 0;    ///< log sum exp(logits)
    double nll = 0;       ///< -log p(target), natural
    std::int64_t top = 0; ///< the first of the largest logits
};

Prediction predict(std::span<const float> logits, std::int32_t target);

/// KL(original || other) = sum p (log p - log q), over the whole vocabulary, in nats.
double divergence(std::span<const float> original, const Prediction& originalPrediction,
                  std::span<const float> other, const Prediction& otherPrediction);

} // namespace mantissa
