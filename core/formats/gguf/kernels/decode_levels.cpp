// Decoders of the types with a short table of levels: the codes pick signed bytes, sixteen at a time. The
// specification is reference/level_coder.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/level_coder.h"

#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/decode_levels.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/decode-inl.h"

#ifndef MANTISSA_GGUF_DECODE_LEVELS_TABLES
#define MANTISSA_GGUF_DECODE_LEVELS_TABLES
namespace mantissa::gguf {
namespace {

using ByteScales = std::array<float, 256>;

/// What every scale byte means.
ByteScales byteScales(float (*meaning)(std::uint8_t)) {
    ByteScales made{};
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = meaning(static_cast<std::uint8_t>(i));
    return made;
}

const ByteScales& mxfp4Scales() {
    static const ByteScales scales = byteScales(halfOfE8M0);
    return scales;
}

const ByteScales& nvfp4Scales() {
    static const ByteScales scales = byteScales(halfOfUE4M3);
    return scales;
}

} // namespace
} // namespace mantissa::gguf
#endif

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR
void DecodeLevels(const LevelLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    reference::levelCoder(layout.dtype).decode(blocks, count, out);
}
#else
namespace {

using DCodes = hn::Full128<std::uint8_t>;
using VCodes = hn::Vec<DCodes>;

/// The sixteen levels of a table type; all of them are whole numbers that fit a byte.
HWY_INLINE VLevels tableOf(const LevelLayout& layout) {
    HWY_ALIGN std::int8_t bytes[16];
    for (std::size_t i = 0; i < 16; ++i)
        bytes[i] = static_cast<std::int8_t>(layout.levels[i]);
    return hn::Load(DLevels(), bytes);
}

HWY_INLINE VLevels looked(VLevels table, VCodes codes) {
    return hn::TableLookupBytes(table, hn::BitCast(DLevels(), codes));
}

HWY_INLINE VCodes lowNibbles(VCodes bytes) {
    return hn::And(bytes, hn::Set(DCodes(), 15));
}

HWY_INLINE VCodes highNibbles(VCodes bytes) {
    return hn::ShiftRight<4>(bytes);
}

/// 32 elements: sixteen bytes, whose low nibbles come first.
HWY_INLINE void decodeNibbles(VLevels table, const std::uint8_t* bytes, float scale, float* out) {
    const VCodes both = hn::LoadU(DCodes(), bytes);
    storeLevels(looked(table, lowNibbles(both)), scale, out);
    storeLevels(looked(table, highNibbles(both)), scale, out + 16);
}

void decodeIq4NL(const std::uint8_t* block, std::int64_t count, float* out) {
    const VLevels table = tableOf(iq4NL);
    for (std::int64_t b = 0; b < count; ++b, block += iq4NL.bytes, out += iq4NL.elements)
        decodeNibbles(table, block + 2, half(block), out);
}

void decodeIq4XS(const std::uint8_t* block, std::int64_t count, float* out) {
    const VLevels table = tableOf(iq4XS);
    for (std::int64_t b = 0; b < count; ++b, block += iq4XS.bytes, out += iq4XS.elements) {
        const float d = half(block);
        const unsigned high = loadHalf(block + 2);
        for (int j = 0; j < 8; ++j) {
            const unsigned scale = (block[4 + j / 2] >> j % 2 * 4 & 15U) | (high >> 2 * j & 3U) << 4U;
            decodeNibbles(table, block + 8 + 16 * j, d * static_cast<float>(static_cast<int>(scale) - 32),
                          out + 32 * j);
        }
    }
}

void decodeMxfp4(const std::uint8_t* block, std::int64_t count, float* out) {
    const VLevels table = tableOf(mxfp4);
    const ByteScales& scales = mxfp4Scales();
    for (std::int64_t b = 0; b < count; ++b, block += mxfp4.bytes, out += mxfp4.elements)
        decodeNibbles(table, block + 1, scales[block[0]], out);
}

/// Eight bytes for sixteen elements: two such runs at a time.
void decodeNvfp4(const std::uint8_t* block, std::int64_t count, float* out) {
    const hn::Repartition<std::uint64_t, DCodes> d64;
    const DCodes d8;
    const VLevels table = tableOf(nvfp4);
    const ByteScales& scales = nvfp4Scales();
    for (std::int64_t b = 0; b < count; ++b, block += nvfp4.bytes, out += nvfp4.elements) {
        for (int j = 0; j < 4; j += 2) {
            const VCodes both = hn::LoadU(d8, block + 4 + 8 * j);
            const auto low = hn::BitCast(d64, lowNibbles(both));
            const auto high = hn::BitCast(d64, highNibbles(both));
            storeLevels(looked(table, hn::BitCast(d8, hn::InterleaveLower(d64, low, high))), scales[block[j]],
                        out + 16 * j);
            storeLevels(looked(table, hn::BitCast(d8, hn::InterleaveUpper(d64, low, high))),
                        scales[block[j + 1]], out + 16 * j + 16);
        }
    }
}

// ---- ternary

/// -1, 0 or 1 from a byte whose upper part is the digit: (byte * 3 >> 8) - 1.
HWY_INLINE VLevels digits(VCodes stored) {
    const DCodes d;
    const VCodes one = hn::Set(d, 1);
    const VCodes atLeastOne = hn::Min(hn::SaturatedSub(stored, hn::Set(d, 85)), one);
    const VCodes two = hn::Min(hn::SaturatedSub(stored, hn::Set(d, 170)), one);
    return hn::BitCast(DLevels(), hn::Sub(hn::Add(atLeastOne, two), one));
}

/// Moves the next digit up.
HWY_INLINE VCodes timesThree(VCodes stored) {
    return hn::Add(stored, hn::Add(stored, stored));
}

/// Sixteen bytes of five digits; the elements of one digit lie `run` apart from those of the next.
HWY_INLINE void decodeFives(const std::uint8_t* bytes, int run, float d, float* out) {
    VCodes stored = hn::LoadU(DCodes(), bytes);
    for (int k = 0; k < 5; ++k) {
        storeLevels(digits(stored), d, out + run * k);
        stored = timesThree(stored);
    }
}

/// Four bytes of four digits each, to sixteen elements.
HWY_INLINE void decodeFours(const std::uint8_t* bytes, float d, float* out) {
    const hn::Full128<std::uint32_t> d32;
    const hn::Full128<std::uint64_t> d64;
    const DCodes d8;
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const VCodes first = hn::BitCast(d8, hn::Set(d32, word));
    const VCodes second = timesThree(first);
    const VCodes third = timesThree(second);
    const VCodes fourth = timesThree(third);
    const auto low = hn::InterleaveLower(d32, hn::BitCast(d32, first), hn::BitCast(d32, second));
    const auto high = hn::InterleaveLower(d32, hn::BitCast(d32, third), hn::BitCast(d32, fourth));
    const auto all = hn::InterleaveLower(d64, hn::BitCast(d64, low), hn::BitCast(d64, high));
    storeLevels(digits(hn::BitCast(d8, all)), d, out);
}

void decodeTq1_0(const std::uint8_t* block, std::int64_t count, float* out) {
    for (std::int64_t b = 0; b < count; ++b, block += tq1_0.bytes, out += tq1_0.elements) {
        const float d = half(block + 52);
        decodeFives(block, 32, d, out);
        decodeFives(block + 16, 32, d, out + 16);
        decodeFives(block + 32, 16, d, out + 160);
        decodeFours(block + 48, d, out + 240);
    }
}

// ---- bits in a row or in columns

/// Two-bit codes of one column of bytes; the level is the code - 1.
template <int shift>
HWY_INLINE void decodeQuarter(VI16 bytes, float d, float* out) {
    const DI16 di;
    const VI16 code = hn::And(hn::ShiftRight<shift>(bytes), hn::Set(di, 3));
    storeScaled(hn::Sub(code, hn::Set(di, 1)), d, out);
}

void decodeTq2_0(const std::uint8_t* block, std::int64_t count, float* out) {
    for (std::int64_t b = 0; b < count; ++b, block += tq2_0.bytes, out += tq2_0.elements) {
        const float d = half(block + 64);
        for (int i = 0; i < 64; i += decodeLanes) {
            const VI16 bytes = bytesAt(block + i);
            float* first = out + i / 32 * 128 + i % 32;
            decodeQuarter<0>(bytes, d, first);
            decodeQuarter<2>(bytes, d, first + 32);
            decodeQuarter<4>(bytes, d, first + 64);
            decodeQuarter<6>(bytes, d, first + 96);
        }
    }
}

void decodeQ2_0(const std::uint8_t* block, std::int64_t count, float* out) {
    const DI16 di;
    const hn::RebindToUnsigned<DI16> du;
    HWY_ALIGN static constexpr std::uint32_t shifts[16] = {0,  2,  4,  6,  8,  10, 12, 14,
                                                           16, 18, 20, 22, 24, 26, 28, 30};
    for (std::int64_t b = 0; b < count; ++b, block += q2_0.bytes, out += q2_0.elements) {
        const float d = half(block);
        for (int i = 0; i < q2_0.elements; i += 16) {
            std::uint32_t word = 0;
            std::memcpy(&word, block + 2 + i / 4, sizeof word);
            for (int lane = 0; lane < 16; lane += decodeLanes) {
                const auto code = hn::And(hn::Set(du, word) >> hn::Load(du, shifts + lane), hn::Set(du, 3));
                storeScaled(hn::Sub(hn::BitCast(di, code), hn::Set(di, 1)), d, out + i + lane);
            }
        }
    }
}

void decodeQ1_0(const std::uint8_t* block, std::int64_t count, float* out) {
    const D16 d;
    for (std::int64_t b = 0; b < count; ++b, block += q1_0.bytes, out += q1_0.elements) {
        const float scale = half(block);
        for (int i = 0; i < q1_0.elements; i += decodeLanes) {
            const auto positive = hn::RebindMask(d, laneBits(loadHalf(block + 2 + i / 16 * 2), i % 16));
            hn::StoreU(hn::IfThenElse(positive, hn::Set(d, scale), hn::Set(d, -scale)), d, out + i);
        }
    }
}

} // namespace

void DecodeLevels(const LevelLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    switch (layout.dtype) {
    case DType::IQ4_NL:
        return decodeIq4NL(blocks, count, out);
    case DType::IQ4_XS:
        return decodeIq4XS(blocks, count, out);
    case DType::MXFP4:
        return decodeMxfp4(blocks, count, out);
    case DType::NVFP4:
        return decodeNvfp4(blocks, count, out);
    case DType::TQ1_0:
        return decodeTq1_0(blocks, count, out);
    case DType::TQ2_0:
        return decodeTq2_0(blocks, count, out);
    case DType::Q1_0:
        return decodeQ1_0(blocks, count, out);
    default:
        return decodeQ2_0(blocks, count, out);
    }
}
#endif

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(DecodeLevels);

void kernels::decodeLevels(const LevelLayout& layout, const std::uint8_t* blocks, std::int64_t count,
                           float* out) {
    HWY_DYNAMIC_DISPATCH(DecodeLevels)(layout, blocks, count, out);
}

} // namespace mantissa::gguf
#endif
