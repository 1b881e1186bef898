#pragma once
// bitsandbytes' 8-bit linear layers (LLM.int8()): weight i8 [outputs, inputs], SCB f32 [outputs], the largest
// magnitude of each row, weight_format u8, always 0 (row by row). value = weight * (SCB / 127). What is an
// outlier the engine finds among the activations as it runs, so that the file has none. Sources: Dettmers et
// al. 2022, arXiv:2208.07339; bitsandbytes bitsandbytes/nn/modules.py (Linear8bitLt), functional.py
// (int8_vectorwise_quant).
#include "packings/packing.h"

namespace mantissa {

const Packing& bitsandbytesInt8Packing();

} // namespace mantissa
