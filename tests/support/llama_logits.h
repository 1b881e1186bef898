#pragma once
// Logits as llama.cpp's own library computes them, in a child process: keys and values at full precision and
// no flash attention, so that only the order of sums differs from ours.
#include "support/in_child.h"
#include "support/llama_library.h"

#include <numeric>
#include <span>
#include <vector>

/// The part of llama_context_params (include/llama.h of v0.5.0) that the comparison sets.
struct LlamaExactContext {
    std::uint32_t context;
    std::uint32_t batch;
    std::uint32_t microBatch;
    std::uint32_t sequences;
    std::uint32_t snapshots;
    std::uint32_t outputs;
    std::uint32_t unnamed; ///< not in the headers at hand; the library fills in 1
    std::int32_t threads;
    std::int32_t batchThreads;
    std::array<std::int32_t, 4> types;
    std::int32_t flashAttention;
    std::array<float, 6> rope;
    std::uint32_t originalContext;
    float defragmentation;
    void* callback;
    void* callbackData;
    std::int32_t keyType;
    std::int32_t valueType;
    std::array<std::uint64_t, 6> rest;
};
static_assert(sizeof(LlamaExactContext) == sizeof(LlamaContextParams));

/// A model in llama.cpp's library, for use in a child process.
class LlamaExactRun {
public:
    /// `callback` is told of every tensor computed (ggml_backend_sched_eval_callback); may be null.
    bool open(const QString& path, std::int32_t length, void* callback = nullptr, void* data = nullptr) {
        if (!llama_.load().isEmpty())
            return false;
        const auto defaults = llama_.call<LlamaModelParams>("llama_model_default_params");
        model_ = llama_.call<void*>("llama_model_load_from_file", path.toUtf8().constData(), defaults);
        if (model_ == nullptr)
            return false;
        auto parameters = llama_.call<LlamaExactContext>("llama_context_default_params");
        if (parameters.unnamed != 1 || parameters.flashAttention != -1 || parameters.keyType != 1 ||
            parameters.valueType != 1)
            return false;
        parameters.context = parameters.batch = parameters.microBatch = static_cast<std::uint32_t>(length);
        // Its threads wait by spinning, which on a busy machine takes for ever.
        parameters.threads = parameters.batchThreads = 1;
        parameters.flashAttention = 0;
        parameters.keyType = parameters.valueType = 0; // F32
        parameters.callback = callback;
        parameters.callbackData = data;
        context_ = llama_.call<void*>("llama_init_from_model", model_, parameters);
        return context_ != nullptr;
    }

    std::int32_t vocabulary() const {
        return llama_.call<std::int32_t>("llama_vocab_n_tokens",
                                         llama_.call<const void*>("llama_model_get_vocab", model_));
    }

    /// Runs one sequence from an empty cache.
    bool decode(std::span<const std::int32_t> ids) {
        llama_.call<void>("llama_memory_clear", llama_.call<void*>("llama_get_memory", context_), true);
        auto batch = llama_.call<LlamaBatch>("llama_batch_init", static_cast<std::int32_t>(ids.size()), 0, 1);
        batch.count = static_cast<std::int32_t>(ids.size());
        for (std::int32_t i = 0; i < batch.count; ++i) {
            batch.tokens[i] = ids[static_cast<std::size_t>(i)];
            batch.positions[i] = i;
            batch.sequenceCounts[i] = 1;
            batch.sequences[i][0] = 0;
            batch.logits[i] = 1;
        }
        return llama_.call<std::int32_t>("llama_decode", context_, batch) == 0;
    }

    const float* logits() const { return llama_.call<float*>("llama_get_logits", context_); }
    const LlamaLibrary& library() const { return llama_; }

private:
    LlamaLibrary llama_;
    void* model_ = nullptr;
    void* context_ = nullptr;
};

/// Logits [sequences, length, vocabulary] of sequences of equal length, each run by itself from an empty
/// cache. Nothing when llama.cpp refuses the file, crashes, or has other structures than expected.
inline std::optional<std::vector<float>> llamaLogits(const QString& path, std::span<const std::int32_t> ids,
                                                     std::int32_t length) {
    const auto bytes = inChild([&]() -> QByteArray {
        LlamaExactRun llama;
        if (!llama.open(path, length))
            return {};
        QByteArray out;
        const auto size = static_cast<std::size_t>(length);
        for (std::size_t first = 0; first < ids.size(); first += size) {
            if (!llama.decode(ids.subspan(first, size)))
                return {};
            out.append(reinterpret_cast<const char*>(llama.logits()),
                       static_cast<qsizetype>(length) * llama.vocabulary() *
                           static_cast<qsizetype>(sizeof(float)));
        }
        return out;
    });
    if (!bytes || bytes->isEmpty())
        return std::nullopt;
    std::vector<float> logits(static_cast<std::size_t>(bytes->size()) / sizeof(float));
    std::memcpy(logits.data(), bytes->constData(), static_cast<std::size_t>(bytes->size()));
    return logits;
}
