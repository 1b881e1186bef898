#include "network/run_plan.h"

#include <algorithm>

namespace mantissa {

namespace {

void planPartial(const Graph& graph, RunPlan& plan) {
    std::vector<bool> neededWhole(graph.valueCount());
    for (auto step = plan.nodes.rbegin(); step != plan.nodes.rend(); ++step) {
        const Node& node = graph.nodes()[*step];
        plan.partial[node.output] = node.op->isPositionwise() && !neededWhole[node.output];
        for (const ValueId input : node.inputs)
            neededWhole[input] = neededWhole[input] || !plan.partial[node.output];
    }
}

/// Sums and products of values that are not finite are not finite either, so it is enough to look at what a
/// linear layer makes of them, at what goes into other operators, and at the results.
void planLooks(const Graph& graph, std::span<const ValueId> wanted, RunPlan& plan) {
    for (const std::size_t step : plan.nodes) {
        const Node& node = graph.nodes()[step];
        plan.looked[node.output] = node.op->isLinear();
        for (const ValueId input : node.inputs)
            plan.looked[input] = plan.looked[input] || !node.op->keepsNotFinite();
    }
    for (const ValueId value : wanted)
        plan.looked[value] = true;
}

} // namespace

Result<RunPlan> planRun(const Graph& graph, std::span<const Feed> feeds, std::span<const ValueId> wanted,
                        bool positions) {
    std::vector<bool> known(graph.valueCount());
    std::vector<bool> needed(graph.valueCount());
    for (const Feed& feed : feeds)
        known[feed.value] = true;
    for (const ValueId value : wanted)
        needed[value] = true;
    RunPlan plan;
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
    plan.partial.assign(graph.valueCount(), false);
    plan.looked.assign(graph.valueCount(), false);
    for (std::size_t step = 0; step < plan.nodes.size(); ++step) {
        for (const ValueId input : nodes[plan.nodes[step]].inputs)
            plan.lastUse[input] = step;
    }
    for (const ValueId value : wanted)
        plan.lastUse[value] = RunPlan::never;
    planLooks(graph, wanted, plan);
    if (positions)
        planPartial(graph, plan);
    return plan;
}

} // namespace mantissa
