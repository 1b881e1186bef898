#include "pipeline/movable_factors.h"

#include <algorithm>

namespace mantissa {

namespace {

std::size_t readers(const Graph& graph, ValueId value) {
    std::size_t count = 0;
    for (const Node& node : graph.nodes())
        count += static_cast<std::size_t>(std::count(node.inputs.begin(), node.inputs.end(), value));
    return count;
}

const Node* makerOf(const Graph& graph, ValueId value) {
    const auto& nodes = graph.nodes();
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [value](const Node& node) { return node.output == value; });
    return found == nodes.end() ? nullptr : &*found;
}

/// Whether each of `columns` columns of this value is a row of a linear layer that serves nothing else.
bool isRowsOfLinear(const Graph& graph, ValueId value, std::int64_t columns) {
    const Node* maker = makerOf(graph, value);
    return maker != nullptr && maker->op->kind() == "linear" && readers(graph, value) == 1 &&
           graph.weights()[maker->weights[0]].rows == columns;
}

} // namespace

bool factorsCanMove(const Graph& graph, std::span<const std::size_t> nodes) {
    const auto& all = graph.nodes();
    const ValueId value = all[nodes[0]].inputs[0];
    const bool plain =
        std::all_of(nodes.begin(), nodes.end(), [&](std::size_t i) { return all[i].op->kind() == "linear"; });
    const Node* maker = makerOf(graph, value);
    if (!plain || maker == nullptr || readers(graph, value) != nodes.size())
        return false;
    const std::int64_t columns = graph.weights()[all[nodes[0]].weights[0]].columns;
    const std::string_view kind = maker->op->kind();
    if (kind == "multiply")
        return std::any_of(maker->inputs.begin(), maker->inputs.end(),
                           [&](ValueId input) { return isRowsOfLinear(graph, input, columns); });
    if (kind == "attention")
        return maker->inputs.size() > 2 && isRowsOfLinear(graph, maker->inputs[2], columns);
    return kind.ends_with("norm") && !maker->weights.empty();
}

} // namespace mantissa
