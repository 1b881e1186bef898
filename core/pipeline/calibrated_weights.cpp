#include "pipeline/calibrated_weights.h"

#include "calibration/linear_inputs.h"
#include "pipeline/movable_factors.h"
#include "pipeline/network_walk.h"

#include <algorithm>
#include <optional>
#include <set>

namespace mantissa {

namespace {

bool calibrated(const TensorPlan& plan) {
    return plan.scheme && plan.scheme->method->info().scope != Scope::Weight;
}

/// Whether a method asks for the inputs that the quantized layers before give.
bool wantsQuantizedPrefix(const Scheme& scheme) {
    const MethodInfo& info = scheme.method->info();
    const bool chooses =
        std::any_of(info.parameters.begin(), info.parameters.end(),
                    [](const ParameterInfo& parameter) { return parameter.name == "sequential"; });
    return info.scope == Scope::Network && (!chooses || scheme.methodParameters.boolean("sequential"));
}

/// The weights of a linear node that columns are multiplied with; a bias comes after them.
std::size_t matricesOf(const Node& node) {
    return node.op->kind() == "expert_linear" ? node.weights.size() : 1;
}

/// Linear layers that read the same values, and through the same choice of experts if there is one.
struct Group {
    std::size_t first; ///< index of the first node
    std::vector<std::size_t> nodes;
};

std::vector<Group> groupsOf(const Graph& graph, const std::map<WeightId, const TensorPlan*>& plans) {
    std::vector<Group> groups;
    const auto& nodes = graph.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        if (!node.op->isLinear())
            continue;
        const auto wanted = [&](WeightId weight) {
            const auto found = plans.find(weight);
            return found != plans.end() && calibrated(*found->second);
        };
        const auto end = node.weights.begin() + static_cast<std::ptrdiff_t>(matricesOf(node));
        if (std::none_of(node.weights.begin(), end, wanted))
            continue;
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return nodes[group.first].inputs == node.inputs;
        });
        if (same == groups.end())
            groups.push_back({i, {i}});
        else
            same->nodes.push_back(i);
    }
    return groups;
}

/// What one of several experts saw, where each has a weight of its own.
std::shared_ptr<const LinearInput> ofExpert(const std::shared_ptr<const LinearInput>& all,
                                            std::int64_t expert) {
    auto one = std::make_shared<LinearInput>();
    const auto columns = static_cast<std::size_t>(all->columns());
    const std::size_t begin = static_cast<std::size_t>(expert) * columns;
    const auto part = [&](const auto& values) {
        const auto span = std::span(values).subspan(begin, columns);
        return std::vector(span.begin(), span.end());
    };
    one->weights = {all->weights[static_cast<std::size_t>(expert)]};
    one->squares = part(all->squares);
    one->low = part(all->low);
    one->high = part(all->high);
    one->counts = {all->counts[static_cast<std::size_t>(expert)]};
    one->tokens = one->counts[0];
    const auto hessian = all->hessianOf(expert);
    one->hessian.assign(hessian.begin(), hessian.end());
    return one;
}

class Driver {
public:
    Driver(const CalibrationText& text, const std::vector<TensorPlan>& plans,
           const TensorImportancePtr& importance, const Task& task)
        : text_(text), importance_(importance), task_(task), network_(text.network.network),
          result_(std::make_shared<CalibratedWeights>()) {
        for (const TensorPlan& plan : plans) {
            const auto slot = network_.graph().findWeight(plan.tensor->name);
            if (slot && plan.scheme)
                plans_.emplace(*slot, &plan);
        }
        groups_ = groupsOf(network_.graph(), plans_);
    }

