#pragma once
// The roundings that ggml's encoders use. They decide ties and what becomes of numbers out of range, so the
// bytes depend on them.
#include <bit>
#include <cstdint>

namespace mantissa::gguf {

/// To the nearest integer, ties to even, by adding 1.5 * 2^23 and reading the mantissa. Exact for magnitudes
/// up to 2^22; beyond, and for NaN, it yields what the bits yield, and ggml's files hold just that.
inline int nearestByMantissa(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value + 12582912.0F);
    return static_cast<int>(bits & 0x007fffffU) - 0x00400000;
}

/// float -> int toward zero as the x86 instruction cvttss2si does it: NaN and numbers out of range become
/// the smallest int (in C++ that cast is undefined).
inline std::int32_t truncated(float value) {
    if (!(value >= -2147483648.0F && value < 2147483648.0F))
        return INT32_MIN;
    return static_cast<std::int32_t>(value);
}

} // namespace mantissa::gguf
