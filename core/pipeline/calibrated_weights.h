#pragma once
// The sequential driver: quantizes the weights of a network whose methods must know what comes into them,
// layer by layer as the network runs, with the statistics of one layer in memory at a time.
#include "calibration/tensor_importance.h"
#include "methods/quantize.h"
#include "pipeline/calibration_plan.h"

namespace mantissa {

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

/// plans: as fitToNetwork() left them. Methods of network scope see the inputs that the weights quantized
/// before give (unless they ask for the original's), those of calibration scope the original's. Advances the
/// task by elements, and by tokens for each layer. The same bytes whatever the number of threads. Errors:
/// what running and quantizing say, with the tensor's name.
Result<CalibratedWeightsPtr> quantizeCalibrated(const CalibrationText& text,
                                                const std::vector<TensorPlan>& plans,
                                                const TensorImportancePtr& importance, const Task& task);

} // namespace mantissa
