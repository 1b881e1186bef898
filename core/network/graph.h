#pragma once
// Operators joined by named values. A graph is the structure alone: which source stands behind each weight is
// bound by a Network, so a weight can be swapped without building anything again.
#include "network/operator.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace mantissa {

using ValueId = std::size_t;
using WeightId = std::size_t;

struct Node {
    std::string name; ///< also that of its output: "blk.0.attn_q"
    OperatorPtr op;
    std::vector<ValueId> inputs;
    std::vector<WeightId> weights;
    ValueId output = 0;
};

/// A weight the graph expects: rows x columns, under the name it has in the model file.
struct WeightSlot {
    std::string name;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

class Graph {
public:
    ValueId addInput(std::string name);
    /// The same name twice gives the same slot (tied embeddings).
    WeightId addWeight(std::string name, std::int64_t rows, std::int64_t columns);
    /// Inputs must exist already, so the nodes are always in an order in which they can run.
    ValueId add(std::string name, OperatorPtr op, std::vector<ValueId> inputs,
                std::vector<WeightId> weights = {});

    const std::vector<Node>& nodes() const { return nodes_; }
    const std::vector<WeightSlot>& weights() const { return weights_; }
    std::size_t valueCount() const { return names_.size(); }
    const std::string& valueName(ValueId value) const { return names_[value]; }
    std::optional<ValueId> findValue(std::string_view name) const;
    std::optional<WeightId> findWeight(std::string_view name) const;

private:
    std::vector<Node> nodes_;
    std::vector<WeightSlot> weights_;
    std::vector<std::string> names_;                   ///< of values
    std::unordered_map<std::string, WeightId> places_; ///< of weights: mixtures of experts have thousands
};

} // namespace mantissa
