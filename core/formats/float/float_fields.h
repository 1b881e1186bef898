#pragma once
// The bits of plain 16-bit numbers (IEEE 754-2008 binary16; bfloat16 is the upper half of binary32).
#include "formats/block_layout.h"

namespace mantissa {

/// Nothing for other types than F16 and BF16. A "block" is one number.
std::optional<BlockLayout> floatLayout(DType dtype, std::int64_t element);

} // namespace mantissa
