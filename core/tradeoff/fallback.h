#pragma once
// What is used instead when a type's block does not divide the rows of a tensor.
// Source: src/llama-quant.cpp of ggml-org/llama.cpp, release v0.5.0 (tensor_type_fallback).
#include "tensor/dtype.h"

namespace mantissa {

/// The type itself where it fits; else llama.cpp's substitute; F16 where that does not fit either. (Types for
/// which llama.cpp defines no substitute make it give up; they get F16 here, too.)
DType fittingType(DType wanted, std::int64_t columns);

} // namespace mantissa
