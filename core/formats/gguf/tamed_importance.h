#pragma once
// Importance as the sums of encoders can bear it. Only the ratios of weights matter, so enormous and minute
// ones are brought to about 1 by a power of two, which leaves every rounding as it was; squares of weighted
// sums would leave the range of 32 bits.
#include <span>
#include <vector>

namespace mantissa::gguf {

/// The largest is neither enormous nor minute, or all are zero.
bool tameImportance(std::span<const float> importance);

std::vector<float> tamedImportance(std::span<const float> importance);

} // namespace mantissa::gguf
