#include "tensor/float_convert.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tensor/float_convert.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// Bit patterns of binary32 that decide which way a conversion to binary16 goes.
#ifndef MANTISSA_FLOAT_CONVERT_CONSTANTS
#define MANTISSA_FLOAT_CONVERT_CONSTANTS
namespace mantissa {
namespace {
constexpr std::uint32_t signBit = 0x80000000U;
constexpr std::uint32_t infinityBits = 0x7f800000U;
constexpr std::uint32_t halfMinNormalBits = 0x38800000U; // 2^-14
constexpr std::uint32_t halfTooLargeBits = 0x47800000U;  // 2^16
// 0.5 has the unit in the last place 2^-24, the smallest binary16: adding it lets the adder round, or places
// the mantissa of a denormal.
constexpr std::uint32_t oneHalfBits = 0x3f000000U;
// Turns an exponent biased by 127 into one biased by 15 and adds just under half a unit, modulo 2^32.
constexpr std::uint32_t halfRebias = 0xc8000fffU;
constexpr std::uint32_t halfExponentGap = 112U << 23U;
} // namespace
} // namespace mantissa
#endif

HWY_BEFORE_NAMESPACE();
namespace mantissa::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class D32>
HWY_INLINE hn::Vec<D32> halfBitsOf(D32 d, hn::Vec<D32> bits) {
    const hn::RebindToFloat<D32> df;
    const auto sign = hn::And(bits, hn::Set(d, signBit));
    const auto magnitude = hn::Xor(bits, sign);
    const auto odd = hn::And(hn::ShiftRight<13>(magnitude), hn::Set(d, 1U));
    const auto normal = hn::ShiftRight<13>(hn::Add(hn::Add(magnitude, hn::Set(d, halfRebias)), odd));
    const auto half = hn::Set(d, oneHalfBits);
    const auto tiny =
        hn::Sub(hn::BitCast(d, hn::Add(hn::BitCast(df, magnitude), hn::BitCast(df, half))), half);
    const auto isNan = hn::Gt(magnitude, hn::Set(d, infinityBits));
    const auto nan = hn::Or(hn::Set(d, 0x7e00U), hn::And(hn::ShiftRight<13>(magnitude), hn::Set(d, 0x3ffU)));
    const auto huge = hn::IfThenElse(isNan, nan, hn::Set(d, 0x7c00U));
    auto result = hn::IfThenElse(hn::Lt(magnitude, hn::Set(d, halfMinNormalBits)), tiny, normal);
    result = hn::IfThenElse(hn::Gt(magnitude, hn::Set(d, halfTooLargeBits - 1)), huge, result);
    return hn::Or(result, hn::ShiftRight<16>(sign));
}

template <class D32>
HWY_INLINE hn::Vec<D32> bfloatBitsOf(D32 d, hn::Vec<D32> bits) {
    const auto magnitude = hn::And(bits, hn::Set(d, ~signBit));
    const auto odd = hn::And(hn::ShiftRight<16>(bits), hn::Set(d, 1U));
    const auto rounded = hn::ShiftRight<16>(hn::Add(hn::Add(bits, hn::Set(d, 0x7fffU)), odd));
    const auto nan = hn::Or(hn::ShiftRight<16>(bits), hn::Set(d, 0x40U));
    return hn::IfThenElse(hn::Gt(magnitude, hn::Set(d, infinityBits)), nan, rounded);
}

template <class D32>
HWY_INLINE hn::Vec<D32> floatBitsOfHalf(D32 d, hn::Vec<D32> half) {
    const hn::RebindToFloat<D32> df;
    const auto sign = hn::ShiftLeft<16>(hn::And(half, hn::Set(d, 0x8000U)));
    const auto magnitude = hn::And(half, hn::Set(d, 0x7fffU));
    const auto shifted = hn::Add(hn::ShiftLeft<13>(magnitude), hn::Set(d, halfExponentGap));
    const auto offset = hn::Set(d, oneHalfBits);
    const auto tiny =
        hn::BitCast(d, hn::Sub(hn::BitCast(df, hn::Add(magnitude, offset)), hn::BitCast(df, offset)));
    auto result = hn::IfThenElse(hn::Lt(magnitude, hn::Set(d, 0x400U)), tiny, shifted);
    result = hn::IfThenElse(hn::Gt(magnitude, hn::Set(d, 0x7bffU)), hn::Or(shifted, hn::Set(d, infinityBits)),
                            result);
    return hn::Or(result, sign);
}

template <class Function>
HWY_INLINE void widen(const std::byte* bytes, float* out, std::size_t count, const Function& function) {
    const hn::ScalableTag<std::uint32_t> d;
    const hn::Rebind<std::uint16_t, decltype(d)> d16;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN std::uint16_t narrow[HWY_MAX_BYTES / sizeof(std::uint32_t)] = {};
    HWY_ALIGN std::uint32_t wide[HWY_MAX_BYTES / sizeof(std::uint32_t)];
    for (std::size_t i = 0; i < count; i += lanes) {
        const std::size_t now = count - i < lanes ? count - i : lanes;
        if (now == lanes) { // fixed size, so that the copies become plain loads and stores
            std::memcpy(narrow, bytes + 2 * i, 2 * lanes);
            hn::StoreU(function(d, hn::PromoteTo(d, hn::Load(d16, narrow))), d,
                       reinterpret_cast<std::uint32_t*>(out + i));
            continue;
        }
        std::memcpy(narrow, bytes + 2 * i, 2 * now);
        hn::Store(function(d, hn::PromoteTo(d, hn::Load(d16, narrow))), d, wide);
        std::memcpy(out + i, wide, 4 * now);
    }
}

