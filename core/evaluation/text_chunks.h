#pragma once
// A text file as chunks of tokens, by the model's own tokenizer and as llama.cpp's tools read one: BOS where
// the tokenizer wants it, no special tokens parsed out of the text, one line feed at the end dropped.
#include "evaluation/token_chunks.h"
#include "text/tokenizer.h"

namespace mantissa {

/// limit: at most so many chunks; 0: all. Errors: what reading and encoding say; InvalidArgument when the
/// text is shorter than the context.
Result<TokenChunks> chunksOfFile(const Tokenizer& tokenizer, const std::filesystem::path& text,
                                 std::int64_t context, std::int64_t limit, const Task& task);

} // namespace mantissa
