#pragma once
// The tokenizer of a Hugging Face folder (tokenizer.json, tokenizer_config.json) under GGUF's keys
// tokenizer.ggml.*: byte-level BPE as model "gpt2", SentencePiece-style BPE with byte fallback as model
// "llama".
#include "files/model.h"

namespace mantissa {

/// Errors: NotFound (no tokenizer.json), Malformed, Unsupported (another kind of tokenizer, by name).
Result<void> addTokenizer(const Model& model, Metadata& metadata, std::vector<Text>& warnings);

} // namespace mantissa
