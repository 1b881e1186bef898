#include "evaluation/output_error.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/operators/expert_linear.h"
#include "network/operators/linear.h"
#include "network/vector_math.h"
#include "network/weight_name.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace mantissa {

namespace {

/// Rows of one weight less those of another.
class Difference final : public RowSource {
public:
    Difference(WeightSource a, WeightSource b) : a_(std::move(a)), b_(std::move(b)) {}
    std::int64_t rows() const override { return a_->rows(); }
    std::int64_t columns() const override { return a_->columns(); }
    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        MANTISSA_CHECK(a_->read(first, count, out));
        std::vector<float> other(out.size());
        MANTISSA_CHECK(b_->read(first, count, other));
        std::transform(out.begin(), out.end(), other.begin(), out.begin(), std::minus<float>());
        return {};
    }

private:
    WeightSource a_;
    WeightSource b_;
};

/// Sum of squares in blocks whose borders depend on the size alone.
Result<double> squares(std::span<const float> values, const Task& task) {
    constexpr std::size_t block = std::size_t{1} << 16;
    const auto blocks = static_cast<std::int64_t>((values.size() + block - 1) / block);
    const auto one = [&](std::int64_t b) -> Result<double> {
        const std::size_t first = static_cast<std::size_t>(b) * block;
        return vector_math::sumOfSquares(values.subspan(first, std::min(block, values.size() - first)));
    };
    return parallelReduce(blocks, task, 0.0, one, [](double& sum, double part) { sum += part; });
}

Result<double> squaresOf(const RowSource& rows, const Task& task) {
    constexpr std::int64_t elements = 1 << 18;
    const std::int64_t perBlock =
        std::clamp<std::int64_t>(elements / std::max<std::int64_t>(1, rows.columns()), 1, rows.rows());
    const auto one = [&](std::int64_t b) -> Result<double> {
        const std::int64_t first = b * perBlock;
        const std::int64_t count = std::min(perBlock, rows.rows() - first);
        std::vector<float> values(static_cast<std::size_t>(count * rows.columns()));
        MANTISSA_CHECK(rows.read(first, count, values));
        return vector_math::sumOfSquares(values);
    };
    return parallelReduce(ceilDivide(rows.rows(), perBlock), task, 0.0, one,
                          [](double& sum, double part) { sum += part; });
}

/// A layer that differs: its operator without bias, its weights, and what they differ by.
struct Layer {
    OperatorPtr op;
    std::vector<WeightSource> weights;
    std::vector<WeightSource> differences;
    std::size_t place; ///< in the result
};

class Comparison {
public:
    Comparison(const CausalNetwork& original, const CausalNetwork& changed, const OutputErrorOptions& options,
               const Runtime& runtime, const Task& task)
        : runtime_(runtime), task_(task) {
        const Graph& graph = original.network.graph();
        for (const Node& node : graph.nodes()) {
            if (node.op->isLinear() && (node.output < original.hidden || options.output))
                addIfChanged(node, original.network, changed.network);
        }
    }

    Result<void> sumWeights() {
        for (const auto& [output, layer] : layers_) {
            OutputError& stored = errors_[layer.place].stored;
            for (std::size_t i = 0; i < layer.weights.size(); ++i) {
                MANTISSA_TRY(const double signal, squaresOf(*layer.weights[i], task_));
                MANTISSA_TRY(const double error, squaresOf(*layer.differences[i], task_));
                stored.signal += signal;
                stored.error += error;
            }
        }
        return {};
    }

    Result<void> observe(const Node& node, Inputs inputs) {
        const auto found = layers_.find(node.output);
        if (found == layers_.end())
            return {};
        const Layer& layer = found->second;
        LayerError& error = errors_[layer.place];
        MANTISSA_TRY(const double signal, squaresOfProduct(layer, layer.weights, inputs));
        MANTISSA_TRY(const double apart, squaresOfProduct(layer, layer.differences, inputs));
        error.output.signal += signal;
        error.output.error += apart;
        error.tokens += inputs.size() > 1 ? inputs[1]->size() : static_cast<std::uint64_t>(inputs[0]->rows());
        return {};
    }

    bool empty() const { return layers_.empty(); }
    std::vector<LayerError> finish() && { return std::move(errors_); }

private:
    void addIfChanged(const Node& node, const Network& original, const Network& changed) {
        const bool experts = node.op->kind() == "expert_linear";
        Layer layer{experts ? node.op : std::make_shared<Linear>(), {}, {}, errors_.size()};
        bool differs = false;
        // The bias, where there is one, comes second.
        const std::size_t weights = experts ? node.weights.size() : 1;
        for (std::size_t i = 0; i < weights; ++i) {
            const WeightSource& a = original.weight(node.weights[i]);
            const WeightSource& b = changed.weight(node.weights[i]);
            differs = differs || a != b;
            layer.weights.push_back(a);
            layer.differences.push_back(std::make_shared<Difference>(a, b));
        }
        if (!differs)
            return;
        LayerError error;
        error.layer = weightName(original.graph(), node);
        if (error.layer.ends_with(".weight"))
            error.layer.resize(error.layer.size() - std::string_view(".weight").size());
        error.weight = original.graph().weights()[node.weights[0]].name;
        errors_.push_back(std::move(error));
        layers_.emplace(node.output, std::move(layer));
    }

