#pragma once
// GPT-2: learned positions, layer norms with shifts, biases everywhere, no gate.
#include "network/causal_network.h"

namespace mantissa {

Result<CausalNetwork> buildGpt2(const Model& model);

} // namespace mantissa
