#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace mantissa {

/// The first byte that is no UTF-8; nothing when all is.
std::optional<std::size_t> firstNotUtf8(std::string_view text);

} // namespace mantissa
