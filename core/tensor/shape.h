#pragma once
// The extents of a tensor, outermost first (Hugging Face order): the last one is contiguous in memory. GGUF
// writes them the other way round; its reader turns them.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mantissa {

using Shape = std::vector<std::int64_t>;

/// The number of elements (1 for a scalar); nothing when an extent is negative or the product overflows.
std::optional<std::uint64_t> elementCount(const Shape& shape);

/// "1024 × 256"
std::string describe(const Shape& shape);

} // namespace mantissa
