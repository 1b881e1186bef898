#pragma once
// A text's tokens cut as llama-perplexity cuts them (tools/perplexity/perplexity.cpp of ggml-org/llama.cpp):
// whole chunks of `context` tokens from the start, what is left over dropped; where the tokenizer wants BOS,
// it takes the place of each chunk's first token; the second half of each chunk is scored, so that every
// prediction has at least half a context before it.
#include "base/result.h"
#include "network/array.h"

#include <optional>

namespace mantissa {

/// Tokens a chunk unless one is asked for: as many as the model was trained with (0: not known), at most 512.
/// Beyond its own context a model predicts badly, and its perplexity would say nothing of what it is used
/// for.
std::int64_t usualContext(std::int64_t trained);

class TokenChunks {
public:
    /// limit: at most so many chunks; 0: all. Errors: InvalidArgument for a context under 4 or tokens that do
    /// not fill one chunk.
    static Result<TokenChunks> create(std::vector<std::int32_t> tokens, std::int64_t context,
                                      std::optional<std::int32_t> bos, std::int64_t limit = 0);

    std::int64_t context() const { return context_; }
    std::int64_t count() const { return count_; }

    /// Ids of chunks [first, first + count): [count, context].
    Array ids(std::int64_t first, std::int64_t count) const;

    /// The first position of a chunk whose prediction is scored, and how many there are.
    std::int64_t firstScored() const { return context_ / 2; }
    std::int64_t scored() const { return context_ - 1 - firstScored(); }
    /// The token that the prediction at a position should have given.
    std::int32_t target(std::int64_t chunk, std::int64_t position) const {
        return tokens_[static_cast<std::size_t>(chunk * context_ + position + 1)];
    }

private:
    std::vector<std::int32_t> tokens_;
    std::int64_t context_ = 0;
    std::int64_t count_ = 0;
    std::optional<std::int32_t> bos_;
};

} // namespace mantissa
