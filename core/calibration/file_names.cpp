#include "calibration/file_names.h"

#include "network/weight_name.h"

namespace mantissa {

std::map<std::string, std::string> namesInFile(const CausalNetwork& model) {
    std::map<std::string, std::string> names;
    const Graph& graph = model.network.graph();
    for (const Node& node : graph.nodes()) {
        if (node.op->isLinear()) // as Calibration names its inputs
            names.emplace(node.name + ".weight", weightName(graph, node));
    }
    return names;
}

} // namespace mantissa
