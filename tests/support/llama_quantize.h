#pragma once
// A file quantized by llama.cpp's own llama_model_quantize and by our export: the same type for every tensor,
// the same bytes in it, the same keys, the same size of the file.
#include "support/exporting.h"
#include "support/gguf_maker.h"
#include "support/in_child.h"
#include "support/llama_library.h"
#include "support/sample_weights.h"
#include "tradeoff/mixture_types.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace mantissa::support {

struct LlamaJob {
    int fileType = 0;
    bool pure = false;
    std::vector<LlamaTensorOverride> overrides; ///< ends with a null pattern where there are any
    TensorImportancePtr importance = {};
    bool dryRun = false;
};

/// The keys that llama.cpp's quantize tool hands to its library with a matrix.
inline std::vector<LlamaKeyValue> importanceKeys(const TensorImportance& importance) {
    const auto number = [](const char* key, std::int64_t value) {
        LlamaKeyValue entry{LlamaKeyValue::Integer, {}, {}};
        qstrncpy(entry.key.data(), key, entry.key.size());
        std::memcpy(entry.value.data(), &value, sizeof value);
        return entry;
    };
    const auto words = [](const char* key, const std::string& value) {
        LlamaKeyValue entry{LlamaKeyValue::Text, {}, {}};
        qstrncpy(entry.key.data(), key, entry.key.size());
        qstrncpy(entry.value.data(), value.c_str(), entry.value.size());
        return entry;
    };
    return {words("quantize.imatrix.file", importance.file),
            words("quantize.imatrix.dataset", importance.dataset),
            number("quantize.imatrix.entries_count", static_cast<std::int64_t>(importance.columns.size())),
            number("quantize.imatrix.chunks_count", importance.chunks), LlamaKeyValue{}};
}

/// "done" or "refused"; for a child process.
inline QByteArray quantizeWithLlama(const QString& from, const QString& to, const LlamaJob& job) {
    LlamaLibrary llama;
    if (!llama.load().isEmpty())
        return "cannot load";
    LlamaQuantizeParams params = llama.quantizeDefaults();
    params.threads = 1;
    params.fileType = job.fileType;
    params.allowRequantize = true;
    params.pure = job.pure;
    params.dryRun = job.dryRun;
    params.tensorTypes = job.overrides.empty() ? nullptr : job.overrides.data();
    std::vector<LlamaImportance> importance;
    std::vector<LlamaKeyValue> keys;
    if (job.importance) {
        for (const auto& [name, columns] : job.importance->columns)
            importance.push_back({name.c_str(), columns.data(), columns.size()});
        importance.push_back({nullptr, nullptr, 0});
        params.importance = importance.data();
        keys = importanceKeys(*job.importance);
        params.keyValues = keys.data();
    }
    const QByteArray source = from.toUtf8();
    const QByteArray target = to.toUtf8();
    const auto code =
        llama.call<std::uint32_t>("llama_model_quantize", source.constData(), target.constData(),
                                  static_cast<const LlamaQuantizeParams*>(&params));
    return code == 0 ? "done" : "refused";
}

/// Of every matrix but the embedding, which no calibration sees; one set of columns an expert.
inline TensorImportancePtr madeUpImportance(const Model& model) {
    auto importance = std::make_shared<TensorImportance>();
    importance->file = "made-up.imatrix";
    importance->dataset = "nothing.txt";
    importance->chunks = 7;
    std::uint64_t seed = 100;
    for (const auto& tensor : model.tensors) {
        if (!quantizable(*tensor) || tensor->name == "token_embd.weight")
            continue;
        const std::int64_t experts = tensor->shape.size() > 2 ? tensor->shape.front() : 1;
        importance->columns[tensor->name] =
            sample::importance(static_cast<std::size_t>(experts * tensor->shape.back()), ++seed);
    }
    return importance;
}

/// Types depend on names and hyperparameters; few rows keep a test short. fused: gate and up of the experts
/// are one tensor, as some models have them.
inline void writeThin(const QString& path, int layers, int heads, int keyValueHeads, int experts,
                      const std::string& architecture, bool fused = false) {
    GgufMaker maker;
    maker.addLlama(layers, 256, 256, heads, keyValueHeads, experts, architecture);
    if (fused) {
        std::erase_if(maker.tensors,
                      [](const auto& tensor) { return tensor.name.ends_with("ffn_up_exps.weight"); });
        for (PlannedTensor& tensor : maker.tensors) {
            if (const auto at = tensor.name.find("ffn_gate_exps"); at != std::string::npos)
                tensor.name.replace(at, std::strlen("ffn_gate_exps"), "ffn_gate_up_exps");
        }
    }
    for (PlannedTensor& tensor : maker.tensors) {
        if (tensor.shape.size() > 1)
            tensor.shape[tensor.shape.size() - 2] = 3;
    }
    QVERIFY(maker.write(path.toStdString()));
}

inline void compareFiles(const QString& ours, const QString& theirs) {
    const ModelPtr left = open(ours);
    const ModelPtr right = open(theirs);
    QCOMPARE(left->tensors.size(), right->tensors.size());
    for (const auto& tensor : left->tensors) {
        const auto other = right->tensor(tensor->name);
        QVERIFY2(other, tensor->name.c_str());
        QVERIFY2(tensor->dtype == other->dtype,
                 qPrintable(QStringLiteral("%1: %2, llama.cpp: %3")
                                .arg(tensor->name.c_str(), info(tensor->dtype).name.data(),
                                     info(other->dtype).name.data())));
        QCOMPARE(tensor->shape, other->shape);
        QVERIFY2(
            std::equal(tensor->bytes.begin(), tensor->bytes.end(), other->bytes.begin(), other->bytes.end()),
            tensor->name.c_str());
    }
    for (const char* key : {"general.file_type", "general.quantization_version",
                            "quantize.imatrix.entries_count", "quantize.imatrix.chunks_count"})
        QCOMPARE(left->metadata.integer(key, -1), right->metadata.integer(key, -1));
    for (const char* key : {"quantize.imatrix.file", "quantize.imatrix.dataset"})
        QCOMPARE(left->metadata.string(key), right->metadata.string(key));
    QCOMPARE(left->metadata.entries().size(), right->metadata.entries().size());
    QCOMPARE(QFile(ours).size(), QFile(theirs).size());
}

/// Whether llama.cpp may refuse this mixture without a matrix (it does where a tensor really gets such a
/// type).
inline bool demandsMatrix(const std::string& mixture) {
    return mixture.starts_with("IQ1") || mixture.starts_with("IQ2") || mixture.starts_with("IQ3_X") ||
           mixture == "Q2_K_S";
}

/// In `folder`. Where llama.cpp demands a matrix and has none, there is nothing to compare.
inline void quantizeBoth(const QTemporaryDir& folder, const QString& source, const LlamaJob& job,
                         const std::string& recipe) {
    const QString theirs = folder.filePath(QStringLiteral("theirs.gguf"));
    const auto done = inChild([&] { return quantizeWithLlama(source, theirs, job); });
    QVERIFY2(done, "llama.cpp crashed");
    if (*done == "refused" && !job.importance && demandsMatrix(recipe))
        return;
    QCOMPARE(*done, QByteArray("done"));
    const QString ours = folder.filePath(QStringLiteral("ours.gguf"));
    ExportOptions options = exportOptions(ours, recipe);
    options.importance = job.importance;
    const auto certificate = exportModel(open(source), options, Task());
    QVERIFY2(certificate, certificate ? "" : certificate.error().describe().c_str());
    QVERIFY(certificate->valid());
    compareFiles(ours, theirs);
}

} // namespace mantissa::support
