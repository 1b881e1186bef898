#include "pipeline/calibrated_weights.h"

#include "calibration/linear_inputs.h"
#include "pipeline/expert_parts.h"
#include "pipeline/movable_factors.h"
#include "pipeline/network_walk.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace mantissa {

namespace {

/// Whether a method asks for the inputs that the quantized layers before give.
bool wantsQuantizedPrefix(const Scheme& scheme) {
    const MethodInfo& info = scheme.method->info();
    const bool chooses =
        std::any_of(info.parameters.begin(), info.parameters.end(),
                    [](const ParameterInfo& parameter) { return parameter.name == "sequential"; });
    return info.scope == Scope::Network && (!chooses || scheme.methodParameters.boolean("sequential"));
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
            return found != plans.end() && isCalibrated(*found->second);
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
    one->firstExpert = all->firstExpert + expert;
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
            if (!isCalibrated(*plan))
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
                if (found != plans_.end() && isCalibrated(*found->second) &&
                    wantsQuantizedPrefix(*found->second->scheme) == quantized)
                    return true;
            }
        }
        return false;
    }

    Result<void> quantizeGroup(const Group& group) {
        for (const bool quantized : {false, true}) {
            if (wants(group, quantized))
                MANTISSA_CHECK(advanceTo(group, quantized));
        }
        const std::int64_t experts = expertsIn(network_.graph().nodes()[group.first]);
        const std::int64_t atOnce = expertsAtOnce(group, experts);
        if (atOnce < experts)
            return quantizeInParts(group, experts, atOnce);
        MANTISSA_TRY(const Seen seen, statisticsFor(group, {}, true));
        tellCoverage(seen);
        MANTISSA_TRY(const std::vector<float> scales, columnScales(group, seen));
        return eachMatrix(group, [&](WeightId slot, const TensorPlan& plan, std::int64_t expert, bool apart) {
            const auto& all = seen[wantsQuantizedPrefix(*plan.scheme) ? 1 : 0];
            return quantizeOne(slot, plan, apart ? ofExpert(all, expert) : all, scales);
        });
    }

    /// A few experts at a time; columns are not scaled, as nothing before experts could take the factors
    /// over.
    Result<void> quantizeInParts(const Group& group, std::int64_t experts, std::int64_t atOnce) {
        MANTISSA_TRY(const Seen counted, statisticsFor(group, {}, false));
        tellCoverage(counted);
        std::map<WeightId, std::vector<std::shared_ptr<const QuantizedTensor>>> parts;
        for (std::int64_t first = 0; first < experts; first += atOnce) {
            const ExpertRange range{first, std::min(atOnce, experts - first)};
            MANTISSA_TRY(const Seen seen, statisticsFor(group, range, true));
            MANTISSA_CHECK(eachMatrix(
                group,
                [&](WeightId slot, const TensorPlan& plan, std::int64_t expert, bool apart) -> Result<void> {
                    const auto& some = seen[wantsQuantizedPrefix(*plan.scheme) ? 1 : 0];
                    if (!apart) {
                        MANTISSA_TRY(parts[slot].emplace_back(), quantizePart(slot, plan, some, experts));
                        return {};
                    }
                    const bool here = expert >= first && expert < first + range.count;
                    return here ? quantizeOne(slot, plan, ofExpert(some, expert - first), {})
                                : Result<void>();
                }));
        }
        for (const auto& [slot, pieces] : parts)
            MANTISSA_CHECK(keep(slot, *plans_.at(slot), joined(pieces)));
        return {};
    }

    /// What came into a group's weights, by wantsQuantizedPrefix(); null where nobody asks.
    using Seen = std::array<std::shared_ptr<const LinearInput>, 2>;

    /// Calls `body` for each weight of the group that wants calibration: its expert, and whether each has a
    /// weight of its own.
    template <class Body>
    Result<void> eachMatrix(const Group& group, const Body& body) {
        for (const std::size_t index : group.nodes) {
            const Node& node = network_.graph().nodes()[index];
            const std::size_t count = matricesOf(node);
            for (std::size_t i = 0; i < count; ++i) {
                const auto found = plans_.find(node.weights[i]);
                if (found != plans_.end() && isCalibrated(*found->second))
                    MANTISSA_CHECK(
                        body(found->first, *found->second, static_cast<std::int64_t>(i), count > 1));
            }
        }
        return {};
    }

    std::int64_t expertsAtOnce(const Group& group, std::int64_t experts) {
        const Graph& graph = network_.graph();
        bool whole = experts == 1;
        const auto look = [&](WeightId /*slot*/, const TensorPlan& plan, std::int64_t, bool apart) {
            whole = whole || (!apart && !canBeSplit(*plan.scheme));
            return Result<void>();
        };
        if (!eachMatrix(group, look) || whole)
            return experts;
        const std::uint64_t walks = wants(group, true) && wants(group, false) ? 2 : 1;
        const WeightId first = graph.nodes()[group.first].weights[0];
        return expertsWithin(text_.maxMemory / walks, experts, graph.weights()[first].columns);
    }

    /// Of all weights that read the same value; empty unless they agree on the scheme and the value's maker
    /// can take the factors over.
    Result<std::vector<float>> columnScales(const Group& group, const Seen& seen) {
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

    Result<void> advanceTo(const Group& group, bool quantized) {
        auto& walk = walks_[quantized ? 1 : 0];
        if (!walk)
            walk.emplace(text_.network, text_.chunks, text_.batchTokens);
        MANTISSA_CHECK(
            walk->advanceTo(group.first, quantized ? network_ : text_.network.network, runtime_, task_));
        task_.advance(tokens());
        return {};
    }

    Result<Seen> statisticsFor(const Group& group, ExpertRange range, bool moments) {
        Seen seen;
        for (const bool quantized : {false, true}) {
            if (wants(group, quantized)) {
                MANTISSA_TRY(seen[quantized ? 1 : 0], statistics(group, quantized, range, moments));
            }
        }
        return seen;
    }

    /// Of the experts named, where the walk is.
    Result<std::shared_ptr<const LinearInput>> statistics(const Group& group, bool quantized,
                                                          ExpertRange range, bool moments) {
        auto& walk = *walks_[quantized ? 1 : 0];
        const Node& node = network_.graph().nodes()[group.first];
        auto input = std::make_shared<LinearInput>();
        const std::size_t matrices = matricesOf(node);
        const auto first = matrices > 1 ? static_cast<std::size_t>(range.first) : 0;
        const std::size_t count =
            matrices > 1 && range.count > 0 ? static_cast<std::size_t>(range.count) : matrices;
        for (std::size_t i = first; i < first + count; ++i)
            input->weights.push_back(network_.graph().weights()[node.weights[i]].name);
        for (std::size_t batch = 0; batch < walk.batches(); ++batch) {
            const Inputs values = walk.inputs(batch, node);
            MANTISSA_CHECK(addInputs(*input, node, values, moments, task_, false, range));
        }
        return std::shared_ptr<const LinearInput>(std::move(input));
    }

    /// Too little text shows here, before the work of this layer; once for the layers that share inputs.
    void tellCoverage(const Seen& seen) {
        const LinearInput& input = *(seen[0] ? seen[0] : seen[1]);
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
        MethodInput input;
        input.rows = text_.network.network.weight(slot); // outputs x inputs, however the file stores them
        if (importance_)
            input.importance = importance_->of(plan.tensor->name);
        input.statistics = std::move(statistics);
        input.columnScales = scales;
        MANTISSA_TRY(auto tensor, quantized(plan, std::move(input)));
        return keep(slot, plan, std::move(tensor));
    }

    /// Those of a stack of experts that the statistics are of.
    Result<std::shared_ptr<const QuantizedTensor>>
    quantizePart(WeightId slot, const TensorPlan& plan, const std::shared_ptr<const LinearInput>& statistics,
                 std::int64_t experts) {
        MethodInput input;
        const auto all = text_.network.network.weight(slot);
        const std::int64_t rows = all->rows() / experts;
        const std::int64_t first = statistics->firstExpert;
        input.rows = someRows(all, first * rows, statistics->experts() * rows);
        if (importance_)
            input.importance = importance_->of(plan.tensor->name);
        if (input.importance.size() == static_cast<std::size_t>(experts * all->columns())) {
            const auto begin = input.importance.begin() + first * all->columns();
            input.importance = {begin, begin + statistics->experts() * all->columns()};
        }
        input.statistics = statistics;
        return quantized(plan, std::move(input));
    }

    Result<std::shared_ptr<const QuantizedTensor>> quantized(const TensorPlan& plan, MethodInput input) {
        MANTISSA_CHECK(task_.check());
        const std::string& name = plan.tensor->name;
        input.tell = [&](const Text& note) { result_->notes.push_back({name, note}); };
        auto tensor = quantize(*plan.scheme, input, task_);
        if (!tensor)
            return fail(std::move(std::move(tensor).error().ofTensor(name)));
        return tensor;
    }

    Result<void> keep(WeightId slot, const TensorPlan& plan, std::shared_ptr<const QuantizedTensor> tensor) {
        MANTISSA_TRY(network_, network_.withWeight(slot, tensor));
        result_->weights.emplace(plan.tensor->name, std::move(tensor));
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

Result<CalibratedWeightsPtr> quantizeCalibrated(const CalibrationText& text,
                                                const std::vector<TensorPlan>& plans,
                                                const TensorImportancePtr& importance, const Task& task) {
    return Driver(text, plans, importance, task).run();
}

} // namespace mantissa
