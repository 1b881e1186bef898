#pragma once
// JSON from files that nobody vouches for: size and depth are capped before parsing, and what is wrong is
// told with its byte.
#include "base/result.h"
#include "files/metadata.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <span>

namespace mantissa {

struct JsonLimits {
    std::uint64_t bytes = 4u << 20;
    int depth = 64; ///< of objects and arrays in one another
};

/// Duplicate keys are refused. Errors: TooLarge, Malformed, with the byte counted from `offset`.
Result<nlohmann::json> parseJson(std::span<const std::byte> bytes, const JsonLimits& limits,
                                 std::uint64_t offset = 0);

/// The whole file. Errors as above and as MappedFile's, with the file.
Result<nlohmann::json> readJson(const std::filesystem::path& path, const JsonLimits& limits = {});

/// Appends a JSON value under `key`, objects flattened with dots; arrays of one kind of scalar become
/// MetadataArrays, others are flattened by index. null is left out.
void appendFlattened(Metadata& metadata, const std::string& key, const nlohmann::json& value);

// A member of an object, or the fallback when it is missing or of another type.
std::string jsonString(const nlohmann::json& object, const char* key, const std::string& fallback = {});
std::int64_t jsonInteger(const nlohmann::json& object, const char* key, std::int64_t fallback);
bool jsonBoolean(const nlohmann::json& object, const char* key, bool fallback);
/// A member that is an object or array; an empty object otherwise.
const nlohmann::json& jsonMember(const nlohmann::json& object, const char* key);

} // namespace mantissa
