#pragma once
// The specification of the 32-element types: one block at a time, in plain C++.
#include "formats/gguf/reference/small_blocks.h"

namespace mantissa::gguf::reference {

/// What ggml writes without an importance matrix (quantize_row_q4_0_ref and so on).
SmallBlock ggmlBlock(const SmallLayout& layout, const float* x);
/// What ggml writes with one (quantize_row_q4_0_impl and so on). meanSquare: of the whole row. Not Q8_0,
/// which never looks at the matrix.
SmallBlock ggmlBlock(const SmallLayout& layout, const float* x, const float* importance, float meanSquare);
/// The mean square of a row, summed in order.
float meanSquare(const float* row, std::int64_t columns);

/// Absolute-maximum (or min-max) rounding: the scale is stored first, then values round to the nearest code
/// under the stored scale.
SmallBlock rtnBlock(const SmallLayout& layout, const float* x);

/// value = (code - levels) * d, or code * d + m
void decodeBlock(const SmallLayout& layout, const SmallBlock& block, float* out);

const Coder& smallCoder(DType dtype);

} // namespace mantissa::gguf::reference
