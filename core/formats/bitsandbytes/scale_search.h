#pragma once
// Better scales than a block's largest magnitude, for the same codes and bytes.
#include "formats/bitsandbytes/codebook_kernels.h"
#include "formats/bitsandbytes/nested_absmax.h"

namespace mantissa::bitsandbytes {

/// The scale of least error near `start` (the block's absmax), which is kept where nothing is better.
float searchScale(const Codebook& book, std::span<const float> values, std::span<const float> importance,
                  float start);

/// The same among the 256 scales that double quantization can code.
std::uint8_t searchNestedScale(const Codebook& book, std::span<const float> values,
                               std::span<const float> importance, const NestedAbsmax& nested,
                               std::int64_t block, std::uint8_t start, float absmax);

} // namespace mantissa::bitsandbytes
