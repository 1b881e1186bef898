#pragma once
// IQ1_S and IQ1_M: the values are -1, 0 or 1, all shifted up or down by an eighth. Eight neighbours share an
// index into a codebook of 2048 such patterns, and a run of them a scale d * (2 * integer + 1).
// Source: ggml-common.h (block_iq1_s, block_iq1_m), ggml-quants.c.
#include "formats/gguf/reference/lattice_blocks.h"

namespace mantissa::gguf {

inline constexpr int iq1Elements = 256;
inline constexpr int iq1GroupElements = 8;
inline constexpr int iq1LongestRun = 32;

/// The three levels when they are shifted up, and down.
inline constexpr float iq1Up[3] = {-0.875F, 0.125F, 1.125F};
inline constexpr float iq1Down[3] = {-1.125F, -0.125F, 0.875F};

struct Iq1Type {
    const LatticeLayout& layout;
    int runElements; ///< under one scale: 32 that share a shift, or 16 of which each half has its own
    float zeroBelow; ///< runs with smaller magnitudes count as zero
    float widened;   ///< what ggml multiplies d with, found by trial

    int runs() const { return iq1Elements / runElements; }
    int groups() const { return runElements / iq1GroupElements; }
    /// To which half of its run a group belongs.
    int halfOf(int group) const { return 2 * group / groups(); }
};

extern const Iq1Type iq1SType, iq1MType;

struct Iq1Block {
    std::uint16_t d = 0;                     ///< binary16
    std::array<std::uint8_t, 16> scales{};   ///< of the runs, 0 .. 7
    std::array<std::uint16_t, 32> entries{}; ///< of the codebook, for each group
    std::array<bool, 32> down{};             ///< for each group; in IQ1_S all of a run agree
};

void writeBlock(const Iq1Type& type, const Iq1Block& block, std::uint8_t* bytes);

inline const float* iq1Values(bool down) {
    return down ? iq1Down : iq1Up;
}

} // namespace mantissa::gguf
