#pragma once
// All packings. A new one is one file and one line in registry.cpp.
#include "packings/packing.h"

namespace mantissa {

std::span<const Packing* const> packings();
/// Case-insensitive; null if there is none.
const Packing* findPacking(std::string_view id);
/// Error NotFound, naming those there are.
Result<const Packing*> parsePacking(std::string_view id);

} // namespace mantissa
