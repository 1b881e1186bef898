// What the decoder kernels share: sixteen neighbouring elements at a time, each with the operations of the
// specification in its order. Included once per Highway target.
#if defined(MANTISSA_GGUF_DECODE_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_GGUF_DECODE_INL_H
#undef MANTISSA_GGUF_DECODE_INL_H
#else
#define MANTISSA_GGUF_DECODE_INL_H
#endif

#include "formats/gguf/reference/half_bytes.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D16 = hn::CappedTag<float, 16>;
using DI16 = hn::RebindToSigned<D16>;
using DB16 = hn::Rebind<std::uint8_t, D16>;
using VI16 = hn::Vec<DI16>;
constexpr int decodeLanes = static_cast<int>(hn::MaxLanes(D16()));

/// floatFromHalf, inline. Never makes a denormal float on the way: the processor would take 150 cycles for
/// it.
HWY_INLINE float half(const std::uint8_t* bytes) {
    const std::uint32_t bits = loadHalf(bytes);
    const std::uint32_t magnitude = bits & 0x7fffU;
    std::uint32_t wide = (magnitude << 13U) + (112U << 23U);
    if (magnitude < 0x400U)
        wide = std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<int>(magnitude)) * 0x1p-24F);
    if (magnitude >= 0x7c00U)
        wide |= 0x7f800000U;
    return std::bit_cast<float>(wide | (bits & 0x8000U) << 16U);
}

HWY_INLINE VI16 bytesAt(const std::uint8_t* bytes) {
    return hn::PromoteTo(DI16(), hn::LoadU(DB16(), bytes));
}

template <int shift, int mask>
HWY_INLINE VI16 bitsAt(const std::uint8_t* bytes) {
    return hn::And(hn::ShiftRight<shift>(bytesAt(bytes)), hn::Set(DI16(), mask));
}

/// Which lanes' bits of a 16-bit word are set, from bit `first` on.
HWY_INLINE hn::Mask<DI16> laneBits(std::uint32_t word, int first) {
    HWY_ALIGN static constexpr std::int32_t bits[16] = {1,   2,   4,    8,    16,   32,   64,    128,
                                                        256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
    const DI16 di;
    return hn::TestBit(hn::Set(di, static_cast<std::int32_t>(word >> first)), hn::Load(di, bits));
}

HWY_INLINE void storeScaled(VI16 code, float scale, float* out) {
    const D16 d;
    hn::StoreU(hn::Mul(hn::ConvertTo(d, code), hn::Set(d, scale)), d, out);
}

HWY_INLINE void storeShifted(VI16 code, float scale, float offset, float* out) {
    const D16 d;
    hn::StoreU(hn::Add(hn::Mul(hn::ConvertTo(d, code), hn::Set(d, scale)), hn::Set(d, offset)), d, out);
}

#if HWY_TARGET != HWY_SCALAR
// ---- sixteen levels as signed bytes

using DLevels = hn::Full128<std::int8_t>;
using VLevels = hn::Vec<DLevels>;

/// Levels from `first` on, as many as there are lanes. (A template of the tag, so that only the branch that
/// fits the target is compiled.)
template <int first, class DI = DI16>
HWY_INLINE VI16 widened(VLevels levels) {
    if constexpr (first != 0)
        levels = hn::ShiftRightBytes<first>(DLevels(), levels);
    const DI di;
    if constexpr (hn::MaxLanes(di) == 16)
        return hn::PromoteTo(di, levels);
    else if constexpr (hn::MaxLanes(di) == 8)
        return hn::PromoteTo(di, hn::LowerHalf(levels));
    else
        return hn::PromoteTo(di, hn::LowerHalf(hn::LowerHalf(levels)));
}

/// scale * level
template <int first = 0>
HWY_INLINE void storeLevels(VLevels levels, float scale, float* out) {
    storeScaled(widened<first>(levels), scale, out + first);
    if constexpr (first + decodeLanes < 16)
        storeLevels<first + decodeLanes>(levels, scale, out);
}

/// scale * level, negated where `signs` has a bit.
template <int first = 0>
HWY_INLINE void storeSigned(VLevels levels, std::uint32_t signs, float scale, float* out) {
    const D16 d;
    const auto negative = hn::RebindMask(d, laneBits(signs, first));
    const auto factor = hn::IfThenElse(negative, hn::Set(d, -scale), hn::Set(d, scale));
    hn::StoreU(hn::Mul(hn::ConvertTo(d, widened<first>(levels)), factor), d, out + first);
    if constexpr (first + decodeLanes < 16)
        storeSigned<first + decodeLanes>(levels, signs, scale, out);
}

/// Sixteen bytes from two runs of eight.
HWY_INLINE VLevels levelsOf(const std::int8_t* low, const std::int8_t* high) {
    const hn::Half<DLevels> d;
    return hn::Combine(DLevels(), hn::LoadU(d, high), hn::LoadU(d, low));
}
#endif

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
