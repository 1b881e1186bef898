#include "calibration/linear_inputs.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_product.h"
#include "network/vector_math.h"

#include <algorithm>
#include <limits>

namespace mantissa {

namespace {

constexpr std::int64_t rowBlock = 256;
constexpr std::int64_t hessianBlock = 256;

struct Sums {
    std::vector<double> squares;
    std::vector<float> low;
    std::vector<float> high;
};

Sums emptySums(std::int64_t columns) {
    const auto size = static_cast<std::size_t>(columns);
    return {std::vector<double>(size), std::vector<float>(size, std::numeric_limits<float>::infinity()),
            std::vector<float>(size, -std::numeric_limits<float>::infinity())};
}

Sums sumsOfRows(const Array& x, std::int64_t first, std::int64_t count) {
    Sums sums = emptySums(x.columns());
    const auto width = static_cast<std::size_t>(x.columns());
    for (std::int64_t row = first; row < first + count; ++row) {
        const auto line = x.values().subspan(static_cast<std::size_t>(row) * width, width);
        vector_math::addSquares(line, sums.squares);
        for (std::size_t i = 0; i < width; ++i) {
            sums.low[i] = std::min(sums.low[i], line[i]);
            sums.high[i] = std::max(sums.high[i], line[i]);
        }
    }
    return sums;
}

void join(LinearInput& input, const Sums& sums) {
    for (std::size_t i = 0; i < sums.squares.size(); ++i) {
        input.squares[i] += sums.squares[i];
        input.low[i] = std::min(input.low[i], sums.low[i]);
        input.high[i] = std::max(input.high[i], sums.high[i]);
    }
}

Result<void> addHessian(LinearInput& input, const Array& x, const Task& task) {
    const std::int64_t columns = x.columns();
    input.hessian.resize(static_cast<std::size_t>(columns * columns));
    return parallelChunks(ceilDivide(columns, hessianBlock), task, [&](std::int64_t block) -> Result<void> {
        const std::int64_t first = block * hessianBlock;
        const std::int64_t count = std::min(hessianBlock, columns - first);
        std::vector<float> part(static_cast<std::size_t>(count * columns));
        multiplyTransposedLeft(count, columns, x.rows(), {x.values().data() + first, columns},
                               {x.values().data(), columns}, part.data(), columns);
        double* out = input.hessian.data() + first * columns;
        for (std::size_t i = 0; i < part.size(); ++i)
            out[i] += static_cast<double>(part[i]);
        return {};
    });
}

class Collector {
public:
    Collector(const CausalNetwork& model, const CalibrationOptions& options, const Task& task)
        : options_(options), task_(task) {
        places_.assign(model.network.graph().valueCount(), none);
        for (const Node& node : model.network.graph().nodes()) {
            if (!node.op->isLinear() || (node.output == model.logits && !options.output))
                continue;
            std::size_t& place = places_[node.inputs[0]];
            if (place == none) {
                place = inputs_.size();
                inputs_.emplace_back();
                first_.push_back(node.output);
            }
            inputs_[place].weights.push_back(node.name + ".weight");
        }
    }

    Result<void> observe(const Node& node, Inputs values) {
        const std::size_t place = node.op->isLinear() ? places_[node.inputs[0]] : none;
        // Others that read the same activation come after the first; it counts once.
        if (place == none || first_[place] != node.output)
            return {};
        LinearInput& input = inputs_[place];
        const Array& x = *values[0];
        if (input.squares.empty()) {
            Sums empty = emptySums(x.columns());
            input.squares = std::move(empty.squares);
            input.low = std::move(empty.low);
            input.high = std::move(empty.high);
        }
        std::vector<Sums> parts(static_cast<std::size_t>(ceilDivide(x.rows(), rowBlock)));
        const auto done = parallelChunks(
            static_cast<std::int64_t>(parts.size()), task_, [&](std::int64_t i) -> Result<void> {
                parts[static_cast<std::size_t>(i)] =
                    sumsOfRows(x, i * rowBlock, std::min(rowBlock, x.rows() - i * rowBlock));
                return {};
            });
        MANTISSA_CHECK(done);
        for (const Sums& part : parts)
            join(input, part);
        input.tokens += static_cast<std::uint64_t>(x.rows());
        return options_.hessians ? addHessian(input, x, task_) : Result<void>();
    }

    std::vector<LinearInput> finish() && { return std::move(inputs_); }

private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    const CalibrationOptions& options_;
    const Task& task_;
    std::vector<std::size_t> places_; ///< of each value in inputs_
    std::vector<ValueId> first_;      ///< the output of the first layer that reads each input
    std::vector<LinearInput> inputs_;
};

} // namespace

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
        entry.counts = {input.tokens};
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
