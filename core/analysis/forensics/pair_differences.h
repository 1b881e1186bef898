#pragma once
// Were these codes rounded from a coarser grid? A file quantized to 4 bits and then to 8 has the size of the
// larger type and the errors of the smaller, and nothing in its header tells.
//
// The statistic. Weights are dense on the scale of a fine grid's steps: in a run of 16 neighbours under one
// scale, a pair is as likely to lie one step apart, up or down, as to share a code:
//     E[pairs one step apart] = 2 E[pairs that share a code],
// whatever the distribution, as long as it is smooth over a few steps. A coarser grid beneath (any source
// block is a multiple of 16 weights, so the run lies under one source scale too) leaves codes at its own
// levels only: pairs share a code far more often, and hardly any lie one step apart. The ratio
//     adjacency = pairs one step apart / (2 * pairs that share a code)
// is about 1 without and near 0 with a coarser grid, whose levels need not be evenly spaced.
//
// For a bell curve of sigma codes it is exp(-1 / (4 sigma^2)) (the autocorrelation of its density at one
// step): 0.98 at sigma = 4, but 0.78 at sigma = 1. Runs are therefore only looked at where the middle half of
// their codes spans four steps or more. What 0 would be coded to and the outermost codes are left out: pruned
// weights and those that were cut off share a code for another reason. What cannot be seen: a grid less than
// about twice as coarse, and types of fewer than 16 evenly spaced levels.
#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace mantissa {

/// Weights that are compared with each other: the smallest sub-block of any type that can be decoded.
inline constexpr std::size_t runOfPairs = 16;

struct PairDifferences {
    std::array<std::uint64_t, 64> counts{}; ///< pairs in one run whose codes lie so many steps apart

    void add(const PairDifferences& other);
    /// The ranks of one run without those of zeros; sorts them.
    void addRun(std::span<std::int32_t> ranks);
};

struct CoarserGrid {
    double adjacency = 1;
    int steps = 0; ///< the commonest distance between codes that differ; 0: 64 or more
};

/// Nothing where the codes look dense, or where there are too few pairs to tell.
std::optional<CoarserGrid> coarserGrid(const PairDifferences& differences);

} // namespace mantissa
