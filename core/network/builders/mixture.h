#pragma once
// The feed-forward block of a mixture of experts (arXiv:2401.04088): a router gives each token's
// probabilities for all experts, the most likely few run, and their results are summed with these
// probabilities as weights.
#include "network/builders/decoder_builder.h"
#include "network/builders/decoder_settings.h"

namespace mantissa {

/// normed: [..., width] -> [..., width].
ValueId addMixture(DecoderBuilder& builder, ValueId normed, int layer, std::int64_t width,
                   const ExpertSettings& experts, Activation::Function activation);

} // namespace mantissa
