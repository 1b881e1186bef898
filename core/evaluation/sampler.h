#pragma once
// Chooses the next token from a row of logits: the most likely one, or one drawn by chance that a seed fixes.
#include <cstdint>
#include <span>
#include <vector>

namespace mantissa {

struct SamplingOptions {
    double temperature = 0; ///< 0: always the most likely token (greedy); 1: as the model says
    std::int64_t topK = 0;  ///< only among so many most likely tokens; 0: all
    std::uint64_t seed = 0; ///< of the draws; without meaning at temperature 0
};

/// Draws by the Gumbel-max rule: the token with the greatest logit / temperature + g, where g = -ln(-ln u)
/// and u is uniform in (0, 1), is a draw from softmax(logits / temperature) (Gumbel 1954; arXiv:1411.0030). u
/// depends on seed, step and token alone (see uniform()), so that two models given the same seed have the
/// same luck and part only where their predictions do.
class Sampler {
public:
    explicit Sampler(const SamplingOptions& options) : options_(options) {}

    /// Of equal values the first token wins. step: how many tokens were chosen before.
    std::int32_t choose(std::span<const float> logits, std::uint64_t step);

    /// In (0, 1), from the upper 53 bits of mix(mix(seed + (step + 1) G) + (token + 1) G): mix and G are
    /// those of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    static double uniform(std::uint64_t seed, std::uint64_t step, std::uint64_t token);

private:
    float smallestChosen(std::span<const float> logits);

    SamplingOptions options_;
    std::vector<float> sorted_;
};

} // namespace mantissa
