#include "evaluation/activation_profile.h"

#include "evaluation/scored_rows.h"

namespace mantissa {

Result<ActivationProfile> profileActivations(const CausalNetwork& model, const TokenChunks& chunks,
                                             const Runtime& runtime, const Task& task) {
    const Graph& graph = model.network.graph();
    ActivationProfile profile;
    profile.valueBytes.resize(graph.valueCount());
    profile.nodeOperations.resize(graph.nodes().size());
    RunOptions watching;
    watching.observer = [&](const Node& node, Inputs inputs) -> Result<void> {
        for (std::size_t i = 0; i < inputs.size(); ++i)
            profile.valueBytes[node.inputs[i]] = inputs[i]->size() * sizeof(float);
        std::vector<WeightSource> weights;
        for (const WeightId weight : node.weights)
            weights.push_back(model.network.weight(weight));
        const OperatorContext context{weights, runtime.panels.get(), runtime.storage, &task};
        const auto index = static_cast<std::size_t>(&node - graph.nodes().data());
        profile.nodeOperations[index] = node.op->matrixOperations(inputs, context);
        return {};
    };
    MANTISSA_TRY(const Array hidden, hiddenStates(model, chunks.ids(0, 1), runtime, task, watching));
    const Array rows = rowsOf(hidden, 0, chunks.scored(), runtime); // as many as there are scored
    MANTISSA_CHECK(logitsOf(model, rows, runtime, task, watching).map([](const Array&) {}));
    return profile;
}

} // namespace mantissa
