#pragma once
// How byte-level tokenizers cut text into words, by the names that GGUF knows them under
// (tokenizer.ggml.pre).
#include "text/split_step.h"

#include <optional>
#include <string_view>
#include <vector>

namespace mantissa {

struct PreTokenizer {
    std::vector<SplitStep> steps;
    bool ignoreMerges = false; ///< see TokenizerDefinition
    bool addBos = false;       ///< unless the file says otherwise
};

/// Nothing for a name that is not known.
std::optional<PreTokenizer> preTokenizer(std::string_view name);

/// All names, in the order of the table.
std::vector<std::string_view> preTokenizerNames();

/// GPT-2's own pattern; Hugging Face's "ByteLevel" uses it too.
extern const char* const gpt2Pattern;

/// The English contractions of Llama 3 and its heirs. Written out because "(?i:...)" would also take U+017F
/// for an s, which llama.cpp does not.
extern const char* const caselessContractions;

} // namespace mantissa
