#pragma once
// What a decoder's builder asks of a model's hyperparameters, read and checked once: the keys differ between
// GGUF and config.json, and so do the defaults.
#include "network/builders/decoder.h"
#include "network/builders/rope_scaling.h"

namespace mantissa {

struct ExpertSettings {
    std::int64_t count = 0;  ///< 0: none
    std::int64_t used = 0;   ///< by each token
    std::int64_t length = 0; ///< of an expert's feed-forward block
    bool normalized = true;  ///< weights of the experts used sum to 1
};

struct DecoderSettings {
    double epsilon = 0;       ///< of norms
    float normOffset = 0;     ///< added to the norms' weights
    float embeddingScale = 1; ///< embeddings are multiplied with it
    float attentionScale = 1;
    float attentionCap = 0; ///< 0: none
    float logitCap = 0;     ///< 0: none
    RopeScaling rope;
    RopeScaling localRope; ///< of the layers with a window, where they have one of their own
    std::int64_t window = 0;
    std::vector<bool> local;  ///< one a layer: looks through the window
    std::vector<bool> sparse; ///< one a layer: has experts
    ExpertSettings experts;
};

/// Errors: Malformed, naming the key, for figures that no network can have or that contradict each other;
/// Unsupported for what we cannot run, by name.
Result<DecoderSettings> decoderSettings(const Model& model, const DecoderTraits& traits);

/// Sizes that every architecture has: positive, and heads that share key-value heads evenly.
Result<void> checkSizes(const Model& model);

/// The activation function that config.json names must be the one we would run. Error Unsupported, by name.
Result<void> checkActivation(const Model& model, std::initializer_list<const char*> keys,
                             Activation::Function function);

} // namespace mantissa
