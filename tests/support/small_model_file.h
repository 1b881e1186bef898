#pragma once
// A small random model as a GGUF file without a tokenizer, for llama.cpp's library.
#include "support/small_model.h"

#include "files/file_plan.h"

namespace mantissa::support {

/// Keys: docs/gguf.md of ggml-org/ggml. Extra keys go in as they are.
inline Result<void> writeGguf(const Model& model, const std::filesystem::path& path,
                              const Metadata& extra = {}) {
    const Architecture& a = *model.architecture;
    const std::string prefix = a.name + ".";
    const auto size = [](std::int64_t value) { return static_cast<std::uint32_t>(value); };
    Metadata keys;
    keys.set("general.architecture", a.name);
    keys.set(prefix + "block_count", size(a.layers));
    keys.set(prefix + "context_length", size(a.contextLength));
    keys.set(prefix + "embedding_length", size(a.embeddingLength));
    keys.set(prefix + "feed_forward_length", size(a.feedForwardLength));
    keys.set(prefix + "attention.head_count", size(a.heads));
    keys.set(prefix + "attention.head_count_kv", size(a.keyValueHeads));
    keys.set(prefix + "attention.key_length", size(a.headLength));
    keys.set(prefix + "attention.value_length", size(a.headLength));
    keys.set(prefix + "attention.layer_norm_rms_epsilon", static_cast<float>(a.rmsEpsilon));
    keys.set(prefix + "rope.freq_base", static_cast<float>(a.ropeBase));
    keys.set(prefix + "rope.dimension_count", size(a.ropeDimensions));
    keys.set(prefix + "vocab_size", size(a.vocabulary));
    keys.set("tokenizer.ggml.model", std::string("no_vocab"));
    for (const auto& entry : extra.entries())
        keys.set(entry.key, entry.value);
    std::vector<PlannedTensor> planned;
    for (const auto& tensor : model.tensors)
        planned.push_back({tensor->name, tensor->dtype, tensor->shape});
    MANTISSA_TRY(auto plan, planGguf(keys, std::move(planned)));
    MANTISSA_TRY(auto file, PlannedFile::create(path, std::move(plan)));
    for (const auto& tensor : file.plan().tensors)
        MANTISSA_CHECK(file.write(model.tensor(tensor.name)->bytes));
    return file.commit();
}

} // namespace mantissa::support
