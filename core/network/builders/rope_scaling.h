#pragma once
// How a model stretches its rotary frequencies beyond the context it was trained on first.
#include "files/model.h"
#include "network/operators/rope.h"

namespace mantissa {

/// The frequencies of a model's rotary embedding, scaling applied: none, linear (arXiv:2306.15595) and
/// Llama 3's, from a folder's config.json or a GGUF's keys and rope_freqs tensor.
/// Errors: Unsupported for other kinds of scaling, by name.
Result<std::vector<double>> scaledRopeFrequencies(const Model& model, std::int64_t dimensions, double base);

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
