// Decoders of the i-quants with codebooks: entries as ready bytes, sixteen elements at a time. The
// specification is reference/lattice_blocks.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/grids.h"
#include "formats/gguf/reference/lattice_blocks.h"

#include <array>
#include <bit>
#include <span>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/decode_lattice.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/decode-inl.h"

#ifndef MANTISSA_GGUF_DECODE_LATTICE_TABLES
#define MANTISSA_GGUF_DECODE_LATTICE_TABLES
namespace mantissa::gguf {
namespace {

template <std::size_t entries, std::size_t width>
using Book = std::array<std::array<std::int8_t, width>, entries>;

/// Entries of a codebook with the levels of their digits.
template <std::size_t entries, std::size_t width>
void fill(Book<entries, width>& book, const std::uint16_t (&grid)[entries], std::span<const float> levels) {
    const int bits = width == 8 ? 2 : 3;
    for (std::size_t entry = 0; entry < entries; ++entry) {
        for (std::size_t i = 0; i < width; ++i) {
            const int digit = grid[entry] >> bits * static_cast<int>(i) & ((1 << bits) - 1);
            book[entry][i] = static_cast<std::int8_t>(levels[static_cast<std::size_t>(digit)]);
        }
    }
}

/// The positive half of a format's levels.
std::span<const float> magnitudes(const LatticeLayout& layout) {
    return layout.levels.subspan(layout.levels.size() / 2);
}

struct Books {
    alignas(64) Book<256, 8> iq2XXS;
    alignas(64) Book<512, 8> iq2XS;
    alignas(64) Book<1024, 8> iq2S;
    alignas(64) Book<256, 4> iq3XXS;
    alignas(64) Book<512, 4> iq3S;
    alignas(64) Book<2048, 8> iq1; ///< in eighths
    alignas(64) std::array<std::uint8_t, 128> evenSigns;

