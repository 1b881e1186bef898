#pragma once
// Everything a file says about its tokenizer, in one shape for GGUF and for Hugging Face.
#include "text/split_step.h"
#include "text/vocabulary.h"

#include <utility>

namespace mantissa {

enum class TokenizerKind : std::uint8_t {
    ByteLevelBpe, ///< merges over the byte alphabet (GPT-2, Llama 3, Qwen)
    CharacterBpe, ///< merges over characters, bytes as fallback (SentencePiece models as tokenizer.json has
                  ///< them)
    ScoredBpe,    ///< the best-scored neighbours merge, bytes as fallback (SentencePiece models as GGUF has
                  ///< them)
    Unigram,      ///< the most likely segmentation (T5)
};

struct TokenizerDefinition {
    TokenizerKind kind = TokenizerKind::ByteLevelBpe;
    TokenVocabulary vocabulary;
    std::vector<std::pair<std::string, std::string>>
        merges;                         ///< in order of rank; BPE kinds but the scored one
    bool ignoreMerges = false;          ///< a piece that is a token as a whole is that token
    std::string preTokenizer;           ///< its name, for the description; may be empty
    std::vector<SplitStep> steps;       ///< how text is cut into pieces that no merge crosses
    bool escapeSpaces = false;          ///< spaces are written U+2581
    bool addSpacePrefix = false;        ///< a space is put before a text and after each special token
    bool prefixFirstOnly = false;       ///< ... but only before the first piece of text
    bool mergeSpaces = false;           ///< runs of spaces count as one (unigram)
    bool fuseUnknown = false;           ///< unknown characters in a row give one unknown token
    std::vector<std::uint8_t> charsMap; ///< SentencePiece's precompiled normalisation (unigram); may be empty
    TokenId bos = -1;
    TokenId eos = -1;
    TokenId unknown = -1;
    bool addBos = false;
    bool addEos = false;
};

/// From `tokenizer.ggml.*`. Errors: NotFound, Malformed, Unsupported.
Result<TokenizerDefinition> tokenizerFromMetadata(const Metadata& metadata);

/// From the text of tokenizer.json and (may be empty) tokenizer_config.json. Errors: Malformed, Unsupported.
Result<TokenizerDefinition> tokenizerFromJson(std::string_view tokenizer, std::string_view config);

/// Checks the definition and builds the tokenizer. Errors: Malformed, Unsupported.
Result<TokenizerPtr> makeTokenizer(TokenizerDefinition definition);

} // namespace mantissa
