#pragma once
// Floating point numbers of six and eight bits: a sign, a few exponent bits and a few mantissa bits. E4M3 and
// E5M2 as in the OCP 8-bit Floating Point Specification (OFP8) 1.0, table 1; E2M3 and E3M2 as in the OCP
// Microscaling Formats (MX) Specification 1.0, section 5.3.2, with E8M0 (section 5.4.1) for their scales.
#include <cstdint>
#include <span>
#include <vector>

namespace mantissa::narrow {

struct NarrowFloat {
    int exponentBits;
    int mantissaBits;
    int bias;
    int largestCode; ///< of the magnitudes that are numbers: 0x7e for E4M3, whose 0x7f is NaN

    int bits() const { return 1 + exponentBits + mantissaBits; }
    int signBit() const { return 1 << (exponentBits + mantissaBits); }
    int codeCount() const { return 2 * signBit(); }
    int leastExponent() const { return 1 - bias; } ///< of normal numbers, and of the subnormal ones' unit
    int mostExponent() const { return (largestCode >> mantissaBits) - bias; } ///< of the largest number
    float largest() const;
};

extern const NarrowFloat e4m3; ///< to 448; no infinity, 0x7f and 0xff are NaN
extern const NarrowFloat e5m2; ///< to 57344; 0x7c is infinity, what lies above NaN, as in binary16
extern const NarrowFloat e2m3; ///< to 7.5, every code a number
extern const NarrowFloat e3m2; ///< to 28, every code a number

/// The number that a code stands for; infinity or NaN where it stands for none.
float numberOf(const NarrowFloat& kind, int code);
/// The code of the nearest number, of two as near the one with an even mantissa; magnitudes beyond the
/// largest number (infinity too) become that number. The sign of zero stays. value: not NaN.
int nearestCode(const NarrowFloat& kind, float value);

/// 2^(code - 127); 0xff stands for NaN.
float powerOf(std::uint8_t code);
/// The code of 2^exponent, cut to what there is.
std::uint8_t powerCode(int exponent);

/// numberOf() each code; but what is no number gets the outermost level of its sign: encoders never write it.
std::vector<float> levelsByCode(const NarrowFloat& kind);

} // namespace mantissa::narrow
