#pragma once
// The pre-norm decoder that llama and its many relatives share; what sets one apart stands in its traits.
#include "network/builders/tensor_names.h"
#include "network/causal_network.h"
#include "network/operators/elementwise.h"
#include "network/operators/rope.h"

namespace mantissa {

struct DecoderTraits {
    RopePairs ggufPairs = RopePairs::Halves; ///< in Hugging Face folders it is always Halves
    bool attentionBias = false;              ///< q, k and v must have a bias (others may)
    bool headNorms = false;                  ///< an RMS norm over each head of q and k (Qwen 3)
    bool slidingWindow = false;              ///< config.json's sliding_window holds in every layer (Mistral)
    Activation::Function activation = Activation::Function::Silu;
};

Result<CausalNetwork> buildDecoder(const Model& model, const DecoderTraits& traits);

} // namespace mantissa