    Result<CalibratedWeightsPtr> run() {
        addTotals();
        for (const auto& [slot, plan] : plans_) {
            if (!calibrated(*plan))
                MANTISSA_CHECK(quantizeOne(slot, *plan, nullptr, {}));
        }
        for (const Group& group : groups_)
            MANTISSA_CHECK(quantizeGroup(group));
        return CalibratedWeightsPtr(std::move(result_));
    }

private:
    std::uint64_t tokens() const {
        return static_cast<std::uint64_t>(text_.chunks.count() * text_.chunks.context());
    }

    void addTotals() const {
        for (const auto& [slot, plan] : plans_)
            task_.addTotal(plan->tensor->elements());
        for (const Group& group : groups_)
            task_.addTotal(tokens() * static_cast<std::uint64_t>(wants(group, true) + wants(group, false)));
    }

    /// Whether a weight of the group wants statistics of the quantized (or else the original) prefix.
    bool wants(const Group& group, bool quantized) const {
        for (const std::size_t index : group.nodes) {
            for (const WeightId weight : network_.graph().nodes()[index].weights) {
                const auto found = plans_.find(weight);
                if (found != plans_.end() && calibrated(*found->second) &&
                    wantsQuantizedPrefix(*found->second->scheme) == quantized)
                    return true;
            }
        }
        return false;
    }

    Result<void> quantizeGroup(const Group& group) {
        std::shared_ptr<const LinearInput> seen[2];
        for (const bool quantized : {false, true}) {
            if (wants(group, quantized)) {
                MANTISSA_TRY(seen[quantized ? 1 : 0], statistics(group, quantized));
            }
        }
        MANTISSA_TRY(const std::vector<float> scales, columnScales(group, seen));
        for (const std::size_t index : group.nodes) {
            const Node& node = network_.graph().nodes()[index];
            for (std::size_t i = 0; i < matricesOf(node); ++i) {
                const auto found = plans_.find(node.weights[i]);
                if (found == plans_.end() || !calibrated(*found->second))
                    continue;
                const auto& all = seen[wantsQuantizedPrefix(*found->second->scheme) ? 1 : 0];
                const bool apart = matricesOf(node) > 1;
                MANTISSA_CHECK(quantizeOne(found->first, *found->second,
                                           apart ? ofExpert(all, static_cast<std::int64_t>(i)) : all,
                                           scales));
            }
        }
        return {};
    }

    /// Of all weights that read the same value; empty unless they agree on the scheme and the value's maker
    /// can take the factors over.
    Result<std::vector<float>> columnScales(const Group& group,
                                            std::span<const std::shared_ptr<const LinearInput>, 2> seen) {
        const Graph& graph = network_.graph();
        std::vector<std::shared_ptr<const RowSource>> weights;
        const Scheme* scheme = nullptr;
        for (const std::size_t index : group.nodes) {
            const WeightId weight = graph.nodes()[index].weights[0];
            const auto found = plans_.find(weight);
            if (found == plans_.end() || (scheme != nullptr && !(*scheme == *found->second->scheme)))
                return std::vector<float>();
            scheme = &*found->second->scheme;
            weights.push_back(text_.network.network.weight(weight));
        }
        const std::vector<std::size_t> readers = allReaders(group);
        if (!text_.columnFactors || readers.size() != group.nodes.size() || !factorsCanMove(graph, readers))
            return std::vector<float>();
        const LinearInput& statistics = *seen[wantsQuantizedPrefix(*scheme) ? 1 : 0];
        return scheme->method->columnScales(*scheme->format, weights, statistics, scheme->methodParameters,
                                            task_);
    }

