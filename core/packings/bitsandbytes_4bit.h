#pragma once
// bitsandbytes' 4-bit linear layers: weight u8 [n / 2, 1], weight.absmax f32 [blocks] (u8 when doubly
// quantized), weight.quant_map f32 [16], weight.nested_absmax f32, weight.nested_quant_map f32 [256], and the
// rest of the state as JSON text in weight.quant_state.bitsandbytes__nf4 (or __fp4). Sources: bitsandbytes
// bitsandbytes/functional.py (QuantState.as_dict, from_dict), nn/modules.py (Linear4bit); transformers
// BitsAndBytesConfig.
#include "packings/packing.h"

namespace mantissa {

const Packing& bitsandbytes4BitPacking();

} // namespace mantissa
