// Decoders of the 32-element and the K types, sixteen neighbouring elements at a time. Each value takes the
// same operations in the same order as in the specification, so it has the same bits.
#include "formats/gguf/kernels/coders.h"

#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/decode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/decode-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {
namespace {

// ---- 32 elements

template <int bits, int half16>
HWY_INLINE VI16 smallCodes(const SmallLayout& layout, const std::uint8_t* block, int i) {
    VI16 code = bitsAt<4 * half16, 15>(block + layout.codes + i);
    if constexpr (bits == 5) {
        std::uint32_t high = 0;
        std::memcpy(&high, block + layout.highBits, sizeof high);
        const DI16 di;
        const auto set = laneBits(high, 16 * half16 + i);
        code = hn::Or(code, hn::VecFromMask(di, set) & hn::Set(di, 16));
    }
    return code;
}

template <int bits, bool hasMin, int half16>
HWY_INLINE void smallHalf(const SmallLayout& layout, const std::uint8_t* block, float d, float m,
                          float* out) {
    for (int i = 0; i < 16; i += static_cast<int>(hn::Lanes(D16()))) {
        const VI16 code = smallCodes<bits, half16>(layout, block, i);
        if constexpr (hasMin)
            storeShifted(code, d, m, out + 16 * half16 + i);
        else
            storeScaled(hn::Sub(code, hn::Set(DI16(), 1 << (bits - 1))), d, out + 16 * half16 + i);
    }
}

template <int bits, bool hasMin>
HWY_INLINE void decodeSmall(const SmallLayout& layout, const std::uint8_t* blocks, std::int64_t count,
                            float* out) {
    for (std::int64_t b = 0; b < count; ++b, blocks += layout.bytes, out += smallElements) {
        const float d = half(blocks);
        const float m = hasMin ? half(blocks + 2) : 0.0F;
        smallHalf<bits, hasMin, 0>(layout, blocks, d, m, out);
        smallHalf<bits, hasMin, 1>(layout, blocks, d, m, out);
    }
}

/// Eight at a time at most: so simple a decoder waits for its stores, and of wider ones every single one
/// would straddle two cache lines in an array that is not aligned to them.
void decodeBytes(const std::uint8_t* blocks, std::int64_t count, float* out) {
    const hn::CappedTag<float, 8> d;
    const hn::RebindToSigned<decltype(d)> di;
    const hn::Rebind<std::int8_t, decltype(d)> d8;
    for (std::int64_t b = 0; b < count; ++b, blocks += q8_0.bytes, out += smallElements) {
        const auto scale = hn::Set(d, half(blocks));
        for (int i = 0; i < smallElements; i += static_cast<int>(hn::Lanes(d))) {
            const auto codes = hn::LoadU(d8, reinterpret_cast<const std::int8_t*>(blocks) + 2 + i);
            hn::StoreU(hn::Mul(hn::ConvertTo(d, hn::PromoteTo(di, codes)), scale), d, out + i);
        }
    }
}

// ---- K types: sixteen elements from element `first` on share all shifts

template <int bits, int first>
HWY_INLINE VI16 superCodes(const std::uint8_t* block, int i) {
    constexpr int quarter = first / 128 * 32 + first % 32;
    constexpr int quarterShift = first % 128 / 32 * 2;
    if constexpr (bits == 2)
        return bitsAt<quarterShift, 3>(block + 16 + quarter + i);
    if constexpr (bits == 3)
        return hn::Or(bitsAt<quarterShift, 3>(block + 32 + quarter + i),
                      hn::ShiftLeft<2>(bitsAt<first / 32, 1>(block + first % 32 + i)));
    if constexpr (bits == 6)
        return hn::Or(bitsAt<first % 128 / 64 * 4, 15>(block + first / 128 * 64 + first % 64 + i),
                      hn::ShiftLeft<4>(bitsAt<quarterShift, 3>(block + 128 + quarter + i)));
}

template <int bits, int first>
HWY_INLINE void superSixteen(const std::uint8_t* block, const float* scales, const float* offsets,
                             float* out) {
    constexpr bool hasMin = bits == 2;
    constexpr int sub = first / 16;
    for (int i = 0; i < 16; i += static_cast<int>(hn::Lanes(D16()))) {
        const VI16 code = superCodes<bits, first>(block, i);
        if constexpr (hasMin)
            storeShifted(code, scales[sub], offsets[sub], out + first + i);
        else
            storeScaled(hn::Sub(code, hn::Set(DI16(), 1 << (bits - 1))), scales[sub], out + first + i);
    }
}

template <int bits, int... sixteenth>
HWY_INLINE void superAll(const std::uint8_t* block, const float* scales, const float* offsets, float* out,
                         std::integer_sequence<int, sixteenth...>) {
    (superSixteen<bits, 16 * sixteenth>(block, scales, offsets, out), ...);
}

/// Eight 6-bit scales and mins of Q4_K and Q5_K at once, four bytes of them in a word: two bits of the later
/// four lie in the bytes of the first four. Times d, and less than zero times dmin.
HWY_INLINE void scalesAndMins(const std::uint8_t* block, float* scales, float* offsets) {
    const hn::CappedTag<float, 8> d;
    const hn::RebindToSigned<decltype(d)> di;
    const hn::Rebind<std::uint8_t, decltype(d)> d8;
    std::uint32_t words[3];
    std::memcpy(words, block + 4, sizeof words);
    const auto joined = [](std::uint32_t first, std::uint32_t later) {
        return (first & 0x3f3f3f3fU) |
               static_cast<std::uint64_t>((later & 0x0f0f0f0fU) | (first >> 2U & 0x30303030U)) << 32U;
    };
    const std::uint64_t integers[2] = {joined(words[0], words[2]), joined(words[1], words[2] >> 4U)};
    std::uint8_t bytes[16];
    std::memcpy(bytes, integers, sizeof bytes);
    const auto unit = hn::Set(d, half(block));
    const auto minUnit = hn::Set(d, -half(block + 2)); // a - b and a + (-b) are the same
    for (std::size_t i = 0; i < 8; i += hn::Lanes(d)) {
        const auto scale = hn::ConvertTo(d, hn::PromoteTo(di, hn::LoadU(d8, bytes + i)));
        const auto min = hn::ConvertTo(d, hn::PromoteTo(di, hn::LoadU(d8, bytes + 8 + i)));
        hn::StoreU(hn::Mul(unit, scale), d, scales + i);
        hn::StoreU(hn::Mul(minUnit, min), d, offsets + i);
    }
}

/// Q4_K: 32 bytes hold two sub-blocks, so each byte is loaded once for both.
HWY_INLINE void q4KPairs(const std::uint8_t* block, const float* scales, const float* offsets, float* out) {
    for (int sub = 0; sub < 8; sub += 2, out += 64) {
        for (int i = 0; i < 32; i += static_cast<int>(hn::Lanes(D16()))) {
            const VI16 nibbles = bytesAt(block + 16 + 16 * sub + i);
            storeShifted(hn::And(nibbles, hn::Set(DI16(), 15)), scales[sub], offsets[sub], out + i);
            storeShifted(hn::ShiftRight<4>(nibbles), scales[sub + 1], offsets[sub + 1], out + 32 + i);
        }
    }
}

/// Q5_K by columns, so that each byte is loaded once for all sub-blocks that have bits in it.
template <int pair>
HWY_INLINE void q5KPair(const std::uint8_t* block, VI16 high, const float* scales, const float* offsets,
                        int i, float* out) {
    const DI16 di;
    const VI16 fifth = hn::Set(di, 16);
    const VI16 nibbles = bytesAt(block + 48 + 32 * pair + i);
    const VI16 low =
        hn::Or(hn::And(nibbles, hn::Set(di, 15)), hn::And(hn::ShiftRight<2 * pair>(high), fifth));
    const VI16 top = hn::Or(hn::ShiftRight<4>(nibbles), hn::And(hn::ShiftRight<2 * pair + 1>(high), fifth));
    storeShifted(low, scales[2 * pair], offsets[2 * pair], out + 64 * pair + i);
    storeShifted(top, scales[2 * pair + 1], offsets[2 * pair + 1], out + 64 * pair + 32 + i);
}

HWY_INLINE void q5KColumns(const std::uint8_t* block, const float* scales, const float* offsets, float* out) {
    for (int i = 0; i < 32; i += static_cast<int>(hn::Lanes(D16()))) {
        const VI16 high = hn::ShiftLeft<4>(bytesAt(block + 16 + i));
        q5KPair<0>(block, high, scales, offsets, i, out);
        q5KPair<1>(block, high, scales, offsets, i, out);
        q5KPair<2>(block, high, scales, offsets, i, out);
        q5KPair<3>(block, high, scales, offsets, i, out);
    }
}

/// Q4_K and Q5_K.
template <int bits>
HWY_INLINE void decodePaired(const SuperLayout& layout, const std::uint8_t* blocks, std::int64_t count,
                             float* out) {
    for (std::int64_t b = 0; b < count; ++b, blocks += layout.bytes, out += superElements) {
        float scales[8];
        float offsets[8];
        scalesAndMins(blocks, scales, offsets);
        if constexpr (bits == 4)
            q4KPairs(blocks, scales, offsets, out);
        else
            q5KColumns(blocks, scales, offsets, out);
    }
}

template <int bits>
HWY_INLINE void decodeSuper(const SuperLayout& layout, const std::uint8_t* blocks, std::int64_t count,
                            float* out) {
    for (std::int64_t b = 0; b < count; ++b, blocks += layout.bytes, out += superElements) {
        const SuperScales parts = layout.readScales(blocks);
        std::uint8_t halves[4];
        storeHalf(parts.d, halves);
        storeHalf(parts.dmin, halves + 2);
        const float d = half(halves);
        const float dmin = half(halves + 2);
        float scales[16];
        float offsets[16];
        for (int j = 0; j < 16; ++j) {
            scales[j] = d * static_cast<float>(parts.scales[j]);
            offsets[j] = -(dmin * static_cast<float>(parts.mins[j]));
        }
        superAll<bits>(blocks, scales, offsets, out, std::make_integer_sequence<int, 16>());
    }
}

} // namespace

void DecodeSmall(const SmallLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    if (layout.bits == 8)
        decodeBytes(blocks, count, out);
    else if (layout.bits == 5)
        layout.hasMin ? decodeSmall<5, true>(layout, blocks, count, out)
                      : decodeSmall<5, false>(layout, blocks, count, out);
    else
        layout.hasMin ? decodeSmall<4, true>(layout, blocks, count, out)
                      : decodeSmall<4, false>(layout, blocks, count, out);
}

void DecodeSuper(const SuperLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    switch (layout.bits) {
    case 2:
        return decodeSuper<2>(layout, blocks, count, out);
    case 3:
        return decodeSuper<3>(layout, blocks, count, out);
    case 4:
        return decodePaired<4>(layout, blocks, count, out);
    case 5:
        return decodePaired<5>(layout, blocks, count, out);
    default:
        return decodeSuper<6>(layout, blocks, count, out);
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(DecodeSmall);
HWY_EXPORT(DecodeSuper);

namespace kernels {

void decodeSmall(const SmallLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    HWY_DYNAMIC_DISPATCH(DecodeSmall)(layout, blocks, count, out);
}

void decodeSuper(const SuperLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    HWY_DYNAMIC_DISPATCH(DecodeSuper)(layout, blocks, count, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