template <class Function>
HWY_INLINE void narrow(const float* values, std::byte* bytes, std::size_t count, const Function& function) {
    const hn::ScalableTag<std::uint32_t> d;
    const hn::RebindToFloat<decltype(d)> df;
    const hn::RebindToSigned<decltype(d)> di;
    const hn::Rebind<std::uint16_t, decltype(d)> d16;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN float wide[HWY_MAX_BYTES / sizeof(float)] = {};
    HWY_ALIGN std::uint16_t out[HWY_MAX_BYTES / sizeof(float)];
    const auto narrowed = [&](auto input) HWY_ATTR {
        return hn::DemoteTo(d16, hn::BitCast(di, function(d, hn::BitCast(d, input))));
    };
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) { // fixed size, so that the copy becomes a plain store
        hn::Store(narrowed(hn::LoadU(df, values + i)), d16, out);
        std::memcpy(bytes + 2 * i, out, 2 * lanes);
    }
    if (i == count)
        return;
    std::memcpy(wide, values + i, 4 * (count - i));
    hn::Store(narrowed(hn::Load(df, wide)), d16, out);
    std::memcpy(bytes + 2 * i, out, 2 * (count - i));
}

void WidenHalves(const std::byte* bytes, float* out, std::size_t count) {
    widen(bytes, out, count, [](auto d, auto half) HWY_ATTR { return floatBitsOfHalf(d, half); });
}

void WidenBfloats(const std::byte* bytes, float* out, std::size_t count) {
    widen(bytes, out, count, [](auto, auto bits) HWY_ATTR { return hn::ShiftLeft<16>(bits); });
}

void NarrowToHalves(const float* values, std::byte* bytes, std::size_t count) {
    narrow(values, bytes, count, [](auto d, auto bits) HWY_ATTR { return halfBitsOf(d, bits); });
}

void NarrowToBfloats(const float* values, std::byte* bytes, std::size_t count) {
    narrow(values, bytes, count, [](auto d, auto bits) HWY_ATTR { return bfloatBitsOf(d, bits); });
}

// The first vector that holds a magnitude not below the limit begins here (or its scalar tail does). As
// integers, magnitudes order like their values, NaN last.
std::size_t RunBelow(const float* values, std::size_t count, std::uint32_t limit) {
    const hn::ScalableTag<std::int32_t> d;
    const hn::RebindToFloat<decltype(d)> df;
    const auto most = hn::Set(d, static_cast<std::int32_t>(limit - 1));
    const std::size_t lanes = hn::Lanes(d);
    const auto magnitude = [&](std::size_t at)
                               HWY_ATTR { return hn::BitCast(d, hn::Abs(hn::LoadU(df, values + at))); };
    std::size_t i = 0;
    for (; i + 4 * lanes <= count; i += 4 * lanes) {
        const auto low = hn::Max(magnitude(i), magnitude(i + lanes));
        const auto high = hn::Max(magnitude(i + 2 * lanes), magnitude(i + 3 * lanes));
        if (!hn::AllFalse(d, hn::Gt(hn::Max(low, high), most)))
            break;
    }
    for (; i + lanes <= count; i += lanes) {
        if (!hn::AllFalse(d, hn::Gt(magnitude(i), most)))
            break;
    }
    return i;
}

} // namespace mantissa::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa {

HWY_EXPORT(WidenHalves);
HWY_EXPORT(WidenBfloats);
HWY_EXPORT(NarrowToHalves);
HWY_EXPORT(NarrowToBfloats);
HWY_EXPORT(RunBelow);

