#include "calibration/linear_inputs.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/operators/expert_linear.h"
#include "network/vector_math.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace mantissa {

namespace {

constexpr std::int64_t rowBlock = 256;
constexpr std::int64_t hessianBlock = 256;

/// Rows that one weight matrix sees: `count` rows of `width` floats.
struct Rows {
    const float* data;
    std::int64_t count;
    std::int64_t width;
};

struct Sums {
    std::vector<double> squares;
    std::vector<float> low;
    std::vector<float> high;
    std::optional<ValueHistogram> histogram;
};

/// What to collect besides sums and ranges.
struct Wanted {
    bool hessian;
    bool histogram;
};

Sums emptySums(std::int64_t columns) {
    const auto size = static_cast<std::size_t>(columns);
    return {std::vector<double>(size), std::vector<float>(size, std::numeric_limits<float>::infinity()),
            std::vector<float>(size, -std::numeric_limits<float>::infinity()), std::nullopt};
}

Sums sumsOfRows(const Rows& x, std::int64_t first, std::int64_t count, bool histogram) {
    Sums sums = emptySums(x.width);
    if (histogram)
        sums.histogram.emplace().add({x.data + first * x.width, static_cast<std::size_t>(count * x.width)});
    const auto width = static_cast<std::size_t>(x.width);
    for (std::int64_t row = first; row < first + count; ++row) {
        const std::span line(x.data + row * x.width, width);
        vector_math::addSquares(line, sums.squares);
        for (std::size_t i = 0; i < width; ++i) {
            sums.low[i] = std::min(sums.low[i], line[i]);
            sums.high[i] = std::max(sums.high[i], line[i]);
        }
    }
    return sums;
}

/// Adds rows to the figures of one expert (0 where there are none).
class Part {
public:
    Part(LinearInput& input, std::int64_t expert)
        : input_(input), expert_(static_cast<std::size_t>(expert)) {}

    Result<void> add(const Rows& x, Wanted wanted, const Task& task) {
        std::vector<Sums> parts(static_cast<std::size_t>(ceilDivide(x.count, rowBlock)));
        const auto done = parallelChunks(
            static_cast<std::int64_t>(parts.size()), task, [&](std::int64_t i) -> Result<void> {
                parts[static_cast<std::size_t>(i)] =
                    sumsOfRows(x, i * rowBlock, std::min(rowBlock, x.count - i * rowBlock), wanted.histogram);
                return {};
            });
        MANTISSA_CHECK(done);
        for (const Sums& part : parts)
            join(part);
        input_.counts[expert_] += static_cast<std::uint64_t>(x.count);
        input_.tokens += static_cast<std::uint64_t>(x.count);
        return wanted.hessian ? addHessian(x, task) : Result<void>();
    }

private:
    void join(const Sums& sums) {
        const std::size_t first = expert_ * sums.squares.size();
        for (std::size_t i = 0; i < sums.squares.size(); ++i) {
            input_.squares[first + i] += sums.squares[i];
            input_.low[first + i] = std::min(input_.low[first + i], sums.low[i]);
            input_.high[first + i] = std::max(input_.high[first + i], sums.high[i]);
        }
        if (sums.histogram)
            input_.histograms[expert_].join(*sums.histogram);
    }

    Result<void> addHessian(const Rows& x, const Task& task) {
        const std::int64_t columns = x.width;
        const auto size = static_cast<std::size_t>(columns * columns);
        input_.hessian.resize(input_.counts.size() * size);
        double* const hessian = input_.hessian.data() + expert_ * size;
        const std::int64_t blocks = ceilDivide(columns, hessianBlock);
        return parallelChunks(blocks, task, [&](std::int64_t block) -> Result<void> {
            const std::int64_t first = block * hessianBlock;
            const std::int64_t count = std::min(hessianBlock, columns - first);
            std::vector<float> part(static_cast<std::size_t>(count * columns));
            multiplyTransposedLeft(count, columns, x.count, {x.data + first, columns}, {x.data, columns},
                                   part.data(), columns);
            double* out = hessian + first * columns;
            for (std::size_t i = 0; i < part.size(); ++i)
                out[i] += static_cast<double>(part[i]);
            return {};
        });
    }

    LinearInput& input_;
    std::size_t expert_;
};

const ExpertLinear* expertsOf(const Node& node) {
    return dynamic_cast<const ExpertLinear*>(node.op.get());
}

void prepare(LinearInput& input, std::int64_t experts, std::int64_t columns) {
    if (!input.counts.empty())
        return;
    Sums empty = emptySums(experts * columns);
    input.squares = std::move(empty.squares);
    input.low = std::move(empty.low);
    input.high = std::move(empty.high);
    input.counts.assign(static_cast<std::size_t>(experts), 0);
}

class Collector {
public:
    Collector(const CausalNetwork& model, const CalibrationOptions& options, const Task& task)
        : options_(options), task_(task) {
        for (const Node& node : model.network.graph().nodes()) {
            // What comes after the hidden state is the head.
            if (!node.op->isLinear() || (node.output > model.hidden && !options.output))
                continue;
            const auto [place, isNew] = places_.try_emplace(keyOf(node), inputs_.size());
            if (isNew) {
                inputs_.emplace_back();
                first_.push_back(node.output);
            }
            inputs_[place->second].weights.push_back(node.name + ".weight");
        }
    }

