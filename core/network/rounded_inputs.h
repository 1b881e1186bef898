#pragma once
// The same network with quantizer nodes on what comes into its linear layers.
#include "network/causal_network.h"
#include "network/operators/round_blocks.h"

namespace mantissa {

/// Asks for every linear node; nothing: its input stays as it is. The new graph has other value ids.
using InputRounding = std::function<std::optional<BlockRounding>(const Node& node)>;
Result<CausalNetwork> withRoundedInputs(const CausalNetwork& model, const InputRounding& rounding);

} // namespace mantissa
