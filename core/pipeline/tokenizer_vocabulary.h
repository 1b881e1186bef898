#pragma once
// The tokens of a tokenizer.json by id, with the types llama.cpp gives them.
#include "base/result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mantissa {

/// llama.h's llama_token_type.
enum class TokenType : std::int32_t {
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6
};

struct Vocabulary {
    std::vector<std::string> tokens;
    std::vector<TokenType> types;
    std::unordered_map<std::string, std::int32_t> ids;
    std::vector<std::string> merges; ///< "left right", the first to be applied first

    std::optional<std::uint32_t> find(const std::string& token) const;
};

/// `size`: config.json's vocab_size; ids without a token become unused "[PADn]". Errors: Malformed (ids out
/// of range, two tokens with one id), with the token named.
Result<Vocabulary> vocabularyOf(const nlohmann::json& tokenizer, std::int64_t size);

} // namespace mantissa
