#pragma once
// Turns plain text (no special tokens in it) into tokens: the part in which kinds of tokenizers differ.
#include "text/tokenizer_definition.h"

namespace mantissa {

class Segmenter {
public:
    virtual ~Segmenter() = default;
    /// Appends the tokens of `text`. Errors: Cancelled, Unsupported, TooLarge.
    virtual Result<void> append(std::string_view text, std::vector<TokenId>& ids, const Task& task) const = 0;
};

using SegmenterPtr = std::unique_ptr<const Segmenter>;

// Each keeps a reference to the definition, which must outlive it.
Result<SegmenterPtr> makeBpeSegmenter(const TokenizerDefinition& definition);
Result<SegmenterPtr> makeScoredSegmenter(const TokenizerDefinition& definition);
Result<SegmenterPtr> makeUnigramSegmenter(const TokenizerDefinition& definition);

/// What stands for a character that is no token: its bytes' tokens, else the unknown token. Error Unsupported
/// when there is neither.
Result<void> appendUnknown(const TokenizerDefinition& definition, std::string_view character,
                           std::vector<TokenId>& ids);

} // namespace mantissa
