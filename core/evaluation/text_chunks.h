#pragma once
// Text as chunks of tokens, by the model's own tokenizer and as llama.cpp's tools read one: BOS where the
// tokenizer wants it, no special tokens parsed out of the text, one line feed at the end dropped.
#include "evaluation/token_chunks.h"
#include "text/tokenizer.h"

#include <filesystem>

namespace mantissa {

/// The files a path stands for: a file itself, whatever its name; of a folder and the folders in it, all
/// whose names end in .txt, .text or .md (in any case), in the order of their paths' bytes. Hidden ones are
/// left out. Errors: NotFound, also for a folder without any; CannotRead.
Result<std::vector<std::filesystem::path>> textFiles(const std::filesystem::path& text);

/// limit: at most so many chunks; 0: all. Of a folder: its files one after another, a line feed between where
/// one does not end in it; BOS only once. Errors: as textFiles; what reading and encoding say;
/// InvalidArgument for a context that is not possible; Malformed for an empty text, one shorter than the
/// context, and bytes that are no UTF-8,
/// with file and byte.
Result<TokenChunks> chunksOfFile(const Tokenizer& tokenizer, const std::filesystem::path& text,
                                 std::int64_t context, std::int64_t limit, const Task& task);

} // namespace mantissa
