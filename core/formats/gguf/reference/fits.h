#pragma once
// The scale searches that ggml's encoders share (ggml-quants.c: make_qx_quants, make_qkx2_quants and
// make_qkx3_quants, make_qp_quants, make_q3_quants). Every sum runs in element order in 32-bit floats without
// fused multiply-add: the bytes of ggml's files depend on it.
#include <cstdint>
#include <span>

namespace mantissa::gguf {

/// Sub-blocks whose largest magnitude is below this count as zero.
inline constexpr float zeroBelow = 1e-15F;

/// value ~ scale * (code - levels), code in 0 .. 2*levels-1. Tries 19 scales around the one that puts the
/// largest magnitude on the lowest level, and keeps the one whose least-squares fit explains most. weights:
/// as many as x, or null for x^2. Returns the scale.
float fitSymmetric(std::span<const float> x, const float* weights, int levels, std::uint8_t* codes);

/// How finely fitScaleMin looks, and what it minimises.
struct ScaleMinTries {
    float first;   ///< the first scale tried puts the range on highest + first steps
    float step;    ///< and each further one on `step` more
    int count;     ///< the last try's number; 0 .. count
    bool absolute; ///< minimise |error| instead of error^2
};

/// What every type with mins uses when there is an importance matrix.
inline constexpr ScaleMinTries triesWithMatrix{-0.9F, 0.05F, 36, false};

struct ScaleMin {
    float scale = 0;
    float min = 0; ///< subtracted, so never negative
};

/// value ~ scale * code - min, code in 0 .. highest. For each try: round, then solve the weighted least
/// squares for scale and min; keep the best.
ScaleMin fitScaleMin(std::span<const float> x, const float* weights, int highest, const ScaleMinTries& tries,
                     std::uint8_t* codes);

/// value ~ scale * code for values >= 0, code in 0 .. highest: how scales and mins are coded when there is an
/// importance matrix. Scans nine scales, then moves single codes as long as that helps.
float fitPositive(std::span<const float> x, const float* weights, int highest, std::uint8_t* codes);

/// value ~ scale * (code - levels): starts from the largest magnitude and moves single codes as long as that
/// helps (weights x^2). Q3_K without an importance matrix.
float fitByMoves(std::span<const float> x, int levels, std::uint8_t* codes);

} // namespace mantissa::gguf
