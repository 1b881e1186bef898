#pragma once
// Small floats <-> 32-bit floats. One number at a time for scalar references, whole runs through Highway;
// both give the same bits for every input, on every CPU.
#include <cstddef>
#include <cstdint>
#include <span>

namespace mantissa {

/// IEEE 754 binary16. Rounds to nearest even; overflow becomes infinity; NaN stays NaN (quieted), as F16C
/// does.
float floatFromHalf(std::uint16_t half);
std::uint16_t halfFromFloat(float value);

/// bfloat16: the upper half of a binary32. Rounds to nearest even; NaN stays NaN (quieted).
float floatFromBfloat(std::uint16_t bits);
std::uint16_t bfloatFromFloat(float value);

/// OCP 8-bit floating point specification (OFP8) 1.0. E4M3 has no infinity (S.1111.111 is NaN); E5M2 is the
/// upper byte of a binary16.
float floatFromE4M3(std::uint8_t bits);
float floatFromE5M2(std::uint8_t bits);

/// The 8-bit floats of Noune et al., "8-bit Numerical Formats for Deep Neural Networks" (arXiv:2206.02915),
/// as ONNX and PyTorch name them: one more in the exponent bias than OFP8, no infinity, no negative zero; its
/// pattern (0x80) is the one NaN.
float floatFromE4M3Fnuz(std::uint8_t bits);
float floatFromE5M2Fnuz(std::uint8_t bits);

// Runs: `out` says how many. Bytes need no alignment and must hold at least as many numbers.
void floatsFromHalves(std::span<const std::byte> bytes, std::span<float> out);
void floatsFromBfloats(std::span<const std::byte> bytes, std::span<float> out);
void floatsFromE4M3(std::span<const std::byte> bytes, std::span<float> out);
void floatsFromE5M2(std::span<const std::byte> bytes, std::span<float> out);
void floatsFromE4M3Fnuz(std::span<const std::byte> bytes, std::span<float> out);
void floatsFromE5M2Fnuz(std::span<const std::byte> bytes, std::span<float> out);
void floatsFromDoubles(std::span<const std::byte> bytes, std::span<float> out);

// Runs: `values` says how many.
void halvesFromFloats(std::span<const float> values, std::span<std::byte> bytes);
void bfloatsFromFloats(std::span<const float> values, std::span<std::byte> bytes);

/// The index of the first value whose magnitude is not below `limit` (> 0; NaN never is), or values.size().
std::size_t firstNotBelow(std::span<const float> values, float limit);
/// The index of the first NaN or infinity, or values.size().
std::size_t firstNotFinite(std::span<const float> values);

} // namespace mantissa
