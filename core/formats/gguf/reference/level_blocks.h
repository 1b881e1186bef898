#pragma once
// The types whose elements pick a level from a short table: value = scale of the sub-block * level[code].
// IQ4_NL, IQ4_XS (a bell-shaped table), MXFP4, NVFP4 (the OCP E2M1 numbers), TQ1_0, TQ2_0 (ternary), Q1_0
// (signs), Q2_0 (-1 .. 2). Source: ggml-common.h, ggml-quants.c; OCP Microscaling Formats 1.0.
#include "formats/gguf/coder.h"

#include <array>
#include <bit>

namespace mantissa::gguf {

/// What a block holds besides its codes.
struct LevelScales {
    std::uint16_t d = 0;                  ///< binary16, where the type has one
    std::array<std::uint8_t, 8> scales{}; ///< of sub-blocks, as stored (IQ4_XS: + 32)
};

struct LevelBlock : LevelScales {
    std::array<std::uint8_t, 256> codes{};
};

struct LevelLayout {
    DType dtype;
    int elements;
    int subElements;
    int bytes;
    std::span<const float> levels; ///< the index is the code
    LevelBlock (*read)(const std::uint8_t* bytes);
    void (*write)(const LevelBlock& block, std::uint8_t* bytes);
    float (*scale)(const LevelScales& block, int sub);
    LevelScales (*readScales)(const std::uint8_t* bytes); ///< of types with sixteen levels

    int subBlocks() const { return elements / subElements; }
};

extern const LevelLayout iq4NL, iq4XS, mxfp4, nvfp4, tq1_0, tq2_0, q1_0, q2_0;

const LevelLayout& levelLayout(DType dtype);
bool isLevelType(DType dtype);

/// 2^(e - 128): the OCP exponent byte for levels that are stored doubled.
inline float halfOfE8M0(std::uint8_t e) {
    return std::bit_cast<float>(e < 2 ? 0x00200000U << e : static_cast<std::uint32_t>(e - 1) << 23U);
}
/// Half of an unsigned E4M3 number; 0x7f (NaN) counts as zero, as in ggml.
float halfOfUE4M3(std::uint8_t bits);
/// As ggml rounds: by the bit below the mantissa, half up in the denormals; at most 448.
std::uint8_t ue4m3FromFloat(float value);

} // namespace mantissa::gguf
