#pragma once
// How a model stretches its rotary frequencies beyond the context it was trained on first.
#include "files/model.h"
#include "network/operators/rope.h"

namespace mantissa {

/// What a model's rotary embedding turns by, scaling applied.
struct RopeScaling {
    std::vector<double> frequencies;
    std::vector<double> longFrequencies; ///< of sequences longer than originalContext; empty: the same
    std::int64_t originalContext = 0;
    double magnitude = 1; ///< the turned values are multiplied with it
};

/// None, linear (arXiv:2306.15595), Llama 3's, YaRN (arXiv:2309.00071) and LongRoPE (arXiv:2402.13753), from
/// a folder's config.json or from a GGUF's keys and its tensors rope_freqs and rope_factors_*; for a GGUF as
/// llama.cpp computes it (llama-context.cpp and ggml-cpu/ops.cpp of ggml-org/llama.cpp), for a folder as
/// transformers does (modeling_rope_utils.py). Errors: Unsupported for other kinds of scaling, by name;
/// Malformed and Mismatch for factors that make no sense, with key or tensor.
Result<RopeScaling> ropeScaling(const Model& model, std::int64_t dimensions, double base);

/// Llama 3.1's scaling (the reference code of its release; `rope_type: llama3` in transformers): slow turns
/// are slowed down by `factor`, fast ones stay, those between are blended.
struct Llama3Scaling {
    double factor = 8;
    double lowFrequencyFactor = 1;
    double highFrequencyFactor = 4;
    double originalContext = 8192;
};
double llama3Frequency(double frequency, const Llama3Scaling& scaling);

} // namespace mantissa
