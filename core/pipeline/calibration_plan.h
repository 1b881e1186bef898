#pragma once
// What calibrating will do, known before any of it runs: which weights, from how many tokens, with how much
// memory, and where the text is too short.
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"
#include "tradeoff/recipe.h"

namespace mantissa {

/// What calibrated methods look at.
struct CalibrationText {
    CausalNetwork network;
    TokenChunks chunks;
    std::int64_t batchTokens = 2048; ///< run together; at least one chunk
    /// Whether columns may be scaled where the operator before can take the factors over; false where the
    /// file to be written keeps that operator as it is.
    bool columnFactors = true;
    /// For the second moments of a layer of experts and what is made of them: as many experts at a time as
    /// fit, at least one. The bytes are the same whatever it is.
    std::uint64_t maxMemory = std::uint64_t{512} << 20U;
};
using CalibrationTextPtr = std::shared_ptr<const CalibrationText>;

/// Whether the plan's method needs calibration.
bool isCalibrated(const TensorPlan& plan);
/// The weights of a linear node that columns are multiplied with; a bias comes after them.
std::size_t matricesOf(const Node& node);
/// 1 but for a layer of experts.
std::int64_t expertsIn(const Node& node);

/// Whether a plan has a method that needs calibration.
bool needsCalibration(const std::vector<TensorPlan>& plans);
/// Error InvalidArgument, naming the method and what to do, if one does.
Result<void> refuseUncalibrated(const std::vector<TensorPlan>& plans);

/// What no method can calibrate gets its format's usual method instead, with the reason: weights that no
/// linear layer of the network reads, and those that something else reads as well (tied embeddings).
void fitToNetwork(std::vector<TensorPlan>& plans, const Graph& graph);

struct CalibrationPlan {
    std::int64_t tokens = 0;
    std::int64_t chunks = 0;
    std::int64_t context = 0;
    std::size_t weights = 0;  ///< that are calibrated
    std::uint64_t memory = 0; ///< what the layer that needs most holds of second moments and their factors
    std::string largest;      ///< a weight of that layer
    std::vector<std::string>
        uncovered; ///< weights whose method had nothing to calibrate (see fitToNetwork())
    struct Thin {
        std::string weight;
        std::int64_t columns = 0;
        std::int64_t tokens = 0; ///< that reach it; of experts, if all are chosen alike
    };
    std::vector<Thin> thin; ///< fewer tokens than columns: what is learnt there is vague
};

/// Fits the plans to the network and tells what comes. expertsUsed: by each token, of a model that has
/// experts.
CalibrationPlan planCalibration(const CalibrationText& text, std::vector<TensorPlan>& plans,
                                std::int64_t expertsUsed);

} // namespace mantissa
