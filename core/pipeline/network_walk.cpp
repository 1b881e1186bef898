#include "pipeline/network_walk.h"

#include <algorithm>

namespace mantissa {

NetworkWalk::NetworkWalk(const CausalNetwork& model, const TokenChunks& chunks, std::int64_t batchTokens) {
    const auto& nodes = model.network.graph().nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        maker_[nodes[i].output] = i;
        for (const ValueId input : nodes[i].inputs)
            lastReader_[input] = i;
    }
    const std::int64_t perBatch = std::max<std::int64_t>(1, batchTokens / chunks.context());
    for (std::int64_t first = 0; first < chunks.count(); first += perBatch) {
        values_.emplace_back();
        values_.back().emplace(model.ids, chunks.ids(first, std::min(perBatch, chunks.count() - first)));
    }
}

std::vector<ValueId> NetworkWalk::neededFrom(std::size_t node, const Graph& graph) const {
    std::vector<ValueId> needed;
    for (ValueId value = 0; value < graph.valueCount(); ++value) {
        const auto maker = maker_.find(value);
        const auto reader = lastReader_.find(value);
        const bool made = maker == maker_.end() || maker->second < node;
        if (made && reader != lastReader_.end() && reader->second >= node)
            needed.push_back(value);
    }
    return needed;
}

Result<void> NetworkWalk::advanceTo(std::size_t node, const Network& network, const Runtime& runtime,
                                    const Task& task) {
    const std::vector<ValueId> wanted = neededFrom(node, network.graph());
    for (auto& values : values_) {
        std::vector<ValueId> missing;
        for (const ValueId value : wanted) {
            if (values.find(value) == values.end())
                missing.push_back(value);
        }
        std::vector<Feed> feeds;
        for (const auto& [value, array] : values)
            feeds.push_back({value, &array});
        MANTISSA_TRY(std::vector<Array> made, run(network, feeds, missing, runtime, task));
        std::map<ValueId, Array> kept;
        for (std::size_t i = 0; i < missing.size(); ++i)
            kept.emplace(missing[i], std::move(made[i]));
        for (const ValueId value : wanted) {
            if (const auto old = values.find(value); old != values.end())
                kept.emplace(value, std::move(old->second));
        }
        values = std::move(kept);
    }
    return {};
}

Inputs NetworkWalk::inputs(std::size_t batch, const Node& node) {
    found_.clear();
    for (const ValueId input : node.inputs)
        found_.push_back(&values_[batch].at(input));
    return found_;
}

} // namespace mantissa
