#pragma once
// compressed-tensors' pack-quantized: weight_packed i32 [outputs, words], the codes of a row, low bits first;
// weight_scale [outputs, groups]; weight_zero_point i32, packed down the outputs, [words, groups];
// weight_shape i64 [2]; weight_g_idx i32 [inputs] under act-order. Codes are stored from 0 on (value +
// 2^(bits - 1)). Source: compressed-tensors src/compressed_tensors/compressors/ (pack_quantized:
// compress_weight, pack_to_int32). Up to 0.14 no code was cut by a word's end (ten of 3 bits a word); later
// ones run on. Which of the two, the shapes tell.
#include "packings/packing.h"

namespace mantissa {

const Packing& compressedTensorsPacking();

} // namespace mantissa
