#include "network/rounded_inputs.h"

#include <map>

namespace mantissa {

Result<CausalNetwork> withRoundedInputs(const CausalNetwork& model, const InputRounding& rounding) {
    const Graph& old = model.network.graph();
    auto graph = std::make_shared<Graph>();
    std::vector<WeightSource> sources;
    for (WeightId id = 0; id < old.weights().size(); ++id) {
        const WeightSlot& slot = old.weights()[id];
        graph->addWeight(slot.name, slot.rows, slot.columns);
        sources.push_back(model.network.weight(id));
    }
    std::vector<ValueId> place(old.valueCount());
    place[model.ids] = graph->addInput(old.valueName(model.ids));
    std::map<std::pair<ValueId, BlockRounding>, ValueId>
        rounded; // layers that share an input share its rounding
    for (const Node& node : old.nodes()) {
        std::vector<ValueId> inputs;
        for (const ValueId input : node.inputs)
            inputs.push_back(place[input]);
        const auto wanted = node.op->isLinear() ? rounding(node) : std::nullopt;
        if (wanted) {
            const auto [entry, isNew] = rounded.try_emplace({inputs[0], *wanted}, 0);
            if (isNew)
                entry->second =
                    graph->add(node.name + "_rounded", std::make_shared<RoundBlocks>(*wanted), {inputs[0]});
            inputs[0] = entry->second;
        }
        place[node.output] = graph->add(node.name, node.op, std::move(inputs), node.weights);
    }
    CausalNetwork result = model;
    MANTISSA_TRY(result.network, Network::create(graph, std::move(sources)));
    result.ids = place[model.ids];
    result.hidden = place[model.hidden];
    result.logits = place[model.logits];
    return result;
}

} // namespace mantissa
