#pragma once
#include "support/llama_library.h"

#include <algorithm>
#include <vector>

/// A model in llama.cpp, for use in a child process.
class LoadedLlama {
public:
    explicit LoadedLlama(const QString& path) {
        if (!llama_.load().isEmpty())
            return;
        const auto params = llama_.call<LlamaModelParams>("llama_model_default_params");
        const QByteArray name = path.toUtf8();
        model_ = llama_.call<void*>("llama_model_load_from_file", name.constData(), params);
    }

    bool ok() const { return model_ != nullptr; }

    std::vector<std::int32_t> tokens(const QByteArray& text) const {
        const auto* vocabulary = llama_.call<const void*>("llama_model_get_vocab", model_);
        std::vector<std::int32_t> ids(static_cast<std::size_t>(text.size()) + 8);
        const auto count = llama_.call<std::int32_t>("llama_tokenize", vocabulary, text.constData(),
                                                     static_cast<std::int32_t>(text.size()), ids.data(),
                                                     static_cast<std::int32_t>(ids.size()), true, false);
        ids.resize(static_cast<std::size_t>(std::max(count, 0)));
        return ids;
    }

    int vocabularySize() const {
        return llama_.call<std::int32_t>("llama_vocab_n_tokens",
                                         llama_.call<const void*>("llama_model_get_vocab", model_));
    }

    /// All logits of one run of tokens, position by position; empty on failure.
    std::vector<float> logits(std::vector<std::int32_t> ids) {
        if (context_ == nullptr) {
            const auto params = llama_.contextDefaults();
            context_ = llama_.call<void*>("llama_init_from_model", model_, params);
        }
        void* memory = llama_.call<void*>("llama_get_memory", static_cast<const void*>(context_));
        llama_.call<void>("llama_memory_clear", memory, true);
        auto batch =
            llama_.call<LlamaBatch>("llama_batch_get_one", ids.data(), static_cast<std::int32_t>(ids.size()));
        std::vector<std::int8_t> wanted(ids.size(), 1);
        batch.logits = wanted.data();
        if (llama_.call<std::int32_t>("llama_decode", context_, batch) != 0)
            return {};
        const auto* first = llama_.call<float*>("llama_get_logits", context_);
        return {first, first + ids.size() * static_cast<std::size_t>(vocabularySize())};
    }

private:
    LlamaLibrary llama_;
    void* model_ = nullptr;
    void* context_ = nullptr;
};
