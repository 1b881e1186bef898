#include "evaluation/original_pass.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "evaluation/scored_rows.h"

#include <algorithm>
#include <chrono>

namespace mantissa {

namespace {

std::int64_t now() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

std::span<const float> lineOf(const Array& logits, std::int64_t row) {
    const auto width = static_cast<std::size_t>(logits.columns());
    return logits.values().subspan(static_cast<std::size_t>(row) * width, width);
}

} // namespace

Stopwatch::Stopwatch(double& sum) : sum_(sum), start_(now()) {}

Stopwatch::~Stopwatch() {
    sum_ += 1e-9 * static_cast<double>(now() - start_);
}

OriginalPass::OriginalPass(const CausalNetwork& model, const TokenChunks& chunks,
                           const SensitivityOptions& options, const Runtime& runtime, const Task& task)
    : model_(model), chunks_(chunks), options_(options), runtime_(runtime), task_(task) {
    run_.matrixOperations = &operations_;
    runScored_ = run_;
    runScored_.positions = scoredPositions(chunks);
}

std::int64_t OriginalPass::rowsPerBlock() const {
    const auto rowBytes = static_cast<std::uint64_t>(model_.vocabulary) * sizeof(float);
    return static_cast<std::int64_t>(std::max<std::uint64_t>(1, options_.logitBytes / rowBytes));
}

Result<Array> OriginalPass::logitsOfBlock(const CausalNetwork& network, const Array& rows,
                                          std::int64_t block) {
    const std::int64_t first = block * rowsPerBlock();
    const std::int64_t count = std::min(rowsPerBlock(), rows.rows() - first);
    return logitsOf(network, rowsOf(rows, first, count, runtime_), runtime_, task_, run_);
}

Result<void> OriginalPass::start(std::int64_t first, std::int64_t last) {
    const Stopwatch watch(times_.original);
    batches_.clear();
    const auto positions = static_cast<std::uint64_t>((last - first) * chunks_.scored());
    const bool keepLogits = positions * static_cast<std::uint64_t>(model_.vocabulary) * sizeof(float) <=
                            options_.originalLogitBytes;
    const std::int64_t perBatch = std::max<std::int64_t>(1, options_.batchTokens / chunks_.context());
    for (std::int64_t chunk = first; chunk < last; chunk += perBatch) {
        Batch& batch = batches_.emplace_back();
        batch.firstChunk = chunk;
        batch.ids = chunks_.ids(chunk, std::min(perBatch, last - chunk));
        MANTISSA_CHECK(predictBatch(batch, keepLogits));
    }
    return {};
}

Result<void> OriginalPass::predictBatch(Batch& batch, bool keepLogits) {
    MANTISSA_TRY(batch.rows, hiddenStates(model_, batch.ids, runtime_, task_, runScored_));
    batch.predictions.resize(static_cast<std::size_t>(batch.rows.rows()));
    for (std::int64_t block = 0; block < ceilDivide(batch.rows.rows(), rowsPerBlock()); ++block) {
        MANTISSA_TRY(Array logits, logitsOfBlock(model_, batch.rows, block));
        const std::int64_t first = block * rowsPerBlock();
        MANTISSA_CHECK(parallelChunks(logits.rows(), task_, [&](std::int64_t row) -> Result<void> {
            batch.predictions[static_cast<std::size_t>(first + row)] =
                predict(lineOf(logits, row), targetOf(chunks_, batch.firstChunk, first + row));
            return {};
        }));
        if (keepLogits)
            batch.logits.push_back(std::move(logits));
    }
    for (const Prediction& prediction : batch.predictions)
        nll_.add(prediction.nll);
    return {};
}

std::vector<Feed> OriginalPass::feeds(const Batch& batch) const {
    std::vector<Feed> result{{model_.ids, &batch.ids}};
    for (const auto& [value, array] : batch.held)
        result.push_back({value, &array});
    return result;
}

Result<void> OriginalPass::holdFrontier(Batch& batch, const Dependents& dependents) {
    std::vector<ValueId> missing;
    for (const ValueId value : dependents.frontier) {
        if (value != model_.ids && !batch.held.contains(value))
            missing.push_back(value);
    }
    // What is held lies before everything that is asked for later; where it does not, the ids do.
    MANTISSA_TRY(auto made, runModel(model_, feeds(batch), missing, runtime_, task_, run_));
    std::erase_if(batch.held, [&dependents](const auto& entry) {
        return std::count(dependents.frontier.begin(), dependents.frontier.end(), entry.first) == 0;
    });
    for (std::size_t i = 0; i < missing.size(); ++i)
        batch.held.emplace(missing[i], std::move(made[i]));
    return {};
}

Result<void> OriginalPass::holdFrontier(const Dependents& dependents) {
    const Stopwatch watch(times_.prefix);
    for (Batch& batch : batches_)
        MANTISSA_CHECK(holdFrontier(batch, dependents));
    return {};
}

Result<Array> OriginalPass::suffix(const Batch& batch, const CausalNetwork& changed) {
    const Stopwatch watch(times_.suffix);
    MANTISSA_TRY(auto hidden,
                 runModel(changed, feeds(batch), {&changed.hidden, 1}, runtime_, task_, runScored_));
    return std::move(hidden.front());
}

Result<void> OriginalPass::score(const CausalNetwork& changed, const Dependents& dependents,
                                 SensitivitySums& sums) {
    for (const Batch& batch : batches_) {
        if (dependents.nodes.empty()) { // the head alone changes
            MANTISSA_CHECK(scoreBatch(batch, changed, batch.rows, sums));
            continue;
        }
        MANTISSA_TRY(const Array rows, suffix(batch, changed));
        MANTISSA_CHECK(scoreBatch(batch, changed, rows, sums));
    }
    return {};
}

Result<void> OriginalPass::scoreBatch(const Batch& batch, const CausalNetwork& changed, const Array& rows,
                                      SensitivitySums& sums) {
    const Stopwatch watch(times_.scoring);
    for (std::int64_t block = 0; block < ceilDivide(rows.rows(), rowsPerBlock()); ++block) {
        Array computed;
        if (batch.logits.empty()) {
            MANTISSA_TRY(computed, logitsOfBlock(model_, batch.rows, block));
        }
        const Array& original =
            batch.logits.empty() ? computed : batch.logits[static_cast<std::size_t>(block)];
        MANTISSA_TRY(const Array logits, logitsOfBlock(changed, rows, block));
        const auto first = static_cast<std::size_t>(block * rowsPerBlock());
        std::vector<Prediction> predictions(static_cast<std::size_t>(logits.rows()));
        std::vector<double> divergences(predictions.size());
        MANTISSA_CHECK(parallelChunks(logits.rows(), task_, [&](std::int64_t row) -> Result<void> {
            const auto i = static_cast<std::size_t>(row);
            const auto position = static_cast<std::int64_t>(first) + row;
            predictions[i] = predict(lineOf(logits, row), targetOf(chunks_, batch.firstChunk, position));
            divergences[i] = divergence(lineOf(original, row), batch.predictions[first + i],
                                        lineOf(logits, row), predictions[i]);
            return {};
        }));
        for (std::size_t i = 0; i < predictions.size(); ++i) {
            const Prediction& before = batch.predictions[first + i];
            sums.divergence.add(divergences[i]);
            sums.logRatio.add(predictions[i].nll - before.nll);
            sums.sameTop.add(predictions[i].top == before.top ? 1 : 0);
        }
    }
    return {};
}

} // namespace mantissa
