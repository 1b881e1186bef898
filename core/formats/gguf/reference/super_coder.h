#pragma once
// The specification of the K types: one block at a time, in plain C++.
#include "formats/gguf/reference/super_blocks.h"

namespace mantissa::gguf::reference {

/// What ggml writes (quantize_row_q4_K_ref and so on without an importance matrix, the _impl ones with it).
/// importance: of these 256 elements, or null.
SuperBlock ggmlBlock(const SuperLayout& layout, const float* x, const float* importance);

/// Absolute-maximum (or min-max) rounding of each sub-block, then of the scales, then of the values under the
/// scales as stored.
SuperBlock rtnBlock(const SuperLayout& layout, const float* x);

/// value = (d * scale) * (code - levels) - dmin * min
void decodeBlock(const SuperLayout& layout, const SuperBlock& block, float* out);

const Coder& superCoder(DType dtype);

} // namespace mantissa::gguf::reference
