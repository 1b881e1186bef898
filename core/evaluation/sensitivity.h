#pragma once
// How much each part of a model matters: what its predictions lose when only one tensor (or one layer, or
// one role) is replaced, for a matrix of units x candidates. The figures are evaluate()'s; the work is much
// less, since whatever does not depend on the changed weights is computed once: the original walks through
// the text one unit at a time, its activations before the unit are held, and each candidate runs only what
// comes after.
#include "evaluation/estimate.h"
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

#include <functional>

namespace mantissa {

class SensitivityLog;

/// What is changed together.
struct SensitivityUnit {
    std::string name;
    std::vector<WeightId> weights;
};

struct SensitivityProblem {
    std::vector<SensitivityUnit> units;
    std::vector<std::string> candidates; ///< their names
    /// The weights of a unit as a candidate leaves them, in the unit's order. Asked once for each pair (once
    /// a pass, see SensitivityOptions::checkpointBytes). Should advance the task by elements.
    std::function<Result<std::vector<WeightSource>>(std::size_t unit, std::size_t candidate, const Task&)>
        weights;
};

/// Sums over scored positions, enough to go on from.
struct SensitivitySums {
    MeanSums divergence; ///< KL(original || changed), nats
    MeanSums logRatio;   ///< nll - original's nll
    MeanSums sameTop;
};

struct SensitivityFigures {
    Estimate divergence;      ///< mean KL(original || changed), nats
    Estimate logRatio;        ///< ln(perplexity / original's)
    Estimate deltaPerplexity; ///< perplexity - original's, the latter taken as it is on this text
    Estimate sameTop;         ///< share of positions with the same most likely token, 0..1
};

/// One unit under one candidate.
struct SensitivityCell {
    SensitivityFigures figures;
    std::int64_t chunks = 0;      ///< that the figures are of; all of them in the end
    std::optional<Error> failure; ///< no figures: the changed network yields NaN or infinite values
};

/// Where the time went, in seconds.
struct SensitivityTimes {
    double original = 0;   ///< the original's predictions
    double prefix = 0;     ///< its activations before each unit
    double quantizing = 0; ///< asking for weights
    double suffix = 0;     ///< the changed network after each unit
    double scoring = 0;    ///< logits and what they say
    double total = 0;
};

struct Sensitivity {
    std::int64_t context = 0;
    std::int64_t chunks = 0;
    std::uint64_t scored = 0;           ///< positions
    Estimate perplexity;                ///< of the original
    std::vector<SensitivityCell> cells; ///< unit by unit
    std::size_t resumed = 0;            ///< cells that came from the log whole
    SensitivityTimes times;
    std::uint64_t matrixOperations = 0;
};

struct SensitivityOptions {
    std::int64_t batchTokens = 2048;     ///< run together; at least one chunk
    std::uint64_t logitBytes = 32 << 20; ///< of logits kept at a time, for each network
    /// Of the original's logits that are kept from candidate to candidate; where they do not fit they are
    /// computed again from the last hidden state, block by block.
    std::uint64_t originalLogitBytes = 256 << 20;
    /// Of the original's activations that are held before a unit. A text that does not fit is taken in
    /// several passes, each over all units (at least one batch at a time).
    std::uint64_t checkpointBytes = std::uint64_t{1} << 30;
    SensitivityLog* log = nullptr; ///< results that are there are taken over, new ones written; may be null
    /// Told of each cell when a pass has finished it, on the thread that called.
    std::function<void(std::size_t unit, std::size_t candidate, const SensitivityCell&)> measured;
};

/// Units are worked through in the order of the network. The task's total and progress are in units of work
/// that take about equal time. Figures do not depend on the number of threads. Errors: InvalidArgument for an
/// empty problem or tokens outside the vocabulary; Cancelled; what running, asking for weights and the log
/// say. A candidate that makes the network yield NaN or infinite values is a failed cell, not an error.
Result<Sensitivity> measureSensitivity(const CausalNetwork& model, const TokenChunks& chunks,
                                       const SensitivityProblem& problem, const SensitivityOptions& options,
                                       const Runtime& runtime, const Task& task);

} // namespace mantissa
