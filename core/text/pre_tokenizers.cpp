// Source of names, patterns and flags: the tokenizer.json of the models named, as listed in llama.cpp's
// llama-vocab.cpp. Which of several patterns llama.cpp runs for a name is checked against its library by
// tst_llama_tokenizer.
#include "text/pre_tokenizers.h"

#include <array>

// As macros, since the patterns of models are variations put together from the same parts.
#define CONTRACTIONS "'s|'t|'re|'ve|'m|'ll|'d"
#define CASELESS "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])"
#define WORD "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+"
#define MARKED_WORD "[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+"
#define SYMBOLS " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
#define SPACES "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
#define GPT2 CONTRACTIONS "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"
// GPT-4o tells upper from lower case letters; llama.cpp does so for ASCII only.
#define UPPER "(?:(?=\\p{L})[^a-z])"
#define LOWER "(?:(?=\\p{L})[^A-Z])"
#define CASED_WORD(suffix)                                                                                   \
    "[^\\r\\n\\p{L}\\p{N}]?" UPPER "*" LOWER "+" suffix "|[^\\r\\n\\p{L}\\p{N}]?" UPPER "+" LOWER "*" suffix

namespace mantissa {

const char* const gpt2Pattern = GPT2;
const char* const caselessContractions = CASELESS;

namespace {

using Patterns = std::array<const char*, 4>; // as many as are not null

constexpr Patterns gpt2 = {GPT2};
constexpr Patterns starcoder = {"\\p{N}", GPT2};
constexpr Patterns llama3 = {CASELESS "|" WORD "|\\p{N}{1,3}|" SYMBOLS "|" SPACES};
constexpr Patterns qwen2 = {CASELESS "|" WORD "|\\p{N}|" SYMBOLS "|" SPACES};
constexpr Patterns qwen35 = {CASELESS "|" MARKED_WORD "|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|" SPACES};
constexpr Patterns deepSeek3 = {
    "\\p{N}{1,3}", "[\\x{4E00}-\\x{9FA5}\\x{3040}-\\x{309F}\\x{30A0}-\\x{30FF}]+",
    "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| "
    "?[\\p{P}\\p{S}]+[\\r\\n]*|" SPACES};
constexpr Patterns falcon = {"[\\p{P}$+<=>^~|`]+", GPT2, "[0-9][0-9][0-9]"};
constexpr Patterns tekken = {CASED_WORD("") "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|" SPACES};
constexpr Patterns gpt4o = {CASED_WORD(CASELESS "?") "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|" SPACES};
constexpr Patterns bailing = {"'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|" WORD "|\\p{N}|" SYMBOLS
                              "|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+"};
constexpr Patterns seedCoder = {CASELESS "|" WORD "|\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+|" SPACES};
constexpr Patterns fallback = {"[\\p{P}$+<=>^~|]+", GPT2, "\\p{N}+", "[0-9][0-9][0-9]"};

struct Row {
    std::string_view name;
    const Patterns* patterns;
    bool ignoreMerges = false;
    bool addBos = false;
};

constexpr Row rows[] = {
    {"default", &fallback},
    {"gpt-2", &gpt2},
    {"phi-2", &gpt2},
    {"mpt", &gpt2},
    {"olmo", &gpt2},
    {"jais", &gpt2},
    {"exaone4", &gpt2},
    {"trillion", &gpt2},
    {"gigachat", &gpt2},
    {"starcoder", &starcoder},
    {"refact", &starcoder},
    {"command-r", &starcoder},
    {"smollm", &starcoder},
    {"codeshell", &starcoder},
    {"exaone", &starcoder},
    {"minerva-7b", &starcoder},
    {"llama-bpe", &llama3, true, true},
    {"llama3", &llama3, true, true},
    {"llama-v3", &llama3, true, true},
    {"falcon3", &llama3, true, true},
    {"falcon-h1", &llama3, true, true},
    {"pixtral", &llama3, true, true},
    {"lfm2", &llama3, true, true},
    {"dbrx", &llama3},
    {"smaug-bpe", &llama3},
    {"glm4", &llama3},
    {"chatglm-bpe", &llama3},
    {"qwen2", &qwen2},
    {"deepseek-r1-qwen", &qwen2},
    {"stablelm2", &qwen2},
    {"hunyuan", &qwen2},
    {"megrez", &qwen2},
    {"qwen35", &qwen35},
    {"deepseek-v3", &deepSeek3},
    {"hunyuan-dense", &deepSeek3},
    {"falcon", &falcon},
    {"tekken", &tekken, true, true},
    {"gpt-4o", &gpt4o},
    {"llama4", &gpt4o},
    {"bailingmoe", &bailing},
    {"seed-coder", &seedCoder},
};

} // namespace

std::optional<PreTokenizer> preTokenizer(std::string_view name) {
    for (const Row& row : rows) {
        if (row.name != name)
            continue;
        PreTokenizer found{{}, row.ignoreMerges, row.addBos};
        for (const char* pattern : *row.patterns)
            if (pattern)
                found.steps.push_back({pattern, SplitBehavior::Isolated});
        return found;
    }
    return std::nullopt;
}

std::vector<std::string_view> preTokenizerNames() {
    std::vector<std::string_view> names;
    for (const Row& row : rows)
        names.push_back(row.name);
    return names;
}

} // namespace mantissa
