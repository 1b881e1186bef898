#pragma once
// The compression function of SHA-256 (FIPS 180-4) by the SHA extensions of x86 processors, for one stream or
// two. One stream waits for its own rounds half of the time; a second one beside it costs little.
#include <array>
#include <cstddef>
#include <cstdint>

namespace mantissa {

using Sha256Words = std::array<std::uint32_t, 8>;

/// Whether this processor has the extensions; without them the functions below must not be called.
bool hasSha256Blocks();

/// data: 64 bytes a block
void addSha256Blocks(Sha256Words& state, const std::byte* data, std::size_t blocks);
void addSha256Blocks(Sha256Words& first, const std::byte* firstData, Sha256Words& second,
                     const std::byte* secondData, std::size_t blocks);

} // namespace mantissa
