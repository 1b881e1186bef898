#include "formats/integer/bit_packing.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace mantissa {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t lowBytes = 0x00ff00ff00ff00ffU;
constexpr std::uint64_t lowShorts = 0x0000ffff0000ffffU;
constexpr std::uint64_t lowWord = 0x00000000ffffffffU;

// Eight codes, one a byte, become 8 * bits bits: neighbours are pushed together in pairs, fours and eights.
std::uint64_t gather(std::uint64_t x, int bits) {
    x = (x & lowBytes) | (x & ~lowBytes) >> (8 - bits);
    x = (x & lowShorts) | (x & ~lowShorts) >> (16 - 2 * bits);
    return (x & lowWord) | (x & ~lowWord) >> (32 - 4 * bits);
}

// The way back.
std::uint64_t spread(std::uint64_t x, int bits) {
    const std::uint64_t four = (std::uint64_t{1} << (4 * bits)) - 1;
    const std::uint64_t two = ((std::uint64_t{1} << (2 * bits)) - 1) * 0x0000000100000001U;
    const std::uint64_t one = ((std::uint64_t{1} << bits) - 1) * 0x0001000100010001U;
    x = (x & four) | (x & ~four) << (32 - 4 * bits);
    x = (x & two) | (x & (two << (2 * bits))) << (16 - 2 * bits);
    return (x & one) | (x & (one << bits)) << (8 - bits);
}

} // namespace

void packBits(std::span<const std::uint8_t> codes, int bits, std::byte* out) {
    std::size_t i = 0;
    const std::byte* const end = out + packedBytes(static_cast<std::int64_t>(codes.size()), bits);
    // Whole words while they fit: what is written too far belongs to the next codes, which overwrite it.
    for (; i + 8 <= codes.size() && end - out >= 8; i += 8, out += bits) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, &codes[i], sizeof eight);
        eight = gather(eight, bits);
        std::memcpy(out, &eight, sizeof eight);
    }
    for (; i < codes.size(); i += 8, out += bits) {
        const std::size_t now = std::min<std::size_t>(8, codes.size() - i);
        std::uint64_t eight = 0;
        std::memcpy(&eight, &codes[i], now);
        eight = gather(eight, bits);
        std::memcpy(out, &eight, static_cast<std::size_t>(packedBytes(static_cast<std::int64_t>(now), bits)));
    }
}

void unpackBits(const std::byte* in, int bits, std::span<std::uint8_t> codes) {
    const std::uint64_t used = bits == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * bits)) - 1;
    std::size_t i = 0;
    const std::byte* const end = in + packedBytes(static_cast<std::int64_t>(codes.size()), bits);
    for (; i + 8 <= codes.size() && end - in >= 8; i += 8, in += bits) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, in, sizeof eight);
        eight = spread(eight & used, bits);
        std::memcpy(&codes[i], &eight, sizeof eight);
    }
    for (; i < codes.size(); i += 8, in += bits) {
        const std::size_t now = std::min<std::size_t>(8, codes.size() - i);
        std::uint64_t eight = 0;
        std::memcpy(&eight, in, static_cast<std::size_t>(packedBytes(static_cast<std::int64_t>(now), bits)));
        eight = spread(eight & used, bits);
        std::memcpy(&codes[i], &eight, now);
    }
}

} // namespace mantissa
