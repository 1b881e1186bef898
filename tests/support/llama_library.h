#pragma once
// llama.cpp's own library (npm: @node-llama-cpp/linux-x64 3.22.1, which carries llama.cpp v0.5.0). It comes
// without headers: the structs below mirror include/llama.h and src/llama-ext.h of that release, and
// layoutIsKnown() compares what the library's default functions fill in with what is expected here.
#include <QString>

#include <array>
#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <memory>

struct LlamaQuantizeParams {
    std::int32_t threads;
    std::int32_t fileType;
    std::int32_t outputType;
    std::int32_t tokenEmbeddingType;
    bool allowRequantize;
    bool quantizeOutput;
    bool onlyCopy;
    bool pure;
    bool keepSplit;
    bool dryRun;
    const struct LlamaImportance* importance;      ///< ends with a null name
    const struct LlamaKeyValue* keyValues;         ///< ends with an empty key
    const struct LlamaTensorOverride* tensorTypes; ///< ends with a null pattern
    const std::int32_t* pruned;
};
static_assert(sizeof(LlamaQuantizeParams) == 56);

struct LlamaImportance {
    const char* name;
    const float* values;
    std::size_t count;
};

/// Numbers are in the first eight bytes of `value`, text ends with a zero.
struct LlamaKeyValue {
    enum Tag : std::int32_t { Integer = 0, Text = 3 };
    std::int32_t tag;
    std::array<char, 128> key;
    alignas(8) std::array<char, 128> value;
};
static_assert(sizeof(LlamaKeyValue) == 264);

struct LlamaTensorOverride {
    const char* pattern;
    std::int32_t type;
};

/// For llama_quant_model_from_metadata.
struct LlamaModelDescription {
    const char* architecture;
    std::uint32_t embedding;
    std::uint32_t feedForward;
    std::uint32_t layers;
    std::uint32_t heads;
    std::uint32_t keyValueHeads;
    std::uint32_t experts;
    std::uint32_t keyLength;
    std::uint32_t valueLength;
};

// Passed and returned by value; only what the tests set has a name.
struct LlamaModelParams {
    std::array<std::uint64_t, 10> words;
};
static_assert(sizeof(LlamaModelParams) == 80);
struct LlamaContextParams {
    std::uint32_t context;
    std::uint32_t batch;
    std::uint32_t microBatch;
    std::uint32_t sequences;
    std::array<std::uint32_t, 3> between;
    std::int32_t threads;
    std::int32_t batchThreads;
    std::array<std::uint32_t, 31> rest;
};
static_assert(sizeof(LlamaContextParams) == 160);

struct LlamaBatch {
    std::int32_t count;
    std::int32_t* tokens;
    float* embeddings;
    std::int32_t* positions;
    std::int32_t* sequenceCounts;
    std::int32_t** sequences;
    std::int8_t* logits;
};

struct GgmlInitParams {
    std::size_t memory;
    void* buffer;
    bool noAllocation;
};

class LlamaLibrary {
public:
    static constexpr int typeCount = 43; ///< GGML_TYPE_COUNT of the release

    static QString folder() {
        const QString modules = qEnvironmentVariable(
            "MANTISSA_NODE_MODULES", QStringLiteral(MANTISSA_SOURCE_DIR "/tests/interop/node_modules"));
        return modules + QStringLiteral("/@node-llama-cpp/linux-x64/bins/linux-x64/");
    }

    /// Why it cannot be used; empty when it can.
    QString load() {
        for (const char* name : {"libggml-base.so", "libggml.v0.5.0.so", "libllama.v0.5.0.so"}) {
            handle_ = dlopen(qPrintable(folder() + name), RTLD_NOW | RTLD_GLOBAL);
            if (handle_ == nullptr)
                return QStringLiteral("no llama.cpp to compare with: %1").arg(QString::fromUtf8(dlerror()));
        }
        if (!layoutIsKnown())
            return QStringLiteral("this build of llama.cpp has other structures than the pinned one");
        call<void>("llama_log_set",
                   static_cast<void (*)(int, const char*, void*)>([](int, const char*, void*) {}),
                   static_cast<void*>(nullptr));
        call<void>("ggml_backend_load_all_from_path", folder().toUtf8().constData());
        call<void>("llama_backend_init");
        return {};
    }

    template <class Return, class... Arguments>
    Return call(const char* name, Arguments... arguments) const {
        auto function = reinterpret_cast<Return (*)(Arguments...)>(dlsym(RTLD_DEFAULT, name));
        if (function == nullptr) {
            qFatal("llama.cpp has no function %s", name);
        }
        return function(arguments...);
    }

    /// One thread: llama.cpp's threads spin while they wait, which is slow on a busy machine.
    LlamaContextParams contextDefaults() const {
        auto params = call<LlamaContextParams>("llama_context_default_params");
        params.threads = 1;
        params.batchThreads = 1;
        return params;
    }

    LlamaQuantizeParams quantizeDefaults() const {
        return call<LlamaQuantizeParams>("llama_model_quantize_default_params");
    }

private:
    bool layoutIsKnown() const {
        const LlamaQuantizeParams defaults = quantizeDefaults();
        const auto context = call<LlamaContextParams>("llama_context_default_params");
        return defaults.fileType == 7 && defaults.outputType == typeCount &&
               defaults.tokenEmbeddingType == typeCount && defaults.quantizeOutput && !defaults.dryRun &&
               defaults.tensorTypes == nullptr && context.context == 512 && context.batch == 2048 &&
               context.microBatch == 512 && context.sequences == 1 && context.threads == 4 &&
               context.batchThreads == 4;
    }

    void* handle_ = nullptr;
};
