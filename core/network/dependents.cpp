#include "network/dependents.h"

#include <algorithm>

namespace mantissa {

namespace {

/// Which values lead to the target.
std::vector<bool> leadingTo(const Graph& graph, ValueId target) {
    std::vector<bool> leads(graph.valueCount());
    leads[target] = true;
    for (std::size_t i = graph.nodes().size(); i-- > 0;) {
        const Node& node = graph.nodes()[i];
        if (!leads[node.output])
            continue;
        for (const ValueId input : node.inputs)
            leads[input] = true;
    }
    return leads;
}

} // namespace

Dependents dependentsOf(const Graph& graph, std::span<const WeightId> weights, ValueId target) {
    std::vector<bool> isOurs(graph.weights().size());
    for (const WeightId weight : weights)
        isOurs[weight] = true;
    const std::vector<bool> leads = leadingTo(graph, target);
    std::vector<bool> changes(graph.valueCount());
    Dependents result;
    for (std::size_t i = 0; i < graph.nodes().size(); ++i) {
        const Node& node = graph.nodes()[i];
        const bool changed = std::any_of(node.weights.begin(), node.weights.end(),
                                         [&](WeightId weight) { return isOurs[weight]; }) ||
                             std::any_of(node.inputs.begin(), node.inputs.end(),
                                         [&](ValueId input) { return changes[input]; });
        if (!changed || !leads[node.output])
            continue;
        changes[node.output] = true;
        result.nodes.push_back(i);
    }
    std::vector<bool> listed(graph.valueCount());
    for (const std::size_t i : result.nodes) {
        for (const ValueId input : graph.nodes()[i].inputs) {
            if (!changes[input] && !listed[input])
                result.frontier.push_back(input);
            listed[input] = true;
        }
    }
    return result;
}

} // namespace mantissa
