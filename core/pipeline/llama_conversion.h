#pragma once
// What goes into a GGUF file made from an open model: metadata, and for each tensor its GGUF name, its shape
// and where its rows come from. A GGUF model passes through; a Hugging Face folder of the llama family
// (Llama, Mistral, Mixtral, Qwen2, Qwen3, Qwen3-MoE) is renamed and, where llama.cpp wants it, permuted and
// its experts stacked. Facts: conversion of ggml-org/llama.cpp (convert_hf_to_gguf.py and gguf-py).
#include "files/model.h"
#include "tensor/row_source.h"

namespace mantissa {

/// The row of the source that stands in this row of the file, where the rows of each head are interleaved.
inline std::int64_t interleavedRow(std::int64_t row, std::int64_t head) {
    const std::int64_t inHead = row % head;
    return row - inHead + inHead % 2 * (head / 2) + inHead / 2;
}

struct GgufSourceTensor {
    std::string name;                     ///< in the GGUF file
    std::shared_ptr<const Tensor> tensor; ///< of the source
    Shape shape;                          ///< in the GGUF file, outermost first
    /// The rows of each head of this length are interleaved (llama.cpp rotates neighbours, transformers
    /// rotates halves); 0: rows stay where they are, and `tensor->bytes` may be copied as they are.
    std::int64_t interleavedHead = 0;
    /// Whose matrices follow one another in it, where the source holds each expert by itself: then `tensor`
    /// only stands for them and has no bytes (pipeline/expert_stack.h).
    std::vector<std::shared_ptr<const Tensor>> experts = {};
};

struct GgufSource {
    /// Without general.file_type and general.quantization_version unless the source was a GGUF that has them:
    /// the exporter sets these. split.* is left out.
    Metadata metadata;
    std::vector<GgufSourceTensor> tensors;
    std::vector<Text> warnings; ///< what will not work in llama.cpp as it did in the source
};

/// Errors: Unsupported (an architecture, tokenizer or rotary scaling that cannot be converted, by name; a
/// container that is no language model), NotFound (a tensor or tokenizer.json is missing), Malformed.
Result<GgufSource> ggufSourceOf(const ModelPtr& model);

/// Only the tensors of ggufSourceOf(): no tokenizer is needed to tell which is which. Errors: the same.
Result<std::vector<GgufSourceTensor>> ggufTensorsOf(const ModelPtr& model);

/// The model under its GGUF names and shapes, so that rules and mixtures see those: the tensors in the order
/// given.
Model underGgufNames(const Model& model, const std::vector<GgufSourceTensor>& tensors);

/// The names the tensors have in the model they come from, for rules that use those.
std::vector<std::string> sourceNames(const std::vector<GgufSourceTensor>& tensors);

/// The rows as the GGUF file wants them. Errors: as openRows in formats/decode.h.
Result<std::shared_ptr<const RowSource>> openRows(const GgufSourceTensor& tensor);

} // namespace mantissa
