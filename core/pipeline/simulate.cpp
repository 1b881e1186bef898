#include "pipeline/simulate.h"

#include "methods/quantize.h"
#include "network/rounded_inputs.h"

#include <map>

namespace mantissa {

namespace {

/// Types of 256 elements a block meet Q8_K, the smaller ones Q8_0 (or Q8_1, which rounds alike).
std::optional<BlockRounding> llamaRounding(DType dtype) {
    if (!isBlock(dtype))
        return std::nullopt;
    return info(dtype).blockElements == 256 ? BlockRounding::Q8_K : BlockRounding::Q8_0;
}

} // namespace

Result<Simulation> simulate(const CausalNetwork& network, const Model& model, const Recipe& recipe,
                            const TensorImportancePtr& importance, const Task& task,
                            const TokenChunks* calibration) {
    MANTISSA_TRY(auto plans, planTensors(model, recipe, importance != nullptr));
    CalibratedWeightsPtr finished;
    if (calibration == nullptr) {
        MANTISSA_CHECK(refuseUncalibrated(plans));
    } else if (needsCalibration(plans)) {
        fitToNetwork(plans, network.network.graph());
        MANTISSA_TRY(finished, quantizeCalibrated({network, *calibration}, plans, importance, task));
    }
    return simulatePlans(network, std::move(plans), importance, finished.get(), task);
}

Result<Simulation> simulatePlans(const CausalNetwork& network, std::vector<TensorPlan> plans,
                                 const TensorImportancePtr& importance, const CalibratedWeights* finished,
                                 const Task& task) {
    Simulation result{network, 0, 0, 0, std::move(plans), {}};
    static const CalibratedWeights none;
    const auto& weights = (finished ? *finished : none).weights;
    result.notes = (finished ? *finished : none).notes;
    for (const TensorPlan& plan : result.plans) {
        if (plan.scheme && !weights.contains(plan.tensor->name))
            task.addTotal(plan.tensor->elements());
    }
    for (const TensorPlan& plan : result.plans) {
        MANTISSA_CHECK(task.check());
        result.bytes += plan.bytes;
        result.elements += plan.tensor->elements();
        const auto slot = network.network.graph().findWeight(plan.tensor->name);
        if (!plan.scheme || !slot)
            continue;
        MethodInput input;
        input.rows = network.network.weight(*slot); // outputs x inputs, however the file stores them
        if (importance)
            input.importance = importance->of(plan.tensor->name);
        std::shared_ptr<const QuantizedTensor> tensor;
        if (const auto found = weights.find(plan.tensor->name); found != weights.end()) {
            tensor = found->second;
        } else {
            auto quantized = quantize(*plan.scheme, input, task);
            if (!quantized)
                return fail(std::move(quantized).error().ofTensor(plan.tensor->name));
            tensor = std::move(*quantized);
        }
        MANTISSA_TRY(result.network.network, result.network.network.withWeight(*slot, std::move(tensor)));
        ++result.quantized;
    }
    return result;
}

namespace {

Result<CausalNetwork> rounded(const CausalNetwork& network, const std::map<std::string, DType>& dtypes) {
    const Graph& graph = network.network.graph();
    return withRoundedInputs(network, [&](const Node& node) -> std::optional<BlockRounding> {
        const auto found = dtypes.find(graph.weights()[node.weights[0]].name);
        return found == dtypes.end() ? std::nullopt : llamaRounding(found->second);
    });
}

} // namespace

Result<CausalNetwork> withLlamaActivations(const Simulation& simulation) {
    std::map<std::string, DType> dtypes;
    for (const TensorPlan& plan : simulation.plans)
        dtypes[plan.tensor->name] = plan.dtype;
    return rounded(simulation.network, dtypes);
}

Result<CausalNetwork> withLlamaActivations(const CausalNetwork& network, const Model& model) {
    if (!model.quantized())
        return network;
    std::map<std::string, DType> dtypes;
    for (const auto& tensor : model.tensors)
        dtypes[tensor->name] = tensor->dtype;
    return rounded(network, dtypes);
}

} // namespace mantissa
