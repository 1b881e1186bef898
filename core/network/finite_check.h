#pragma once
// Values that are not finite: finding them, and saying where they come from.
#include "network/network.h"

namespace mantissa {

/// False where a value is NaN or infinite.
Result<bool> isFinite(const Array& array, const Task& task);

/// What is wrong once a node has yielded NaN or infinity: its weights, else what it was computed from.
Error notFinite(const Network& network, const Node& node, const Task& task);

} // namespace mantissa
