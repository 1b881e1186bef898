// Runs the part of a graph that lies between the values fed and the values wanted.
#include "network/finite_check.h"
#include "network/run_plan.h"
#include "network/weight_name.h"

#include <algorithm>

namespace mantissa {

namespace {

/// An error of an operator, with the node it happened in.
Error inNode(const Node& node, const Graph& graph, Error error) {
    if (error.tensor().empty() && error.code() != ErrorCode::Cancelled)
        error.ofTensor(node.weights.empty() ? node.name : weightName(graph, node));
    return error;
}

/// One run: what was made so far, and what each step finds of it.
class Runner {
public:
    Runner(const Network& network, RunPlan plan, const Runtime& runtime, const Task& task,
           const RunOptions& options)
        : graph_(network.graph()), network_(network), plan_(std::move(plan)), runtime_(runtime), task_(task),
          options_(options), made_(graph_.valueCount()), cut_(graph_.valueCount()),
          values_(graph_.valueCount(), nullptr) {}

    void feed(const Feed& feed) { values_[feed.value] = feed.array; }

    Result<void> runAll() {
        for (std::size_t step = 0; step < plan_.nodes.size(); ++step) {
            MANTISSA_CHECK(task_.check());
            MANTISSA_CHECK(runStep(step));
            for (const ValueId input : nodeAt(step).inputs) {
                if (plan_.lastUse[input] != step)
                    continue;
                made_[input] = Array();
                cut_[input] = Array();
            }
        }
        return {};
    }

    /// A wanted value, once.
    Array take(ValueId value) {
        const bool fed = values_[value] != &made_[value];
        if (options_.positions && !plan_.partial[value] && canCut(*values_[value]))
            return cutOf(*values_[value]);
        return fed ? values_[value]->clone() : std::move(made_[value]);
    }

private:
    const Node& nodeAt(std::size_t step) const { return graph_.nodes()[plan_.nodes[step]]; }

    Result<void> runStep(std::size_t step) {
        const Node& node = nodeAt(step);
        std::vector<const Array*> inputs;
        for (const ValueId input : node.inputs)
            inputs.push_back(plan_.partial[node.output] ? partOf(input) : values_[input]);
        std::vector<WeightSource> weights;
        for (const WeightId weight : node.weights)
            weights.push_back(network_.weight(weight));
        const OperatorContext context{weights, runtime_.panels.get(), runtime_.storage,
                                      &task_,  options_.memory,       plan_.nodes[step]};
        if (options_.observer)
            MANTISSA_CHECK(options_.observer(node, inputs));
        if (options_.matrixOperations != nullptr)
            *options_.matrixOperations += node.op->matrixOperations(inputs, context);
        auto result = node.op->forward(inputs, context);
        if (!result)
            return fail(inNode(node, graph_, std::move(result).error()));
        made_[node.output] = std::move(*result);
        values_[node.output] = &made_[node.output];
        return checkFinite(step);
    }

    /// All values are looked at where somebody observes them.
    Result<void> checkFinite(std::size_t step) {
        const Node& node = nodeAt(step);
        if (!plan_.looked[node.output] && !options_.observer)
            return {};
        MANTISSA_TRY(const bool finite, isFinite(made_[node.output], task_));
        if (finite)
            return {};
        MANTISSA_TRY(const Node* const culprit, culpritBehind(node));
        return fail(notFinite(network_, *culprit, task_));
    }

    /// The first node, back from one whose result is not finite, that had nothing but finite inputs.
    Result<const Node*> culpritBehind(const Node& last) {
        const Node* culprit = &last;
        for (std::size_t i = plan_.nodes.size(); i-- > 0;) {
            const Node& node = nodeAt(i);
            const auto& inputs = culprit->inputs;
            if (std::find(inputs.begin(), inputs.end(), node.output) == inputs.end())
                continue;
            MANTISSA_TRY(const bool finite, isFinite(made_[node.output], task_)); // of one dropped: true
            if (!finite)
                culprit = &node;
        }
        return culprit;
    }

    /// [sequences, length, ...]. Others are one row for all positions.
    bool canCut(const Array& array) const {
        return array.shape().size() > 2 && array.shape()[1] >= options_.positions->end;
    }

    /// The wanted positions of all sequences.
    Array cutOf(const Array& whole) const {
        const PositionRange& range = *options_.positions;
        Shape shape = whole.shape();
        const std::int64_t row =
            static_cast<std::int64_t>(whole.size()) / std::max<std::int64_t>(1, shape[0] * shape[1]);
        const std::int64_t step = shape[1] * row;
        shape[1] = range.end - range.first;
        const std::int64_t size = shape[1] * row;
        if (whole.holdsIntegers()) {
            std::vector<std::int32_t> ids;
            for (std::int64_t sequence = 0; sequence < shape[0]; ++sequence) {
                const auto from = whole.ids().begin() + sequence * step + range.first * row;
                ids.insert(ids.end(), from, from + size);
            }
            return Array::integers(std::move(shape), std::move(ids));
        }
        Array part(shape, runtime_.storage);
        for (std::int64_t sequence = 0; sequence < shape[0]; ++sequence)
            std::copy_n(whole.values().data() + sequence * step + range.first * row, size,
                        part.values().data() + sequence * size);
        return part;
    }

    /// The wanted positions of a value.
    const Array* partOf(ValueId value) {
        if (plan_.partial[value])
            return values_[value];
        if (!canCut(*values_[value]))
            return values_[value]; // one row for all positions
        if (cut_[value].size() == 0)
            cut_[value] = cutOf(*values_[value]);
        return &cut_[value];
    }

    const Graph& graph_;
    const Network& network_;
    const RunPlan plan_;
    const Runtime& runtime_;
    const Task& task_;
    const RunOptions& options_;
    std::vector<Array> made_; ///< of each value
    std::vector<Array>
        cut_; ///< of each value that was made for all positions: the wanted ones, once asked for
    std::vector<const Array*> values_;
};

} // namespace

Result<std::vector<Array>> run(const Network& network, std::span<const Feed> feeds,
                               std::span<const ValueId> wanted, const Runtime& runtime, const Task& task,
                               const RunOptions& options) {
    MANTISSA_TRY(RunPlan plan, planRun(network.graph(), feeds, wanted, options.positions.has_value()));
    Runner runner(network, std::move(plan), runtime, task, options);
    for (const Feed& feed : feeds)
        runner.feed(feed);
    MANTISSA_CHECK(runner.runAll());
    std::vector<Array> results;
    for (const ValueId value : wanted)
        results.push_back(runner.take(value));
    return results;
}

} // namespace mantissa
