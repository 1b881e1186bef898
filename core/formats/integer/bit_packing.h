#pragma once
// Codes of 1..8 bits one after another without gaps: code i begins at bit i * bits, low bits first.
#include <cstddef>
#include <cstdint>
#include <span>

namespace mantissa {

constexpr std::int64_t packedBytes(std::int64_t count, int bits) {
    return (count * bits + 7) / 8;
}

/// out: packedBytes(codes.size(), bits), unused bits of the last byte become 0. Codes must be below 2^bits.
void packBits(std::span<const std::uint8_t> codes, int bits, std::byte* out);
void unpackBits(const std::byte* in, int bits, std::span<std::uint8_t> codes);

} // namespace mantissa
