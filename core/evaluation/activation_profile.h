#pragma once
// What running one chunk takes: found out by running one.
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

namespace mantissa {

struct ActivationProfile {
    std::vector<std::uint64_t> valueBytes;     ///< by value, for one chunk; 0 for what no node reads
    std::vector<std::uint64_t> nodeOperations; ///< by node, of matrix products, for one chunk; the head's for
                                               ///< scored positions only
};

Result<ActivationProfile> profileActivations(const CausalNetwork& model, const TokenChunks& chunks,
                                             const Runtime& runtime, const Task& task);

} // namespace mantissa
