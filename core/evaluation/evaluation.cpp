#include "evaluation/evaluation.h"

#include "base/parallel.h"
#include "evaluation/position_sums.h"
#include "evaluation/scored_rows.h"

#include <algorithm>
#include <chrono>

namespace mantissa {

namespace {

class Evaluator {
public:
    Evaluator(const CausalNetwork& model, const TokenChunks& chunks, const EvaluationOptions& options,
              const Runtime& runtime, const Task& task)
        : model_(model), chunks_(chunks), options_(options), runtime_(runtime), task_(task),
          sums_(options.original != nullptr) {
        run_.matrixOperations = &operations_;
    }

    Result<Evaluation> evaluate() {
        const auto start = std::chrono::steady_clock::now();
        const std::int64_t perBatch = std::max<std::int64_t>(1, options_.batchTokens / chunks_.context());
        const std::int64_t networks = options_.original != nullptr ? 2 : 1;
        const auto tokens = static_cast<std::uint64_t>(chunks_.count() * chunks_.context() * networks);
        task_.addTotal(tokens);
        for (std::int64_t first = 0; first < chunks_.count(); first += perBatch) {
            const std::int64_t count = std::min(perBatch, chunks_.count() - first);
            MANTISSA_CHECK(batch(first, count));
            task_.advance(static_cast<std::uint64_t>(count * chunks_.context() * networks));
            if (options_.progress)
                options_.progress(sums_.running(first + count));
        }
        Evaluation evaluation;
        evaluation.context = chunks_.context();
        evaluation.chunks = chunks_.count();
        std::move(sums_).finish(evaluation);
        evaluation.tokens = tokens;
        evaluation.matrixOperations = operations_;
        evaluation.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return evaluation;
    }

private:
    /// The hidden states whose predictions are scored: [count, scored, width].
    Result<Array> statesOf(const CausalNetwork& network, const Array& ids) {
        RunOptions options = run_;
        options.positions = scoredPositions(chunks_);
        return hiddenStates(network, ids, runtime_, task_, options);
    }

    Result<void> batch(std::int64_t first, std::int64_t count) {
        const Array ids = chunks_.ids(first, count);
        MANTISSA_TRY(const Array rows, statesOf(model_, ids));
        Array originalRows;
        if (options_.original != nullptr) {
            MANTISSA_TRY(originalRows, statesOf(*options_.original, ids));
        }
        const auto rowBytes = static_cast<std::uint64_t>(model_.vocabulary) * sizeof(float);
        const auto perBlock =
            static_cast<std::int64_t>(std::max<std::uint64_t>(1, options_.logitBytes / rowBytes));
        for (std::int64_t row = 0; row < rows.rows(); row += perBlock) {
            const std::int64_t many = std::min(perBlock, rows.rows() - row);
            MANTISSA_TRY(const Array logits, logitsOfRows(model_, rows, row, many));
            Array original;
            if (options_.original != nullptr) {
                MANTISSA_TRY(original, logitsOfRows(*options_.original, originalRows, row, many));
            }
            MANTISSA_CHECK(score(first, row, logits, original));
        }
        return {};
    }

    Result<Array> logitsOfRows(const CausalNetwork& network, const Array& rows, std::int64_t first,
                               std::int64_t count) {
        return logitsOf(network, rowsOf(rows, first, count, runtime_), runtime_, task_, run_);
    }

    Result<void> score(std::int64_t firstChunk, std::int64_t firstRow, const Array& logits,
                       const Array& original) {
        const auto width = static_cast<std::size_t>(model_.vocabulary);
        std::vector<ScoredPosition> positions(static_cast<std::size_t>(logits.rows()));
        const auto done = parallelChunks(logits.rows(), task_, [&](std::int64_t row) -> Result<void> {
            ScoredPosition& position = positions[static_cast<std::size_t>(row)];
            const std::int32_t target = targetOf(chunks_, firstChunk, firstRow + row);
            const auto line = logits.values().subspan(static_cast<std::size_t>(row) * width, width);
            position.prediction = predict(line, target);
            if (options_.original == nullptr)
                return {};
            const auto other = original.values().subspan(static_cast<std::size_t>(row) * width, width);
            position.original = predict(other, target);
            position.divergence = divergence(other, position.original, line, position.prediction);
            return {};
        });
        MANTISSA_CHECK(done);
        for (std::size_t i = 0; i < positions.size(); ++i)
            sums_.add(positions[i], targetOf(chunks_, firstChunk, firstRow + static_cast<std::int64_t>(i)));
        return {};
    }

    const CausalNetwork& model_;
    const TokenChunks& chunks_;
    const EvaluationOptions& options_;
    const Runtime& runtime_;
    const Task& task_;
    PositionSums sums_;
    std::uint64_t operations_ = 0;
    RunOptions run_;
};

} // namespace

Result<Evaluation> evaluate(const CausalNetwork& model, const TokenChunks& chunks,
                            const EvaluationOptions& options, const Runtime& runtime, const Task& task) {
    if (options.original != nullptr && options.original->vocabulary != model.vocabulary)
        return fail(
            ErrorCode::Mismatch,
            sentence(MANTISSA_TR("core", "The models cannot be compared: one knows %1 tokens, the other "
                                         "%2."),
                     model.vocabulary, options.original->vocabulary));
    MANTISSA_CHECK(checkTargets(chunks, model));
    return Evaluator(model, chunks, options, runtime, task).evaluate();
}

} // namespace mantissa
