#pragma once
// One key-value pair of a GGUF header. Every count is checked against the bytes that are left before anything
// is allocated.
#include "base/byte_cursor.h"
#include "files/metadata.h"

namespace mantissa::gguf {

/// u64 length + bytes. Errors: Truncated, Malformed (longer than `limit`).
Result<std::string> readString(ByteCursor& cursor, std::uint64_t limit);

/// Type and value. Errors: Truncated, Malformed (unknown type, a boolean that is neither 0 nor 1),
/// Unsupported (nested arrays), TooLarge.
Result<MetadataValue> readValue(ByteCursor& cursor);

} // namespace mantissa::gguf
