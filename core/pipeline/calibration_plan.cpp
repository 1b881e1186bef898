#include "pipeline/calibration_plan.h"

#include "network/operators/expert_linear.h"
#include "pipeline/expert_parts.h"

#include <algorithm>
#include <map>
#include <set>

namespace mantissa {

bool isCalibrated(const TensorPlan& plan) {
    return plan.scheme && plan.scheme->method->info().scope != Scope::Weight;
}

std::size_t matricesOf(const Node& node) {
    return node.op->kind() == "expert_linear" ? node.weights.size() : 1;
}

std::int64_t expertsIn(const Node& node) {
    const auto* experts = dynamic_cast<const ExpertLinear*>(node.op.get());
    return experts != nullptr ? experts->experts() : 1;
}

bool needsCalibration(const std::vector<TensorPlan>& plans) {
    return std::any_of(plans.begin(), plans.end(), isCalibrated);
}

Result<void> refuseUncalibrated(const std::vector<TensorPlan>& plans) {
    const auto found = std::find_if(plans.begin(), plans.end(), isCalibrated);
    if (found == plans.end())
        return {};
    return fail(
        Error(ErrorCode::InvalidArgument,
              sentence(MANTISSA_TR("core", "The method %1 must know what comes into each weight: give it "
                                           "a calibration text (--calibration FILE on the command line)."),
                       found->scheme->method->info().id))
            .ofTensor(found->tensor->name));
}

void fitToNetwork(std::vector<TensorPlan>& plans, const Graph& graph) {
    std::set<std::string> linear;
    std::set<std::string> others;
    for (const Node& node : graph.nodes()) {
        for (std::size_t i = 0; i < node.weights.size(); ++i) {
            const bool matrix = node.op->isLinear() && i < matricesOf(node);
            (matrix ? linear : others).insert(graph.weights()[node.weights[i]].name);
        }
    }
    for (TensorPlan& plan : plans) {
        const std::string& name = plan.tensor->name;
        if (!isCalibrated(plan) || (linear.contains(name) && !others.contains(name)))
            continue;
        Scheme& scheme = *plan.scheme;
        const Method* usual = defaultMethod(*scheme.format);
        plan.fallback = sentence(MANTISSA_TR("core", "No layer multiplies with this weight alone, so %1 has "
                                                     "nothing to calibrate; %2 is used instead."),
                                 scheme.method->info().id, usual->info().id);
        scheme.methodParameters = ParameterValues(usual->info().parameters);
        scheme.method = usual;
    }
}

namespace {

using Plans = std::map<std::string_view, const TensorPlan*>;

/// Adds what calibrating one layer takes, if it is calibrated.
void addLayer(CalibrationPlan& result, const CalibrationText& text, const Node& node, const Plans& plans,
              std::int64_t expertsUsed) {
    const auto& weights = text.network.network.graph().weights();
    const std::int64_t experts = expertsIn(node);
    const std::int64_t columns = weights[node.weights[0]].columns;
    const std::int64_t reach =
        experts > 1 ? result.tokens * std::max<std::int64_t>(1, expertsUsed) / experts : result.tokens;
    bool whole = false;
    bool any = false;
    for (std::size_t i = 0; i < matricesOf(node); ++i) {
        const auto found = plans.find(weights[node.weights[i]].name);
        if (found == plans.end())
            continue;
        any = true;
        whole = whole || (matricesOf(node) == 1 && !canBeSplit(*found->second->scheme));
        ++result.weights;
        if (reach < columns)
            result.thin.push_back({std::string(found->first), columns, reach});
    }
    const std::int64_t together = whole ? experts : expertsWithin(text.maxMemory, experts, columns);
    const std::uint64_t memory = momentBytes(together, columns);
    if (any && memory > result.memory) {
        result.memory = memory;
        result.largest = weights[node.weights[0]].name;
    }
}

} // namespace

CalibrationPlan planCalibration(const CalibrationText& text, std::vector<TensorPlan>& plans,
                                std::int64_t expertsUsed) {
    CalibrationPlan result;
    result.chunks = text.chunks.count();
    result.context = text.chunks.context();
    result.tokens = result.chunks * result.context;
    std::set<const Tensor*> wanted;
    for (const TensorPlan& plan : plans) {
        if (isCalibrated(plan))
            wanted.insert(plan.tensor.get());
    }
    const Graph& graph = text.network.network.graph();
    fitToNetwork(plans, graph);
    Plans calibrated;
    for (const TensorPlan& plan : plans) {
        if (isCalibrated(plan))
            calibrated.emplace(plan.tensor->name, &plan);
        else if (wanted.contains(plan.tensor.get()))
            result.uncovered.push_back(plan.tensor->name);
    }
    for (const Node& node : graph.nodes()) {
        if (node.op->isLinear())
            addLayer(result, text, node, calibrated, expertsUsed);
    }
    return result;
}

} // namespace mantissa
