#pragma once
// Where factors on the inputs of linear layers can be moved into the operator before, so that they cost
// nothing when the model runs.
#include "network/graph.h"

namespace mantissa {

/// nodes: linear layers (indices into graph.nodes()) that read the same value. True where nothing else reads
/// it, and what makes it is a norm with a weight, a product with the output of a linear layer that nothing
/// else reads (a gated feed-forward layer), or attention over such an output, head by head without sharing:
/// the places where AWQ moves its scales to (Lin et al. 2023, arXiv:2306.00978; llm-awq, auto_scale.py).
bool factorsCanMove(const Graph& graph, std::span<const std::size_t> nodes);

} // namespace mantissa
