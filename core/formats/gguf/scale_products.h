#pragma once
// Scales that a block stores as products of one 16-bit float and small integers.
#include <cstdint>
#include <span>

namespace mantissa::gguf {

/// The binary16 unit and the integers (lowest .. highest) whose products are these numbers; 0 where there are
/// none. What a block was read to has some; a product of a binary16 and a byte is exact in 32 bits.
std::uint16_t productUnit(std::span<const float> products, int lowest, int highest, std::int8_t* integers);

} // namespace mantissa::gguf
