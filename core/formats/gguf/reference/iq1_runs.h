#pragma once
// What `ggml` and `search` share for IQ1: runs whose patterns have found their places in the codebook.
#include "formats/gguf/reference/iq1_steps.h"

namespace mantissa::gguf {

struct Iq1Run {
    float scale = 0; ///< NaN where the sums overflowed
    std::array<std::uint16_t, 4> entries{};
    std::array<bool, 2> down{}; ///< of its halves
};
using Iq1Runs = std::array<Iq1Run, 16>;

/// Sums for the scale of least squares, xq / qq, element by element.
struct Iq1Sums {
    float xq = 0;
    float qq = 0;
    /// Of one group, whose levels are `steps` times as large.
    void add(const float* x, const float* weights, int entry, bool down, float steps);
};

/// Puts the patterns of a split on the codebook, and solves for the scale where one had to move.
Iq1Run settle(const Iq1Type& type, const Iq1Steps& steps, const float* x, const float* weights,
              const Iq1Split& split);
/// All runs of a block.
Iq1Runs settleAll(const Iq1Type& type, const Iq1Steps& steps, const float* x, const float* weights,
                  const Iq1Split* splits);

/// How many blocks are handed to a step at once, so that vectors are full.
inline constexpr int iq1BlocksTogether = 4;

} // namespace mantissa::gguf
