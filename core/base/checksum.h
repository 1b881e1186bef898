#pragma once
// A 64-bit checksum at the speed of memory, to tell whether bytes are still those that were written. It finds
// faults of disks and programs; it is no proof against a person who wants two texts to look the same (SHA-256
// is).
#include <cstddef>
#include <cstdint>
#include <span>

namespace mantissa {

/// A change by chance goes unseen once in about 2^64. The same on every CPU.
std::uint64_t checksum(std::span<const std::byte> bytes);

} // namespace mantissa
