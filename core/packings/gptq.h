#pragma once
// GPTQ as AutoGPTQ, GPTQModel, vLLM and transformers load it: qweight i32 [inputs * bits / 32, outputs], the
// codes of an output down its column; qzeros i32 [groups, outputs * bits / 32]; scales f16 [groups, outputs];
// g_idx i32 [inputs], the group of each input. 3-bit codes run on over the words' ends. Version 1 stores each
// zero less 1. Sources: AutoGPTQ auto_gptq/nn_modules/qlinear/qlinear_cuda_old.py (pack, forward), GPTQModel
// gptqmodel/utils/model.py (convert_gptq_v1_to_v2_format).
#include "packings/packing.h"

namespace mantissa {

const Packing& gptqPacking();
const Packing& gptqV2Packing();

} // namespace mantissa
