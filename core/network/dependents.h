#pragma once
// The part of a graph that changes when some of its weights do, so that the rest need not run again.
#include "network/graph.h"

#include <span>

namespace mantissa {

struct Dependents {
    std::vector<std::size_t> nodes; ///< whose outputs change and lead to the target, in running order
    /// What these nodes read that stays as it is, each once: feed it to run(), and nothing else has to be
    /// computed.
    std::vector<ValueId> frontier;
};

/// Empty where the target does not depend on the weights. Values that the target depends on anyway but that
/// the weights do not reach are in no list unless a changing node reads them.
Dependents dependentsOf(const Graph& graph, std::span<const WeightId> weights, ValueId target);

} // namespace mantissa
