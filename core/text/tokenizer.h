#pragma once
// Text <-> token ids, as the model's own tokenizer does it. The reference for every id is llama.cpp's
// tokenizer, because perplexities and importance matrices are only comparable on the same tokens.
#include "base/task.h"
#include "files/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace mantissa {

using TokenId = std::int32_t;

struct EncodeOptions {
    bool addSpecial = true;    ///< put BOS / EOS where the model wants them
    bool parseSpecial = false; ///< "<|end|>" in the text means the token, not its characters
};

class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// Bytes that are no UTF-8 read as U+FFFD. Advances the task by bytes of text. Errors: Cancelled,
    /// Unsupported (a character for which the vocabulary has no token, not even an unknown one), TooLarge.
    virtual Result<std::vector<TokenId>> encode(std::string_view text, EncodeOptions options = {},
                                                const Task& task = Task()) const = 0;

    /// The bytes of the tokens one after another, which need not be whole UTF-8 characters. Control tokens
    /// are left out unless `special`. Ids outside the vocabulary yield nothing.
    virtual std::string decode(std::span<const TokenId> ids, bool special = false) const = 0;

    /// What one token stands for: bytes of text (control tokens: their name). Empty for an id outside the
    /// vocabulary.
    virtual std::string token(TokenId id) const = 0;
    /// BOS, EOS, end of turn: tokens that no text spells.
    virtual bool isControl(TokenId id) const = 0;

    virtual TokenId size() const = 0;
    // -1 where the model has none.
    virtual TokenId bos() const = 0;
    virtual TokenId eos() const = 0;
    virtual TokenId unknown() const = 0;
    /// Whether the model wants BOS before (EOS after) a text.
    virtual bool addsBos() const = 0;
    virtual bool addsEos() const = 0;

    /// How it is called in a report: "byte-level BPE (llama-bpe)".
    virtual std::string description() const = 0;
};

using TokenizerPtr = std::shared_ptr<const Tokenizer>;

/// The tokenizer that came with the model: `tokenizer.ggml.*` of a GGUF, tokenizer.json of a Hugging Face
/// folder. Errors: NotFound (the model has none), Malformed, Unsupported (a kind we do not know, by name).
Result<TokenizerPtr> tokenizerOf(const Model& model);

} // namespace mantissa
