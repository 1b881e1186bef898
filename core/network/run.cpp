// Runs the part of a graph that lies between the values fed and the values wanted.
#include "base/parallel.h"
#include "network/network.h"
#include "network/vector_math.h"

#include <algorithm>
#include <limits>

namespace mantissa {

namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

struct Plan {
    std::vector<std::size_t> nodes;   ///< that must run, in order
    std::vector<std::size_t> lastUse; ///< of each value: the position in `nodes`; never: it is wanted
};

Result<Plan> planRun(const Graph& graph, std::span<const Feed> feeds, std::span<const ValueId> wanted) {
    std::vector<bool> known(graph.valueCount());
    std::vector<bool> needed(graph.valueCount());
    for (const Feed& feed : feeds)
        known[feed.value] = true;
    for (const ValueId value : wanted)
        needed[value] = true;
    Plan plan;
    const auto& nodes = graph.nodes();
    for (std::size_t i = nodes.size(); i-- > 0;) {
        const Node& node = nodes[i];
        if (!needed[node.output] || known[node.output])
            continue;
        known[node.output] = true;
        plan.nodes.push_back(i);
        for (const ValueId input : node.inputs)
            needed[input] = true;
    }
    for (ValueId value = 0; value < needed.size(); ++value) {
        if (needed[value] && !known[value])
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "The graph's input “%1” was not given."),
                                 graph.valueName(value)));
    }
    std::reverse(plan.nodes.begin(), plan.nodes.end());
    plan.lastUse.assign(graph.valueCount(), 0);
    for (std::size_t step = 0; step < plan.nodes.size(); ++step) {
        for (const ValueId input : nodes[plan.nodes[step]].inputs)
            plan.lastUse[input] = step;
    }
    for (const ValueId value : wanted)
        plan.lastUse[value] = never;
    return plan;
}

Result<void> checkFinite(const Node& node, const Array& array, const Task& task) {
    constexpr std::int64_t chunk = 1 << 16;
    const auto values = array.values();
    const auto size = static_cast<std::int64_t>(values.size());
    return parallelChunks((size + chunk - 1) / chunk, task, [&](std::int64_t i) -> Result<void> {
        const auto part = values.subspan(static_cast<std::size_t>(i * chunk),
                                         static_cast<std::size_t>(std::min(chunk, size - i * chunk)));
        if (vector_math::allFinite(part))
            return {};
        return fail(ErrorCode::Numeric,
                    sentence(MANTISSA_TR("core", "The activation “%1” (%2) holds NaN or infinite values. The "
                                                 "weights before it are damaged, or a scheme was too coarse "
                                                 "for them."),
                             node.name, node.op->kind()));
    });
}

/// An error of an operator, with the node it happened in.
Error inNode(const Node& node, const Graph& graph, Error error) {
    if (error.tensor().empty() && error.code() != ErrorCode::Cancelled)
        error.ofTensor(node.weights.empty() ? node.name : graph.weights()[node.weights.front()].name);
    return error;
}

} // namespace

Result<std::vector<Array>> run(const Network& network, std::span<const Feed> feeds,
                               std::span<const ValueId> wanted, const Runtime& runtime, const Task& task,
                               const RunOptions& options) {
    const Graph& graph = network.graph();
    MANTISSA_TRY(const Plan plan, planRun(graph, feeds, wanted));
    std::vector<Array> made(graph.valueCount());
    std::vector<const Array*> values(graph.valueCount(), nullptr);
    for (const Feed& feed : feeds)
        values[feed.value] = feed.array;

    for (std::size_t step = 0; step < plan.nodes.size(); ++step) {
        MANTISSA_CHECK(task.check());
        const Node& node = graph.nodes()[plan.nodes[step]];
        std::vector<const Array*> inputs;
        for (const ValueId input : node.inputs)
            inputs.push_back(values[input]);
        std::vector<WeightSource> weights;
        for (const WeightId weight : node.weights)
            weights.push_back(network.weight(weight));
        const OperatorContext context{weights, runtime.panels.get(), runtime.storage,
                                      &task,   options.memory,       plan.nodes[step]};
        if (options.observer)
            MANTISSA_CHECK(options.observer(node, inputs));
        if (options.matrixOperations != nullptr)
            *options.matrixOperations += node.op->matrixOperations(inputs, context);
        auto result = node.op->forward(inputs, context);
        if (!result)
            return fail(inNode(node, graph, std::move(result).error()));
        made[node.output] = std::move(*result);
        values[node.output] = &made[node.output];
        MANTISSA_CHECK(checkFinite(node, made[node.output], task));
        for (const ValueId input : node.inputs) {
            if (plan.lastUse[input] == step)
                made[input] = Array();
        }
    }
    std::vector<Array> results;
    for (const ValueId value : wanted) {
        const bool fed = values[value] != &made[value];
        results.push_back(fed ? values[value]->clone() : std::move(made[value]));
    }
    return results;
}

} // namespace mantissa
