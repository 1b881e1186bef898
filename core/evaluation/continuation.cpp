#include "evaluation/continuation.h"

#include "evaluation/prediction.h"
#include "text/utf8_check.h"
#include "text/utf8_stream.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace mantissa {

namespace {

// Long prompts run in pieces, so that memory stays bounded.
constexpr std::size_t promptPiece = 512;

Result<void> checkOptions(const ContinuationOptions& options) {
    if (options.tokens < 1)
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "A continuation has at least one token; %1 were asked for."),
                             options.tokens));
    const double temperature = options.sampling.temperature;
    if (!std::isfinite(temperature) || temperature < 0)
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "A temperature is 0 (always the most likely token) or "
                                                 "above, not %1."),
                             temperature));
    if (options.sampling.topK < 0)
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The number of most likely tokens to choose from is 0 (all) "
                                                 "or above, not %1."),
                             options.sampling.topK));
    return {};
}

Result<std::vector<TokenId>> promptIds(const CausalNetwork& model, const Tokenizer& tokenizer,
                                       std::string_view prompt, const Task& task) {
    if (const auto wrong = firstNotUtf8(prompt))
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The prompt is not UTF-8: byte %1 of it is part of no "
                                                 "character. Convert it first."),
                             *wrong));
    MANTISSA_TRY(auto ids, tokenizer.encode(prompt, {.addSpecial = true, .parseSpecial = true}, task));
    if (tokenizer.addsEos() && !ids.empty())
        ids.pop_back(); // the text is to go on
    if (ids.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The prompt is empty, and this model's tokenizer puts no "
                                                 "token before a text. Give it at least a word.")));
    if (model.contextLength > 0 && static_cast<std::int64_t>(ids.size()) >= model.contextLength)
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The prompt has %1 tokens and leaves no room: the model was "
                                                 "trained for a context of %2."),
                             ids.size(), model.contextLength));
    return ids;
}

class Writer {
public:
    Writer(const CausalNetwork& model, const Tokenizer& tokenizer, const ContinuationOptions& options,
           const Runtime& runtime, const Task& task, std::int64_t capacity)
        : model_(model), tokenizer_(tokenizer), options_(options), runtime_(runtime), task_(task),
          sampler_(options.sampling), memory_(capacity) {
        run_.memory = &memory_;
    }

    Result<Continuation> write(std::span<const TokenId> prompt) {
        const auto start = std::chrono::steady_clock::now();
        continuation_.promptTokens = prompt.size();
        task_.addTotal(prompt.size() + static_cast<std::uint64_t>(options_.tokens));
        MANTISSA_TRY(Array logits, readPrompt(prompt));
        while (true) {
            const TokenId id = sampler_.choose(logits.values(), continuation_.tokens.size());
            if (endsText(tokenizer_, id)) {
                continuation_.end = ContinuationEnd::EndOfText;
                break;
            }
            take(id, logits);
            if (static_cast<std::int64_t>(continuation_.tokens.size()) == options_.tokens)
                break;
            if (memory_.length() == memory_.capacity()) {
                continuation_.end = ContinuationEnd::Context;
                break;
            }
            MANTISSA_TRY(logits, next({&id, 1}));
        }
        continuation_.text += stream_.finish();
        continuation_.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return std::move(continuation_);
    }

private:
    Result<Array> readPrompt(std::span<const TokenId> prompt) {
        const std::size_t last = (prompt.size() - 1) / promptPiece * promptPiece;
        for (std::size_t first = 0; first < last; first += promptPiece) {
            MANTISSA_TRY([[maybe_unused]] const Array hidden, states(prompt.subspan(first, promptPiece)));
        }
        return next(prompt.subspan(last));
    }

    Result<Array> states(std::span<const TokenId> ids) {
        const Array input =
            Array::integers({1, static_cast<std::int64_t>(ids.size())}, {ids.begin(), ids.end()});
        MANTISSA_TRY(Array hidden, hiddenStates(model_, input, runtime_, task_, run_));
        memory_.advance(static_cast<std::int64_t>(ids.size()));
        task_.advance(ids.size());
        return hidden;
    }

    /// The logits after the last of these tokens, the next ones of the sequence.
    Result<Array> next(std::span<const TokenId> ids) {
        MANTISSA_TRY(const Array hidden, states(ids));
        Array row({1, model_.width}, runtime_.storage);
        const auto from = hidden.values().last(row.size());
        std::copy(from.begin(), from.end(), row.values().begin());
        return logitsOf(model_, row, runtime_, task_);
    }

    void take(TokenId id, const Array& logits) {
        ContinuedToken token;
        token.id = id;
        token.probability = std::exp(-predict(logits.values(), id).nll);
        if (!tokenizer_.isControl(id))
            token.text = stream_.add(tokenizer_.token(id));
        continuation_.text += token.text;
        if (options_.progress)
            options_.progress(token);
        continuation_.tokens.push_back(std::move(token));
    }

    const CausalNetwork& model_;
    const Tokenizer& tokenizer_;
    const ContinuationOptions& options_;
    const Runtime& runtime_;
    const Task& task_;
    Sampler sampler_;
    SequenceMemory memory_;
    Utf8Stream stream_;
    RunOptions run_;
    Continuation continuation_;
};

} // namespace

bool endsText(const Tokenizer& tokenizer, TokenId id) {
    if (id == tokenizer.eos())
        return true;
    // As llama.cpp tells them when a file does not mark them (special_eog_ids in src/llama-vocab.cpp).
    static constexpr std::array<std::string_view, 12> names = {
        "<|eot_id|>",    "<|eom_id|>", "<|im_end|>",         "<|end|>", "<end_of_turn>", "<|end_of_text|>",
        "<|endoftext|>", "<|return|>", "<end_of_utterance>", "</s>",    "<eos>",         "<EOT>"};
    return tokenizer.isControl(id) &&
           std::find(names.begin(), names.end(), tokenizer.token(id)) != names.end();
}

Result<Continuation> continueText(const CausalNetwork& model, const Tokenizer& tokenizer,
                                  std::string_view prompt, const ContinuationOptions& options,
                                  const Runtime& runtime, const Task& task) {
    MANTISSA_CHECK(checkOptions(options));
    MANTISSA_TRY(const auto ids, promptIds(model, tokenizer, prompt, Task()));
    std::int64_t capacity = static_cast<std::int64_t>(ids.size()) + options.tokens - 1;
    if (model.contextLength > 0)
        capacity = std::min(capacity, model.contextLength);
    return Writer(model, tokenizer, options, runtime, task, capacity).write(ids);
}

std::size_t commonTokens(const Continuation& a, const Continuation& b) {
    const auto same = [](const ContinuedToken& x, const ContinuedToken& y) { return x.id == y.id; };
    const auto parted =
        std::mismatch(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), same);
    return static_cast<std::size_t>(parted.first - a.tokens.begin());
}

} // namespace mantissa
