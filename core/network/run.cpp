// Runs the part of a graph that lies between the values fed and the values wanted.
#include "base/parallel.h"
#include "network/network.h"
#include "network/vector_math.h"
#include "network/weight_name.h"

#include <algorithm>
#include <atomic>
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

/// The name of the last weight that a value went through, itself included; empty where there is none.
std::string lastWeight(const Graph& graph, const Node& node) {
    if (!node.weights.empty())
        return weightName(graph, node);
    for (const ValueId input : node.inputs) {
        const auto& nodes = graph.nodes();
        const auto made = std::find_if(nodes.begin(), nodes.end(),
                                       [input](const Node& other) { return other.output == input; });
        std::string name = made == nodes.end() ? std::string() : lastWeight(graph, *made);
        if (!name.empty())
            return name;
    }
    return {};
}

/// Error Numeric for the first row of a weight that holds NaN or infinity; nothing where all is well.
Result<void> checkWeight(const WeightSlot& slot, const RowSource& source, const Task& task) {
    std::vector<float> row(static_cast<std::size_t>(source.columns()));
    for (std::int64_t i = 0; i < source.rows(); ++i) {
        MANTISSA_CHECK(task.check());
        MANTISSA_CHECK(source.read(i, 1, row));
        if (!vector_math::allFinite(row))
            return fail(
                Error(
                    ErrorCode::Numeric,
                    sentence(MANTISSA_TR("core", "Row %1 of this weight holds NaN or infinite values, so "
                                                 "nothing after it can be computed. Get the file again, or, "
                                                 "if a scheme made the weight, choose another for it."),
                             i))
                    .ofTensor(slot.name));
    }
    return {};
}

/// What is wrong once a node has yielded NaN or infinity: its weights, else what it was computed from.
Error notFinite(const Network& network, const Node& node, const Task& task) {
    const Graph& graph = network.graph();
    for (const WeightId id : node.weights) {
        auto sound = checkWeight(graph.weights()[id], *network.weight(id), task);
        if (!sound)
            return std::move(sound).error();
    }
    Error error(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The activation “%1” (%2), computed with this weight, grew beyond "
                                     "all numbers: NaN or infinite. The weights up to it are damaged "
                                     "or of another model, or a scheme is too coarse for them. Have "
                                     "the file verified, or choose finer schemes."),
                 node.name, node.op->kind()));
    return error.ofTensor(lastWeight(graph, node));
}

Result<void> checkFinite(const Network& network, const Node& node, const Array& array, const Task& task) {
    constexpr std::int64_t chunk = 1 << 16;
    const auto values = array.values();
    const auto size = static_cast<std::int64_t>(values.size());
    std::atomic<bool> finite = true;
    MANTISSA_CHECK(parallelChunks((size + chunk - 1) / chunk, task, [&](std::int64_t i) -> Result<void> {
        const auto part = values.subspan(static_cast<std::size_t>(i * chunk),
                                         static_cast<std::size_t>(std::min(chunk, size - i * chunk)));
        if (!vector_math::allFinite(part))
            finite = false;
        return {};
    }));
    return finite ? Result<void>() : fail(notFinite(network, node, task));
}

/// An error of an operator, with the node it happened in.
Error inNode(const Node& node, const Graph& graph, Error error) {
    if (error.tensor().empty() && error.code() != ErrorCode::Cancelled)
        error.ofTensor(node.weights.empty() ? node.name : weightName(graph, node));
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
        MANTISSA_CHECK(checkFinite(network, node, made[node.output], task));
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
