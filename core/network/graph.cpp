#include "network/graph.h"

#include <algorithm>
#include <cassert>

namespace mantissa {

ValueId Graph::addInput(std::string name) {
    names_.push_back(std::move(name));
    return names_.size() - 1;
}

WeightId Graph::addWeight(std::string name, std::int64_t rows, std::int64_t columns) {
    if (const auto known = findWeight(name)) {
        assert(weights_[*known].rows == rows && weights_[*known].columns == columns);
        return *known;
    }
    places_.emplace(name, weights_.size());
    weights_.push_back({std::move(name), rows, columns});
    return weights_.size() - 1;
}

ValueId Graph::add(std::string name, OperatorPtr op, std::vector<ValueId> inputs,
                   std::vector<WeightId> weights) {
    assert(std::all_of(inputs.begin(), inputs.end(), [this](ValueId id) { return id < names_.size(); }));
    assert(std::all_of(weights.begin(), weights.end(), [this](WeightId id) { return id < weights_.size(); }));
    const ValueId output = addInput(name);
    nodes_.push_back({std::move(name), std::move(op), std::move(inputs), std::move(weights), output});
    return output;
}

std::optional<ValueId> Graph::findValue(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? std::nullopt : std::optional<ValueId>(found - names_.begin());
}

std::optional<WeightId> Graph::findWeight(std::string_view name) const {
    const auto found = places_.find(std::string(name));
    return found == places_.end() ? std::nullopt : std::optional<WeightId>(found->second);
}

} // namespace mantissa