    Result<double> squaresOfProduct(const Layer& layer, std::span<const WeightSource> weights,
                                    Inputs inputs) const {
        const OperatorContext context{weights, runtime_.panels.get(), runtime_.storage, &task_};
        MANTISSA_TRY(const Array product, layer.op->forward(inputs, context));
        return squares(product.values(), task_);
    }

    const Runtime& runtime_;
    const Task& task_;
    std::map<ValueId, Layer> layers_; ///< by their output
    std::vector<LayerError> errors_;
};

bool sameGraph(const Graph& a, const Graph& b) {
    const auto alike = [](const Node& x, const Node& y) {
        return x.name == y.name && x.op == y.op && x.inputs == y.inputs && x.weights == y.weights;
    };
    return &a == &b ||
           std::equal(a.nodes().begin(), a.nodes().end(), b.nodes().begin(), b.nodes().end(), alike);
}

/// sum of v_r H v_r^T over the rows of v.
double quadraticForm(const std::vector<double>& v, std::int64_t columns, std::span<const double> hessian) {
    const auto rows = static_cast<std::int64_t>(v.size()) / columns;
    std::vector<double> product(v.size());
    multiplyPlain(rows, columns, columns, v.data(), hessian.data(), product.data());
    double sum = 0;
    for (std::size_t i = 0; i < v.size(); ++i)
        sum += v[i] * product[i];
    // Rounding may leave a trace below zero where nothing is left.
    return std::max(sum, 0.0);
}

} // namespace

double OutputError::relative() const {
    if (error == 0)
        return 0;
    return signal == 0 ? std::numeric_limits<double>::infinity() : std::sqrt(error / signal);
}

double OutputError::sqnrDb() const {
    return -20 * std::log10(relative());
}

Result<std::vector<LayerError>> outputErrors(const CausalNetwork& original, const CausalNetwork& changed,
                                             const TokenChunks& chunks, const OutputErrorOptions& options,
                                             const Runtime& runtime, const Task& task) {
    if (!sameGraph(original.network.graph(), changed.network.graph()))
        return fail(
            ErrorCode::Mismatch,
            sentence(MANTISSA_TR("core", "The outputs of layers can only be compared between networks "
                                         "of the same structure.")));
    Comparison comparison(original, changed, options, runtime, task);
    task.addTotal(static_cast<std::uint64_t>(chunks.count() * chunks.context()));
    MANTISSA_CHECK(comparison.sumWeights());
    RunOptions observing;
    observing.observer = [&comparison](const Node& node, Inputs inputs) {
        return comparison.observe(node, inputs);
    };
    const std::int64_t perBatch = std::max<std::int64_t>(1, options.batchTokens / chunks.context());
    for (std::int64_t first = 0; first < chunks.count() && !comparison.empty(); first += perBatch) {
        const std::int64_t count = std::min(perBatch, chunks.count() - first);
        const Array ids = chunks.ids(first, count);
        MANTISSA_TRY(const Array hidden, hiddenStates(original, ids, runtime, task, observing));
        if (options.output) {
            MANTISSA_TRY(const Array logits, logitsOf(original, hidden, runtime, task, observing));
        }
        task.advance(static_cast<std::uint64_t>(count * chunks.context()));
    }
    return std::move(comparison).finish();
}

Result<OutputError> outputErrorOf(const RowSource& original, const RowSource& changed, std::int64_t first,
                                  std::int64_t count, std::span<const double> hessian, const Task& task) {
    const std::int64_t columns = original.columns();
    const bool fits = changed.columns() == columns && first >= 0 && count >= 0 &&
                      first + count <= original.rows() && first + count <= changed.rows() &&
                      static_cast<std::int64_t>(hessian.size()) == columns * columns;
    if (!fits)
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The network needs %1 × %2 values here, but the weight has "
                                                 "%3 × %4."),
                             original.rows(), columns, changed.rows(), changed.columns()));
    constexpr std::int64_t perBlock = 64;
    const auto one = [&](std::int64_t b) -> Result<OutputError> {
        const std::int64_t row = first + b * perBlock;
        const std::int64_t rows = std::min(perBlock, first + count - row);
        std::vector<float> a(static_cast<std::size_t>(rows * columns));
        std::vector<float> other(a.size());
        MANTISSA_CHECK(original.read(row, rows, a));
        MANTISSA_CHECK(changed.read(row, rows, other));
        std::vector<double> values(a.begin(), a.end());
        OutputError error;
        error.signal = quadraticForm(values, columns, hessian);
        for (std::size_t i = 0; i < a.size(); ++i)
            values[i] = static_cast<double>(a[i]) - static_cast<double>(other[i]);
        error.error = quadraticForm(values, columns, hessian);
        return error;
    };
    return parallelReduce(ceilDivide(count, perBlock), task, OutputError(), one,
                          [](OutputError& sum, const OutputError& part) {
                              sum.signal += part.signal;
                              sum.error += part.error;
                          });
}

} // namespace mantissa
