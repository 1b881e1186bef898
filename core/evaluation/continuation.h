#pragma once
// How a model goes on from a prompt: what people look at first when they want to know what a recipe did.
#include "evaluation/sampler.h"
#include "network/causal_network.h"
#include "text/tokenizer.h"

namespace mantissa {

struct ContinuedToken {
    TokenId id = -1;
    double probability = 0; ///< that the model gave it (at temperature 1), 0..1
    std::string text; ///< valid UTF-8 that can be shown now: empty while a character is still incomplete
};

enum class ContinuationEnd : std::uint8_t {
    Length,    ///< as many tokens as were wanted
    EndOfText, ///< the model ended its text
    Context,   ///< the context that the model was trained for is full
};

struct Continuation {
    std::size_t promptTokens = 0;       ///< with what the tokenizer puts before a text
    std::vector<ContinuedToken> tokens; ///< without the one that ended the text
    std::string text;                   ///< of all tokens, valid UTF-8
    ContinuationEnd end = ContinuationEnd::Length;
    double seconds = 0;
};

struct ContinuationOptions {
    std::int64_t tokens = 64; ///< at most
    SamplingOptions sampling;
    /// Told of each token, on the thread that runs.
    std::function<void(const ContinuedToken&)> progress;
};

/// Special tokens spelt out in the prompt count as such, so that a chat can be written down. Each token is run
/// once: keys and values of earlier ones are kept. The same options give the same tokens whatever the number
/// of threads. Advances the task by tokens. Errors: InvalidArgument for options out of range, a prompt that
/// is empty where the tokenizer puts nothing before it, or one that fills the model's context; what encoding
/// and running say.
Result<Continuation> continueText(const CausalNetwork& model, const Tokenizer& tokenizer,
                                  std::string_view prompt, const ContinuationOptions& options,
                                  const Runtime& runtime, const Task& task);

/// How many tokens two continuations share from their start.
std::size_t commonTokens(const Continuation& a, const Continuation& b);

/// Whether a token ends a text or a turn: the tokenizer's EOS, and control tokens by the names that chat
/// models give theirs.
bool endsText(const Tokenizer& tokenizer, TokenId id);

} // namespace mantissa
