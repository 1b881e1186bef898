#pragma once
// The codes of a format in the order of what they stand for.
#include "formats/format.h"

namespace mantissa {

struct CodeRanks {
    std::vector<std::int32_t> ranks; ///< of each code's level; equal levels (E2M1's two zeros) share one
    std::vector<float> levels;       ///< of each rank, ascending

    bool empty() const { return ranks.empty(); }
    /// The rank that a weight of 0 gets in a block with this scale and offset: value = scale * level +
    /// offset.
    std::int32_t ofZero(float scale, float offset) const;
    /// Weights that were cut off lie there. Centred types may leave their lowest level unused, which has no
    /// counterpart above zero.
    bool outermost(std::int32_t rank) const;
};

/// Empty where a comparison of codes means little: fewer than 16 levels, levels that are not evenly spaced
/// (the outer ones of a floating-point grid are too far apart), or codebooks in which neighbours share an
/// index.
CodeRanks codeRanks(const Format& format);

} // namespace mantissa
