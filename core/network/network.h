#pragma once
// A graph with a source behind each weight: something that can be run. Immutable; withWeight() makes a
// neighbour that shares everything else.
#include "network/graph.h"

#include <functional>

namespace mantissa {

class Network {
public:
    /// Errors: Mismatch when a source's size is not what its slot asks for.
    static Result<Network> create(std::shared_ptr<const Graph> graph, std::vector<WeightSource> weights);

    const Graph& graph() const { return *graph_; }
    const WeightSource& weight(WeightId id) const { return weights_[id]; }

    /// The same network with another source (a QuantizedTensor) behind one weight.
    Result<Network> withWeight(WeightId id, WeightSource source) const;

private:
    Network(std::shared_ptr<const Graph> graph, std::vector<WeightSource> weights)
        : graph_(std::move(graph)), weights_(std::move(weights)) {}

    std::shared_ptr<const Graph> graph_;
    std::vector<WeightSource> weights_;
};

/// A value that is known before a run.
struct Feed {
    ValueId value;
    const Array* array;
};

/// Told of every node before it runs, on the thread that called run(); an error stops the run.
using Observer = std::function<Result<void>(const Node& node, Inputs inputs)>;

/// What a run keeps between calls and shares with others.
struct Runtime {
    explicit Runtime(std::uint64_t panelBudget = std::uint64_t{1} << 30)
        : panels(std::make_shared<PanelCache>(panelBudget)), storage(std::make_shared<StoragePool>()) {}

    std::shared_ptr<PanelCache> panels;
    std::shared_ptr<StoragePool> storage;
};

/// Positions [first, end) of each sequence.
struct PositionRange {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

struct RunOptions {
    Observer observer; ///< may be empty
    std::uint64_t* matrixOperations =
        nullptr;                      ///< counts floating-point operations of matrix products, if given
    SequenceMemory* memory = nullptr; ///< the ids are the next ones of this sequence; null: whole sequences
    /// The only ones wanted of values [sequences, length, width]: behind the last attention nothing is
    /// computed for others. The results hold these alone.
    std::optional<PositionRange> positions;
};

/// The values asked for, from the values fed: only the nodes in between run, so a prefix that was computed
/// once can be fed to many suffixes. Values are dropped after their last use. Errors: what operators say,
/// with the node's name; Numeric, with the node it began in, when NaN or Inf comes up.
Result<std::vector<Array>> run(const Network& network, std::span<const Feed> feeds,
                               std::span<const ValueId> wanted, const Runtime& runtime, const Task& task,
                               const RunOptions& options = {});

} // namespace mantissa