    Books() {
        constexpr float eighths[] = {-8, 0, 8, 0}; // no entry has a digit 3
        fill(iq2XXS, iq2xxsGrid, magnitudes(gguf::iq2XXS));
        fill(iq2XS, iq2xsGrid, magnitudes(gguf::iq2XS));
        fill(iq2S, iq2sGrid, magnitudes(gguf::iq2S));
        fill(iq3XXS, iq3xxsGrid, magnitudes(gguf::iq3XXS));
        fill(iq3S, iq3sGrid, magnitudes(gguf::iq3S));
        fill(iq1, iq1sGrid, eighths);
        for (unsigned seven = 0; seven < 128; ++seven) // the eighth sign makes their number even
            evenSigns[seven] =
                static_cast<std::uint8_t>(seven | (static_cast<unsigned>(std::popcount(seven)) & 1U) << 7U);
    }
};

const Books& books() {
    static const Books made;
    return made;
}

} // namespace
} // namespace mantissa::gguf
#endif

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR
void DecodeLattice(const LatticeLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    reference::latticeCoder(layout.dtype).decode(blocks, count, out);
}
#else
namespace {

HWY_INLINE std::uint32_t wordAt(const std::uint8_t* bytes) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// Two times seven signs as two times eight.
HWY_INLINE std::uint32_t signsOf(const Books& books, std::uint32_t packed) {
    return books.evenSigns[packed & 127U] | static_cast<std::uint32_t>(books.evenSigns[packed >> 7U & 127U])
                                                << 8U;
}

template <class Entries>
HWY_INLINE VLevels pairOf(const Entries& book, unsigned first, unsigned second) {
    return levelsOf(book[first].data(), book[second].data());
}

/// Four entries of four.
template <class Entries>
HWY_INLINE VLevels foursOf(const Entries& book, unsigned a, unsigned b, unsigned c, unsigned d) {
    const hn::Full128<std::uint64_t> d64;
    const auto two = [&](unsigned first, unsigned second) HWY_ATTR {
        std::uint32_t low = 0;
        std::uint32_t high = 0;
        std::memcpy(&low, book[first].data(), sizeof low);
        std::memcpy(&high, book[second].data(), sizeof high);
        return hn::Set(d64, low | static_cast<std::uint64_t>(high) << 32U);
    };
    return hn::BitCast(DLevels(), hn::InterleaveLower(d64, two(a, b), two(c, d)));
}

void decodeIq2XXS(const Books& books, const std::uint8_t* block, float* out) {
    const float d = half(block);
    for (int j = 0; j < 8; ++j, out += 32) {
        const std::uint8_t* part = block + 2 + 8 * j;
        const std::uint32_t packed = wordAt(part + 4);
        const float scale = d * (0.5F + static_cast<float>(packed >> 28U)) * 0.25F;
        storeSigned(pairOf(books.iq2XXS, part[0], part[1]), signsOf(books, packed), scale, out);
        storeSigned(pairOf(books.iq2XXS, part[2], part[3]), signsOf(books, packed >> 14U), scale, out + 16);
    }
}

/// Two 4-bit scales a byte, for 16 elements each.
HWY_INLINE float iq2Scale(float d, const std::uint8_t* scales, int j) {
    return d * (0.5F + static_cast<float>(scales[j / 2] >> j % 2 * 4 & 15)) * 0.25F;
}

void decodeIq2XS(const Books& books, const std::uint8_t* block, float* out) {
    const float d = half(block);
    for (int j = 0; j < 16; ++j, out += 16) {
        const std::uint32_t both = wordAt(block + 2 + 4 * j);
        const std::uint32_t signs = books.evenSigns[both >> 9U & 127U] |
                                    static_cast<std::uint32_t>(books.evenSigns[both >> 25U]) << 8U;
        storeSigned(pairOf(books.iq2XS, both & 511U, both >> 16U & 511U), signs, iq2Scale(d, block + 66, j),
                    out);
    }
}

void decodeIq2S(const Books& books, const std::uint8_t* block, float* out) {
    const float d = half(block);
    for (int j = 0; j < 16; ++j, out += 16) {
        const unsigned high = static_cast<unsigned>(block[66 + j / 2]) >> j % 2 * 4;
        const unsigned first = block[2 + 2 * j] | (high & 3U) << 8U;
        const unsigned second = block[3 + 2 * j] | (high & 12U) << 6U;
        storeSigned(pairOf(books.iq2S, first, second), loadHalf(block + 34 + 2 * j),
                    iq2Scale(d, block + 74, j), out);
    }
}

void decodeIq3XXS(const Books& books, const std::uint8_t* block, float* out) {
    const float d = half(block);
    for (int j = 0; j < 8; ++j, out += 32) {
        const std::uint8_t* part = block + 2 + 8 * j;
        const std::uint32_t packed = wordAt(block + 66 + 4 * j);
        const float scale = d * (0.5F + static_cast<float>(packed >> 28U)) * 0.5F;
        storeSigned(foursOf(books.iq3XXS, part[0], part[1], part[2], part[3]), signsOf(books, packed), scale,
                    out);
        storeSigned(foursOf(books.iq3XXS, part[4], part[5], part[6], part[7]), signsOf(books, packed >> 14U),
                    scale, out + 16);
    }
}

void decodeIq3S(const Books& books, const std::uint8_t* block, float* out) {
    const float d = half(block);
    for (int j = 0; j < 16; ++j, out += 16) {
        const std::uint8_t* low = block + 2 + 4 * j;
        const unsigned high = static_cast<unsigned>(block[66 + j / 2]) >> j % 2 * 4;
        const int nibble = block[106 + j / 4] >> j / 2 % 2 * 4 & 15;
        storeSigned(foursOf(books.iq3S, low[0] | (high & 1U) << 8U, low[1] | (high & 2U) << 7U,
                            low[2] | (high & 4U) << 6U, low[3] | (high & 8U) << 5U),
                    loadHalf(block + 74 + 2 * j), d * static_cast<float>(1 + 2 * nibble), out);
    }
}

// ---- IQ1: entries in eighths, shifted by one of them. Scales are whole multiples of a binary16, so that an
// eighth of one is exact, and the products have the bits of scale * (entry + 1/8).

void decodeIq1S(const Books& books, const std::uint8_t* block, float* out) {
    const float d = half(block) * 0.125F;
    const DLevels d8;
    for (int j = 0; j < 8; ++j, out += 32) {
        const std::uint8_t* low = block + 2 + 4 * j;
        const unsigned packed = loadHalf(block + 34 + 2 * j);
        const float scale = d * static_cast<float>(2 * static_cast<int>(packed >> 12U & 7U) + 1);
        const VLevels shift = hn::Set(d8, static_cast<std::int8_t>((packed & 0x8000U) != 0 ? -1 : 1));
        const VLevels first =
            pairOf(books.iq1, low[0] | (packed & 7U) << 8U, low[1] | (packed >> 3U & 7U) << 8U);
        const VLevels second =
            pairOf(books.iq1, low[2] | (packed >> 6U & 7U) << 8U, low[3] | (packed >> 9U & 7U) << 8U);
        storeLevels(hn::Add(first, shift), scale, out);
        storeLevels(hn::Add(second, shift), scale, out + 16);
    }
}

void decodeIq1M(const Books& books, const std::uint8_t* block, float* out) {
    const DLevels d8;
    const hn::Full128<std::uint64_t> d64;
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::uint64_t words = 0; // four times four 3-bit scales; the top nibbles are d
    std::memcpy(&words, block + 48, sizeof words);
    const auto top = [words](int i) { return static_cast<unsigned>(words >> (16 * i + 12) & 15U) << 4 * i; };
    std::uint8_t bytes[2];
    storeHalf(static_cast<std::uint16_t>(top(0) | top(1) | top(2) | top(3)), bytes);
    const float d = half(bytes) * 0.125F;
    for (int j = 0; j < 16; ++j, out += 16) {
        const unsigned nibbles = block[32 + j];
        const auto scale = static_cast<int>(words >> (j / 4 * 16 + j % 4 * 3) & 7U);
        const VLevels entries = pairOf(books.iq1, block[2 * j] | (nibbles & 7U) << 8U,
                                       block[2 * j + 1] | (nibbles & 0x70U) << 4U);
        const auto shift = hn::InterleaveLower(d64, hn::Set(d64, (nibbles & 8U) != 0 ? 255 * ones : ones),
                                               hn::Set(d64, (nibbles & 128U) != 0 ? 255 * ones : ones));
        storeLevels(hn::Add(entries, hn::BitCast(d8, shift)), d * static_cast<float>(2 * scale + 1), out);
    }
}

template <class Decode>
void forBlocks(const LatticeLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out,
               const Decode& decode) {
    const Books& all = books();
    for (std::int64_t b = 0; b < count; ++b, blocks += layout.bytes, out += 256)
        decode(all, blocks, out);
}

} // namespace

void DecodeLattice(const LatticeLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    switch (layout.dtype) {
    case DType::IQ2_XXS:
        return forBlocks(layout, blocks, count, out, decodeIq2XXS);
    case DType::IQ2_XS:
        return forBlocks(layout, blocks, count, out, decodeIq2XS);
    case DType::IQ2_S:
        return forBlocks(layout, blocks, count, out, decodeIq2S);
    case DType::IQ3_XXS:
        return forBlocks(layout, blocks, count, out, decodeIq3XXS);
    case DType::IQ3_S:
        return forBlocks(layout, blocks, count, out, decodeIq3S);
    case DType::IQ1_S:
        return forBlocks(layout, blocks, count, out, decodeIq1S);
    default:
        return forBlocks(layout, blocks, count, out, decodeIq1M);
    }
}
#endif

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(DecodeLattice);

void kernels::decodeLattice(const LatticeLayout& layout, const std::uint8_t* blocks, std::int64_t count,
                            float* out) {
    HWY_DYNAMIC_DISPATCH(DecodeLattice)(layout, blocks, count, out);
}

} // namespace mantissa::gguf
#endif