    Result<void> observe(const Node& node, Inputs values) {
        const auto place = node.op->isLinear() ? places_.find(keyOf(node)) : places_.end();
        // Others that read the same activation come after the first; it counts once.
        if (place == places_.end() || first_[place->second] != node.output)
            return {};
        return addInputs(inputs_[place->second], node, values, options_.hessians, task_, options_.histograms);
    }

    std::vector<LinearInput> finish() && { return std::move(inputs_); }

private:
    /// Layers that read the same values, and through the same choice of experts if there is one.
    using Key = std::pair<ValueId, ValueId>;

    static Key keyOf(const Node& node) {
        return {node.inputs[0], expertsOf(node) != nullptr ? node.inputs[1] : node.inputs[0]};
    }

    const CalibrationOptions& options_;
    const Task& task_;
    std::map<Key, std::size_t> places_; ///< in inputs_
    std::vector<ValueId> first_;        ///< the output of the first layer that reads each input
    std::vector<LinearInput> inputs_;
};

} // namespace

Result<void> addInputs(LinearInput& input, const Node& node, Inputs values, bool hessian, const Task& task,
                       bool histogram, ExpertRange range) {
    const Wanted wanted{hessian, histogram};
    const Array& x = *values[0];
    const ExpertLinear* experts = expertsOf(node);
    const std::int64_t all = experts != nullptr ? experts->experts() : 1;
    const std::int64_t count = range.count > 0 ? range.count : all;
    input.firstExpert = range.first;
    prepare(input, count, x.columns());
    // An expert that sees nothing has moments too: none.
    if (hessian)
        input.hessian.resize(static_cast<std::size_t>(count * x.columns() * x.columns()));
    if (histogram)
        input.histograms.resize(static_cast<std::size_t>(count));
    if (experts == nullptr)
        return Part(input, 0).add({x.values().data(), x.rows(), x.columns()}, wanted, task);
    MANTISSA_TRY(const auto rows, rowsOfExperts(x, *values[1], experts->experts()));
    for (std::int64_t expert = 0; expert < count; ++expert) {
        const auto& seen = rows[static_cast<std::size_t>(range.first + expert)];
        if (seen.empty())
            continue;
        const std::vector<float> gathered = gatherRows(x, seen);
        MANTISSA_CHECK(
            Part(input, expert)
                .add({gathered.data(), static_cast<std::int64_t>(seen.size()), x.columns()}, wanted, task));
    }
    return {};
}

std::span<const double> LinearInput::hessianOf(std::int64_t expert) const {
    const auto size = static_cast<std::size_t>(columns() * columns());
    return hessian.empty() ? std::span<const double>()
                           : std::span(hessian).subspan(static_cast<std::size_t>(expert) * size, size);
}

const LinearInput* Calibration::of(std::string_view weight) const {
    for (const LinearInput& input : inputs) {
        if (std::find(input.weights.begin(), input.weights.end(), weight) != input.weights.end())
            return &input;
    }
    return nullptr;
}

ImportanceMatrix Calibration::importance(std::string dataset) const {
    ImportanceMatrix matrix;
    for (const LinearInput& input : inputs) {
        ImportanceEntry entry;
        for (const double sum : input.squares)
            entry.sums.push_back(static_cast<float>(sum));
        entry.counts = input.counts;
        for (const std::string& weight : input.weights)
            matrix.entries[weight] = entry;
    }
    matrix.datasets = {std::move(dataset)};
    matrix.chunks = static_cast<std::uint32_t>(chunks);
    matrix.chunkTokens = static_cast<std::uint32_t>(context);
    return matrix;
}

Result<Calibration> calibrate(const CausalNetwork& model, const TokenChunks& chunks,
                              const CalibrationOptions& options, const Runtime& runtime, const Task& task) {
    Collector collector(model, options, task);
    RunOptions observing;
    observing.observer = [&collector](const Node& node, Inputs values) {
        return collector.observe(node, values);
    };
    const std::int64_t perBatch = std::max<std::int64_t>(1, options.batchTokens / chunks.context());
    task.addTotal(static_cast<std::uint64_t>(chunks.count() * chunks.context()));
    for (std::int64_t first = 0; first < chunks.count(); first += perBatch) {
        const std::int64_t count = std::min(perBatch, chunks.count() - first);
        const Array ids = chunks.ids(first, count);
        MANTISSA_TRY(const Array hidden, hiddenStates(model, ids, runtime, task, observing));
        if (options.output) {
            MANTISSA_TRY(const Array logits, logitsOf(model, hidden, runtime, task, observing));
        }
        task.advance(static_cast<std::uint64_t>(count * chunks.context()));
    }
    return Calibration{std::move(collector).finish(), chunks.count(), chunks.context()};
}

} // namespace mantissa
