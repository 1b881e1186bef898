#pragma once
// The sequential driver: quantizes the weights of a network whose methods must know what comes into them,
// layer by layer as the network runs, with the statistics of one layer in memory at a time.
#include "calibration/tensor_importance.h"
#include "evaluation/token_chunks.h"
#include "methods/quantize.h"
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
};
using CalibrationTextPtr = std::shared_ptr<const CalibrationText>;

/// Something a person should know about one weight's calibration.
struct WeightNote {
    std::string tensor;
    Text note;
};

struct CalibratedWeights {
    /// By the model's names: every weight of the network that has a scheme.
    std::map<std::string, std::shared_ptr<const QuantizedTensor>> weights;
    std::vector<WeightNote> notes;
};
using CalibratedWeightsPtr = std::shared_ptr<const CalibratedWeights>;

/// Whether a plan has a method that needs calibration.
bool needsCalibration(const std::vector<TensorPlan>& plans);
/// Error InvalidArgument, naming the method and what to do, if one does.
Result<void> refuseUncalibrated(const std::vector<TensorPlan>& plans);

/// What no method can calibrate gets its format's usual method instead, with the reason: weights that no
/// linear layer of the network reads, and those that something else reads as well (tied embeddings).
void fitToNetwork(std::vector<TensorPlan>& plans, const Graph& graph);

/// plans: as fitToNetwork() left them. Methods of network scope see the inputs that the weights quantized
/// before give (unless they ask for the original's), those of calibration scope the original's. Advances the
/// task by elements, and by tokens for each layer. The same bytes whatever the number of threads. Errors:
/// what running and quantizing say, with the tensor's name.
Result<CalibratedWeightsPtr> quantizeCalibrated(const CalibrationText& text,
                                                const std::vector<TensorPlan>& plans,
                                                const TensorImportancePtr& importance, const Task& task);

} // namespace mantissa
