#pragma once
// Figures of a whole model on a text: perplexity, and how far its predictions moved from the original's.
// Definitions: tools/perplexity of ggml-org/llama.cpp (its README and perplexity.cpp), except that the
// original's logits stay at full precision (llama-perplexity stores them with 16 bits).
#include "evaluation/estimate.h"
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

#include <functional>

namespace mantissa {

/// How the predictions of one model moved away from those of the original, over all scored positions.
struct Divergence {
    Estimate mean; ///< of KL(original || model), nats
    double median = 0;
    double percentile90 = 0;
    double percentile95 = 0;
    double percentile99 = 0;
    double percentile999 = 0;
    double maximum = 0;
    Estimate meanDeltaP; ///< of p(right token) - original's p, 0..1
    Estimate rmsDeltaP;
    Estimate sameTop;  ///< share of positions with the same most likely token, 0..1
    Estimate logRatio; ///< ln(perplexity / original's perplexity); errors of both models are correlated
};

struct Evaluation {
    std::int64_t context = 0;
    std::int64_t chunks = 0;
    std::uint64_t scored = 0; ///< positions
    Estimate perplexity;
    Estimate top1;                              ///< share of positions whose most likely token came next
    std::optional<Estimate> originalPerplexity; ///< with an original
    std::optional<Divergence> divergence;       ///< with an original
    // One a scored position, in the order of the text: for charts and coloured text.
    std::vector<float> nll;
    std::vector<float> originalNll; ///< with an original
    std::vector<float> divergences; ///< with an original
    // Speed.
    double seconds = 0;
    std::uint64_t tokens = 0; ///< run through a network, the original's counted too
    std::uint64_t matrixOperations = 0;
};

/// The figures so far, told after each batch on the thread that evaluates.
struct RunningEvaluation {
    std::int64_t chunksDone = 0;
    Estimate perplexity;
    std::optional<Estimate> meanDivergence;
    std::optional<Estimate> logRatio; ///< as in Divergence
};

struct EvaluationOptions {
    std::int64_t batchTokens = 2048;         ///< run together; at least one chunk
    std::uint64_t logitBytes = 32 << 20;     ///< of logits kept at a time, for each network
    const CausalNetwork* original = nullptr; ///< side by side with the model; same vocabulary
    std::function<void(const RunningEvaluation&)> progress;
};

/// Advances the task by tokens. Errors: Mismatch for vocabularies of different size; what running says.
Result<Evaluation> evaluate(const CausalNetwork& model, const TokenChunks& chunks,
                            const EvaluationOptions& options, const Runtime& runtime, const Task& task);

/// The value below which `share` of the sorted values lie, linear between neighbours.
double percentile(std::span<const float> sorted, double share);

} // namespace mantissa