    /// All linear nodes that read the group's value, whether they are calibrated or not.
    std::vector<std::size_t> allReaders(const Group& group) const {
        std::vector<std::size_t> readers;
        const auto& nodes = network_.graph().nodes();
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].op->isLinear() && nodes[i].inputs == nodes[group.first].inputs)
                readers.push_back(i);
        }
        return readers;
    }

    Result<std::shared_ptr<const LinearInput>> statistics(const Group& group, bool quantized) {
        auto& walk = walks_[quantized ? 1 : 0];
        if (!walk)
            walk.emplace(text_.network, text_.chunks, text_.batchTokens);
        MANTISSA_CHECK(
            walk->advanceTo(group.first, quantized ? network_ : text_.network.network, runtime_, task_));
        const Node& node = network_.graph().nodes()[group.first];
        auto input = std::make_shared<LinearInput>();
        for (std::size_t i = 0; i < matricesOf(node); ++i)
            input->weights.push_back(network_.graph().weights()[node.weights[i]].name);
        for (std::size_t batch = 0; batch < walk->batches(); ++batch) {
            const Inputs values = walk->inputs(batch, node);
            MANTISSA_CHECK(addInputs(*input, node, values, true, task_));
        }
        task_.advance(tokens());
        tellCoverage(group, *input, quantized);
        return std::shared_ptr<const LinearInput>(std::move(input));
    }

    /// Too little text shows here, before the work of this layer; once for the layers that share inputs.
    void tellCoverage(const Group& group, const LinearInput& input, bool quantized) {
        if (quantized && wants(group, false))
            return;
        const auto unseen = std::count(input.counts.begin(), input.counts.end(), std::uint64_t{0});
        const auto fewest = *std::min_element(input.counts.begin(), input.counts.end());
        if (unseen > 0) {
            result_->notes.push_back(
                {input.weights[0],
                 sentence(MANTISSA_TR("core", "%1 of %2 experts saw no token of the calibration text: they "
                                              "are rounded without calibration. More text may reach them."),
                          unseen, input.experts())});
        } else if (fewest < static_cast<std::uint64_t>(input.columns())) {
            result_->notes.push_back(
                {input.weights[0],
                 sentence(MANTISSA_TR("core", "Only %1 tokens for %2 columns: what calibration learns here "
                                              "is thin. More text makes it better."),
                          fewest, input.columns())});
        }
    }

    Result<void> quantizeOne(WeightId slot, const TensorPlan& plan,
                             std::shared_ptr<const LinearInput> statistics,
                             const std::vector<float>& scales) {
        MANTISSA_CHECK(task_.check());
        const std::string& name = plan.tensor->name;
        MethodInput input;
        input.rows = text_.network.network.weight(slot); // outputs x inputs, however the file stores them
        if (importance_)
            input.importance = importance_->of(name);
        input.statistics = std::move(statistics);
        input.columnScales = scales;
        input.tell = [&](const Text& note) { result_->notes.push_back({name, note}); };
        auto tensor = quantize(*plan.scheme, input, task_);
        if (!tensor)
            return fail(std::move(std::move(tensor).error().ofTensor(name)));
        MANTISSA_TRY(network_, network_.withWeight(slot, *tensor));
        result_->weights.emplace(name, std::move(*tensor));
        return {};
    }

    const CalibrationText& text_;
    const TensorImportancePtr& importance_;
    const Task& task_;
    Network network_; ///< as far as it is quantized
    std::map<WeightId, const TensorPlan*> plans_;
    std::vector<Group> groups_;
    std::optional<NetworkWalk> walks_[2]; ///< over the original, over the quantized prefix
    Runtime runtime_;
    std::shared_ptr<CalibratedWeights> result_;
};

} // namespace

bool needsCalibration(const std::vector<TensorPlan>& plans) {
    return std::any_of(plans.begin(), plans.end(), calibrated);
}

Result<void> refuseUncalibrated(const std::vector<TensorPlan>& plans) {
    const auto found = std::find_if(plans.begin(), plans.end(), calibrated);
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
        if (!calibrated(plan) || (linear.contains(name) && !others.contains(name)))
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

Result<CalibratedWeightsPtr> quantizeCalibrated(const CalibrationText& text,
                                                const std::vector<TensorPlan>& plans,
                                                const TensorImportancePtr& importance, const Task& task) {
    return Driver(text, plans, importance, task).run();
}

} // namespace mantissa
