#pragma once
// AWQ's GEMM layout: qweight i32 [inputs, outputs / 8], qzeros i32 [groups, outputs / 8], scales f16 [groups,
// outputs]. Nibble i of a word, low bits first, is output 0 2 4 6 1 3 5 7 of the word's eight. Sources:
// AutoAWQ awq/modules/linear/gemm.py (from_linear), awq/utils/packing_utils.py; transformers AwqConfig.
#include "packings/packing.h"

namespace mantissa {

const Packing& awqPacking();

} // namespace mantissa
