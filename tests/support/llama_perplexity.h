#pragma once
// Perplexity on llama.cpp's own library, set up as its tool does (tools/perplexity/perplexity.cpp of
// ggml-org/llama.cpp): as many chunks in one batch as fit, logits of the second half only, keys and values
// and flash attention as the library has them by default. Only the sums over logits are ours.
#include "support/llama_library.h"

#include "base/parallel.h"
#include "evaluation/prediction.h"
#include "evaluation/token_chunks.h"

#include <cmath>
#include <optional>

class LlamaPerplexityRun {
public:
    /// `batch` tokens at a time, at least one chunk.
    bool open(const QString& path, std::int64_t context, std::int64_t batch, int threads) {
        if (!llama_.load().isEmpty())
            return false;
        const auto defaults = llama_.call<LlamaModelParams>("llama_model_default_params");
        model_ = llama_.call<void*>("llama_model_load_from_file", path.toUtf8().constData(), defaults);
        if (model_ == nullptr)
            return false;
        perBatch_ = std::max<std::int64_t>(1, batch / context);
        auto parameters = llama_.contextDefaults();
        parameters.context = parameters.batch = static_cast<std::uint32_t>(context * perBatch_);
        parameters.sequences = static_cast<std::uint32_t>(perBatch_);
        parameters.threads = parameters.batchThreads = threads;
        context_ = llama_.call<void*>("llama_init_from_model", model_, parameters);
        vocabulary_ = llama_.call<std::int32_t>("llama_vocab_n_tokens",
                                                llama_.call<const void*>("llama_model_get_vocab", model_));
        return context_ != nullptr;
    }

    /// Nothing where the library failed.
    std::optional<double> perplexity(const mantissa::TokenChunks& chunks) {
        double sum = 0;
        for (std::int64_t first = 0; first < chunks.count(); first += perBatch_) {
            const std::int64_t count = std::min(perBatch_, chunks.count() - first);
            if (!decode(chunks, first, count))
                return std::nullopt;
            sum += negativeLogs(chunks, first, count);
        }
        return std::exp(sum / static_cast<double>(chunks.count() * chunks.scored()));
    }

private:
    bool decode(const mantissa::TokenChunks& chunks, std::int64_t first, std::int64_t count) {
        llama_.call<void>("llama_memory_clear", llama_.call<void*>("llama_get_memory", context_), true);
        const mantissa::Array ids = chunks.ids(first, count);
        const auto size = static_cast<std::int32_t>(ids.size());
        auto batch = llama_.call<LlamaBatch>("llama_batch_init", size, 0, 1);
        batch.count = size;
        for (std::int32_t i = 0; i < size; ++i) {
            const auto position = static_cast<std::int32_t>(i % chunks.context());
            batch.tokens[i] = ids.ids()[static_cast<std::size_t>(i)];
            batch.positions[i] = position;
            batch.sequenceCounts[i] = 1;
            batch.sequences[i][0] = static_cast<std::int32_t>(i / chunks.context());
            batch.logits[i] = position >= chunks.firstScored() ? 1 : 0;
        }
        const bool worked = llama_.call<std::int32_t>("llama_decode", context_, batch) == 0;
        llama_.call<void>("llama_batch_free", batch);
        return worked;
    }

    double negativeLogs(const mantissa::TokenChunks& chunks, std::int64_t first, std::int64_t count) {
        const auto* logits = llama_.call<float*>("llama_get_logits", context_);
        const std::int64_t rows = chunks.context() - chunks.firstScored(); // the last one has no target
        const auto width = static_cast<std::size_t>(vocabulary_);
        const auto sum = mantissa::parallelReduce(
            count * rows, mantissa::Task(), 0.0,
            [&](std::int64_t row) -> mantissa::Result<double> {
                if (row % rows == rows - 1)
                    return 0.0;
                const std::int32_t target =
                    chunks.target(first + row / rows, chunks.firstScored() + row % rows);
                return mantissa::predict({logits + static_cast<std::size_t>(row) * width, width}, target).nll;
            },
            [](double& total, double part) { total += part; });
        return *sum;
    }

    LlamaLibrary llama_;
    void* model_ = nullptr;
    void* context_ = nullptr;
    std::int32_t vocabulary_ = 0;
    std::int64_t perBatch_ = 1;
};
