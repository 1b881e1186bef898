#pragma once
// The pre-norm decoder that llama and its many relatives share; what sets one apart stands in its traits.
#include "network/builders/tensor_names.h"
#include "network/causal_network.h"
#include "network/operators/elementwise.h"
#include "network/operators/rope.h"

namespace mantissa {

enum class Windows {
    None,
    Folder,      ///< config.json's sliding_window holds in every layer; llama.cpp knows none
    Alternating, ///< some layers look through a window, every n-th at everything (Gemma 2 and 3)
};

struct DecoderTraits {
    RopePairs ggufPairs = RopePairs::Halves; ///< in Hugging Face folders it is always Halves
    Naming naming = Naming::Llama;
    bool attentionBias = false; ///< q, k and v must have a bias (others may)
    bool fusedWeights = false;  ///< q, k and v are one weight, and so are gate and up (Phi-3)
    bool headNorms = false;     ///< an RMS norm over each head of q and k (Qwen 3, Gemma 3)
    bool gemma = false; ///< embeddings times sqrt(width), norms around each block, scores and logits capped
    Windows windows = Windows::None;
    int windowPeriod = 1;        ///< every so many layers one looks at everything
    std::int64_t ggufWindow = 0; ///< where the key is missing
    std::int64_t folderWindow = 0;
    double localRopeBase = 0; ///< of layers with a window, unless the model says; 0: the same as others
    double cap = 0;           ///< a GGUF's caps on scores and logits where it gives none: scores
    double logitCap = 0;      ///< and logits
    std::int64_t wideScaleLayers =
        0;                         ///< a GGUF of so many layers scales scores by width / heads (27B models)
    bool experts = false;          ///< must have them (others may, where GGUF says so)
    bool normalizedExperts = true; ///< in a folder that does not say
    Activation::Function activation = Activation::Function::Silu;
};

Result<CausalNetwork> buildDecoder(const Model& model, const DecoderTraits& traits);

} // namespace mantissa
