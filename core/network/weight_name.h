#pragma once
// What the weights of a network are called where its model came from.
#include "network/graph.h"

namespace mantissa {

/// The name in the model's file of the weight that a node multiplies with (its first one). Where every expert
/// has a tensor of its own, "*" stands for the expert's number. Empty for a node without weights.
std::string weightName(const Graph& graph, const Node& node);

} // namespace mantissa
