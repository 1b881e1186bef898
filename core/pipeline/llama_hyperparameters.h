#pragma once
// The hyperparameters of a Hugging Face config.json under GGUF's keys.
#include "files/model.h"

namespace mantissa {

/// How llama.cpp treats one of the architectures that convert alike.
struct LlamaFamily {
    const char* className; ///< in config.json's "architectures"
    const char* name;      ///< general.architecture
    bool interleaves;      ///< rotary embedding on neighbours: q and k rows are permuted
    /// Where its layers have experts: the block they are in, behind "model.layers.N."; else null.
    const char* experts = nullptr;
};

/// Errors: Unsupported, naming the architecture and those that can be converted.
Result<LlamaFamily> llamaFamilyOf(const Model& model);

/// Errors: NotFound (a figure is missing, by key), Malformed (a figure that cannot be meant, by key and
/// value), Unsupported (rotary scaling or activation, by name).
Result<void> addHyperparameters(const Model& model, const LlamaFamily& family, Metadata& metadata);

/// Llama 3's rotary scaling as the tensor rope_freqs.weight (divisors per pair, as llama.cpp reads them);
/// null for models without it.
std::shared_ptr<const Tensor> ropeFactors(const Model& model);

} // namespace mantissa
