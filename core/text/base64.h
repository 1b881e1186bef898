#pragma once
// RFC 4648, section 4.
#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace mantissa {

/// Error Malformed at a character that is none of base 64's or when the last group is cut.
Result<std::vector<std::uint8_t>> fromBase64(std::string_view text);

} // namespace mantissa
