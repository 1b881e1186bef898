#pragma once
// Experts that a Hugging Face folder holds one by one are one tensor in a GGUF file: the matrices of a
// layer's experts one after another. Facts: conversion of ggml-org/llama.cpp (modify_tensors of its
// mixtures).
#include "pipeline/llama_conversion.h"
#include "tradeoff/recipe.h"

namespace mantissa {

/// `name`: in the folder, with the expert's number left out. experts: all of one shape, at least one. The
/// tensor that stands for them has no bytes; its type is theirs, or F32 where they have several.
GgufSourceTensor stackOf(std::string name, std::string gguf,
                         std::vector<std::shared_ptr<const Tensor>> experts);

/// Where its bytes are: its experts, or the tensor itself.
std::vector<std::shared_ptr<const Tensor>> partsOf(const GgufSourceTensor& tensor);

/// The rows of all experts, one after another. Errors: as openRows in formats/decode.h.
Result<std::shared_ptr<const RowSource>> openStack(const GgufSourceTensor& stack);

/// What the plan of a stack means for each of its experts; the plan itself for another tensor.
std::vector<TensorPlan> plansOfParts(const GgufSourceTensor& tensor, const TensorPlan& plan);

} // namespace mantissa