namespace {

// OFP8 1.0, table 1: bias 7, denormals are multiples of 2^-9.
float e4m3(unsigned bits) {
    const unsigned exponent = (bits >> 3U) & 15U;
    const unsigned mantissa = bits & 7U;
    float magnitude = exponent == 0
                          ? std::ldexp(static_cast<float>(mantissa), -9)
                          : std::ldexp(static_cast<float>(8 + mantissa), static_cast<int>(exponent) - 10);
    if ((bits & 0x7fU) == 0x7fU)
        magnitude = std::numeric_limits<float>::quiet_NaN();
    return (bits & 0x80U) != 0 ? -magnitude : magnitude;
}

// Mantissa of `places` bits below an exponent with this bias; denormals below exponent 1.
float fnuz(unsigned bits, unsigned places, int bias) {
    if (bits == 0x80U)
        return std::numeric_limits<float>::quiet_NaN();
    const unsigned one = 1U << places;
    const unsigned exponent = (bits & 0x7fU) >> places;
    const unsigned mantissa = bits & (one - 1U);
    const int scale = static_cast<int>(exponent == 0 ? 1U : exponent) - bias - static_cast<int>(places);
    const float magnitude = std::ldexp(static_cast<float>(exponent == 0 ? mantissa : one + mantissa), scale);
    return (bits & 0x80U) != 0 ? -magnitude : magnitude;
}

template <class Function>
std::array<float, 256> tableOf(const Function& function) {
    std::array<float, 256> table{};
    for (unsigned i = 0; i < 256; ++i)
        table[i] = function(i);
    return table;
}

const std::array<float, 256>& e4m3Table() {
    static const auto table = tableOf(e4m3);
    return table;
}

const std::array<float, 256>& e5m2Table() {
    static const auto table =
        tableOf([](unsigned bits) { return floatFromHalf(static_cast<std::uint16_t>(bits << 8U)); });
    return table;
}

const std::array<float, 256>& e4m3FnuzTable() {
    static const auto table = tableOf([](unsigned bits) { return fnuz(bits, 3, 8); });
    return table;
}

const std::array<float, 256>& e5m2FnuzTable() {
    static const auto table = tableOf([](unsigned bits) { return fnuz(bits, 2, 16); });
    return table;
}

void lookUp(const std::array<float, 256>& table, std::span<const std::byte> bytes, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = table[std::to_integer<std::size_t>(bytes[i])];
}

} // namespace

float floatFromHalf(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t magnitude = half & 0x7fffU;
    std::uint32_t bits = (magnitude << 13U) + halfExponentGap;
    if (magnitude >= 0x7c00U)
        bits |= infinityBits;
    if (magnitude < 0x400U)
        bits = std::bit_cast<std::uint32_t>(static_cast<float>(magnitude) * 0x1p-24F);
    return std::bit_cast<float>(bits | sign);
}

std::uint16_t halfFromFloat(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t magnitude = bits & ~signBit;
    std::uint32_t half = (magnitude + halfRebias + ((magnitude >> 13U) & 1U)) >> 13U;
    if (magnitude >= halfTooLargeBits)
        half = magnitude > infinityBits ? 0x7e00U | ((magnitude >> 13U) & 0x3ffU) : 0x7c00U;
    if (magnitude < halfMinNormalBits)
        half = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5F) - oneHalfBits;
    return static_cast<std::uint16_t>(half | (bits & signBit) >> 16U);
}

float floatFromBfloat(std::uint16_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

std::uint16_t bfloatFromFloat(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & ~signBit) > infinityBits)
        return static_cast<std::uint16_t>((bits >> 16U) | 0x40U);
    return static_cast<std::uint16_t>((bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U);
}

float floatFromE4M3(std::uint8_t bits) {
    return e4m3Table()[bits];
}

float floatFromE5M2(std::uint8_t bits) {
    return e5m2Table()[bits];
}

float floatFromE4M3Fnuz(std::uint8_t bits) {
    return e4m3FnuzTable()[bits];
}

float floatFromE5M2Fnuz(std::uint8_t bits) {
    return e5m2FnuzTable()[bits];
}

void floatsFromHalves(std::span<const std::byte> bytes, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(WidenHalves)(bytes.data(), out.data(), out.size());
}

void floatsFromBfloats(std::span<const std::byte> bytes, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(WidenBfloats)(bytes.data(), out.data(), out.size());
}

void floatsFromE4M3(std::span<const std::byte> bytes, std::span<float> out) {
    lookUp(e4m3Table(), bytes, out);
}

void floatsFromE5M2(std::span<const std::byte> bytes, std::span<float> out) {
    lookUp(e5m2Table(), bytes, out);
}

void floatsFromE4M3Fnuz(std::span<const std::byte> bytes, std::span<float> out) {
    lookUp(e4m3FnuzTable(), bytes, out);
}

void floatsFromE5M2Fnuz(std::span<const std::byte> bytes, std::span<float> out) {
    lookUp(e5m2FnuzTable(), bytes, out);
}

void floatsFromDoubles(std::span<const std::byte> bytes, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        double value = 0;
        std::memcpy(&value, bytes.data() + sizeof value * i, sizeof value);
        out[i] = static_cast<float>(value);
    }
}

void halvesFromFloats(std::span<const float> values, std::span<std::byte> bytes) {
    HWY_DYNAMIC_DISPATCH(NarrowToHalves)(values.data(), bytes.data(), values.size());
}

void bfloatsFromFloats(std::span<const float> values, std::span<std::byte> bytes) {
    HWY_DYNAMIC_DISPATCH(NarrowToBfloats)(values.data(), bytes.data(), values.size());
}

std::size_t firstNotBelow(std::span<const float> values, float limit) {
    std::size_t i =
        HWY_DYNAMIC_DISPATCH(RunBelow)(values.data(), values.size(), std::bit_cast<std::uint32_t>(limit));
    while (i < values.size() && std::abs(values[i]) < limit)
        ++i;
    return i;
}

std::size_t firstNotFinite(std::span<const float> values) {
    return firstNotBelow(values, std::numeric_limits<float>::infinity());
}

} // namespace mantissa
#endif
