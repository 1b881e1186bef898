#pragma once
// Which of llama.cpp's named pre-tokenizers cuts text as a byte-level BPE's tokenizer.json asks.
#include "base/result.h"

#include <nlohmann/json.hpp>

#include <string>

namespace mantissa {

/// "gpt-2", "llama-bpe", "qwen2", "smollm", ...: the value of tokenizer.ggml.pre. Errors: Unsupported, with
/// what was found.
Result<std::string> preTokenizerOf(const nlohmann::json& tokenizer);

} // namespace mantissa
