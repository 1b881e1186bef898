#include "network/weight_name.h"

#include <algorithm>

namespace mantissa {

std::string weightName(const Graph& graph, const Node& node) {
    if (node.weights.empty())
        return {};
    std::string name = graph.weights()[node.weights.front()].name;
    if (node.op->kind() != "expert_linear" || node.weights.size() == 1)
        return name;
    // The names of all experts differ in one number: what they share before and after it stays.
    const std::string& last = graph.weights()[node.weights.back()].name;
    const auto [differs, ignored] = std::mismatch(name.begin(), name.end(), last.begin(), last.end());
    const auto end = std::find(differs, name.end(), '.');
    name.replace(differs, end, "*");
    return name;
}

} // namespace mantissa
