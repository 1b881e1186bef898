#pragma once
// The parts of IQ1's encoders that take nearly all of their time. The specification below has them in plain
// C++; kernels have the same in vectors. What joins them (iq1_ggml.cpp, iq1_search.cpp) exists once.
#include "formats/gguf/reference/iq1_blocks.h"

namespace mantissa::gguf {

/// The cut of a run, put in ascending order, into -1, 0 and 1 that explains most of it.
struct Iq1Split {
    bool found = false;
    float scale = 0; ///< not negative; NaN where the sums overflowed
    std::array<bool, 2> down{};
    std::array<std::uint8_t, iq1LongestRun> digits{}; ///< 0 .. 2
};

struct Iq1Choice {
    int entry = -1;  ///< of the codebook; -1: every error is infinite or no number
    float error = 0; ///< sum w * (scale * level - x)^2
};

/// How many of the entries around a point `search` looks at: it asks often, and the nearest come first.
inline constexpr std::size_t iq1SearchedEntries = 16;

struct Iq1Steps {
    /// Runs that follow one another.
    void (*split)(const Iq1Type& type, const float* x, const float* weights, int runs, Iq1Split* out);
    /// For a group: the codebook's entry at a point (LatticeNeighbours::pointOf), or the best of the entries
    /// around it, the first of equals.
    Iq1Choice (*nearest)(const float* x, const float* weights, float scale, bool down, int point);
    /// The same for the point of nearest levels. No entry where even these have no less error than `limit`.
    /// scale: positive.
    Iq1Choice (*rounded)(const float* x, const float* weights, float scale, bool down, float limit);
};

extern const Iq1Steps iq1ReferenceSteps;

/// What ggml writes. Blocks in which its sums overflow get a d that is no number.
void encodeIq1(const Iq1Type& type, const Iq1Steps& steps, const Rows& rows, std::uint8_t* out);
/// Least weighted squared error, never more than encodeIq1's.
void searchIq1(const Iq1Type& type, const Iq1Steps& steps, const Rows& rows, std::uint8_t* out);

} // namespace mantissa::gguf
