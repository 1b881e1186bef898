#pragma once
// Runs a network over a text piece by piece, so that weights can be changed between the pieces: what has been
// computed before stays. Holds the values that are still needed of all tokens, a few rows of the network's
// width each, and never a second time what one layer put in.
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

#include <map>

namespace mantissa {

class NetworkWalk {
public:
    /// batchTokens: run together; at least one chunk.
    NetworkWalk(const CausalNetwork& model, const TokenChunks& chunks, std::int64_t batchTokens);

    /// Runs all nodes before this one (an index into graph().nodes(), not before where the walk is) with the
    /// weights of `network`, which has the graph of the first. Errors: what running says.
    Result<void> advanceTo(std::size_t node, const Network& network, const Runtime& runtime,
                           const Task& task);

    std::size_t batches() const { return values_.size(); }
    /// The inputs of a node that the walk has come to.
    Inputs inputs(std::size_t batch, const Node& node);

private:
    /// Values made before a node that it or a later one reads.
    std::vector<ValueId> neededFrom(std::size_t node, const Graph& graph) const;

    std::map<ValueId, std::size_t> lastReader_; ///< index of the last node that reads a value
    std::map<ValueId, std::size_t> maker_;      ///< index of the node that makes it
    std::vector<std::map<ValueId, Array>> values_;
    std::vector<const Array*> found_;
};

} // namespace mantissa
