#include "pipeline/pre_tokenizer.h"

#include "files/json/json.h"

#include <vector>

namespace mantissa {

namespace {

using nlohmann::json;

struct Known {
    const char* regex; ///< of the Split step before ByteLevel
    const char* name;
};

// The Split expressions of published tokenizers; llama.cpp's src/llama-vocab.cpp has the same under these
// names.
constexpr Known knownSplits[] = {
    {R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
     "llama-bpe"},
    {R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
     "qwen2"},
    {R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
     "tekken"},
};

/// The steps in order; a lone pre-tokenizer is a sequence of one.
std::vector<json> stepsOf(const json& tokenizer) {
    const json& pre = jsonMember(tokenizer, "pre_tokenizer");
    if (jsonString(pre, "type") != "Sequence")
        return pre.empty() ? std::vector<json>() : std::vector<json>{pre};
    std::vector<json> steps;
    for (const json& step : jsonMember(pre, "pretokenizers"))
        steps.push_back(step);
    return steps;
}

bool isByteLevel(const json& step, bool regex) {
    return jsonString(step, "type") == "ByteLevel" && jsonBoolean(step, "use_regex", true) == regex;
}

const char* nameOf(const std::vector<json>& steps) {
    if (steps.size() == 1 && isByteLevel(steps[0], true))
        return "gpt-2";
    if (steps.size() != 2)
        return nullptr;
    const std::string first = jsonString(steps[0], "type");
    if (first == "Digits" && jsonBoolean(steps[0], "individual_digits", false) && isByteLevel(steps[1], true))
        return "smollm";
    if (first != "Split" || !isByteLevel(steps[1], false))
        return nullptr;
    const std::string regex = jsonString(jsonMember(steps[0], "pattern"), "Regex");
    for (const Known& known : knownSplits) {
        if (regex == known.regex)
            return known.name;
    }
    return nullptr;
}

} // namespace

Result<std::string> preTokenizerOf(const json& tokenizer) {
    const std::vector<json> steps = stepsOf(tokenizer);
    if (const char* name = nameOf(steps))
        return std::string(name);
    std::string found;
    for (const json& step : steps)
        found += (found.empty() ? "" : " + ") + jsonString(step, "type", "?");
    if (found.empty())
        found = "null";
    return fail(
        ErrorCode::Unsupported,
        sentence(MANTISSA_TR("core",
                             "llama.cpp has no name for this way of cutting text into words (%1), so the "
                             "tokenizer cannot be converted to GGUF yet."),
                 found));
}

} // namespace mantissa
