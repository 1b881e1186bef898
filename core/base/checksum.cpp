#include "base/checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace mantissa {

namespace {

// Digits of pi after the point, in hexadecimal: numbers with nothing up their sleeve.
constexpr std::array<std::uint64_t, 4> secrets{0x243F6A8885A308D3U, 0x13198A2E03707344U, 0xA4093822299F31D0U,
                                               0x082EFA98EC4E6C89U};

/// Both halves of the product folded: every bit of both factors moves about half of the result's. The idea
/// is Wang Yi's (wyhash).
std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t wordAt(const std::byte* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);
    return word;
}

/// Sixteen bytes more.
std::uint64_t stirred(std::uint64_t state, const std::byte* bytes, std::uint64_t secret) {
    return folded(wordAt(bytes) ^ secret, wordAt(bytes + 8) ^ state);
}

} // namespace

std::uint64_t checksum(std::span<const std::byte> bytes) {
    constexpr std::size_t step = 64; // four lanes, so that multiplications overlap
    // Other numbers than those that the words meet, or two words could change places. By name, not in an
    // array: that would go through memory at every step.
    std::uint64_t first = secrets[1];
    std::uint64_t second = secrets[2];
    std::uint64_t third = secrets[3];
    std::uint64_t fourth = secrets[0];
    const std::byte* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= step; left -= step, at += step) {
        first = stirred(first, at, secrets[0]);
        second = stirred(second, at + 16, secrets[1]);
        third = stirred(third, at + 32, secrets[2]);
        fourth = stirred(fourth, at + 48, secrets[3]);
    }
    std::array<std::uint64_t, 4> lanes{first, second, third, fourth};
    std::array<std::byte, step> rest{}; // zeros behind the end: the length tells them from bytes
    for (std::size_t i = 0; i < left; ++i)
        rest[i] = at[i];
    std::uint64_t sum = folded(bytes.size() ^ secrets[0], secrets[1]);
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        lanes[lane] = stirred(lanes[lane], rest.data() + 16 * lane, secrets[lane]);
        sum = folded(sum ^ secrets[2], lanes[lane] ^ secrets[3]);
    }
    return sum;
}

} // namespace mantissa
