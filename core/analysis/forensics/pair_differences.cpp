#include "analysis/forensics/pair_differences.h"

#include <algorithm>

namespace mantissa {

namespace {

constexpr std::size_t leastRun = 8;      // of 16: a sparse run says little
constexpr std::int32_t leastSpread = 4;  // sigma of about 3 codes
constexpr std::uint64_t leastPairs = 64; // the ratio's standard error is then below 0.15
constexpr double largestAdjacency = 0.3; // clean weights: 0.5 and more; a coarser grid beneath: up to 0.13

} // namespace

void PairDifferences::add(const PairDifferences& other) {
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] += other.counts[i];
}

void PairDifferences::addRun(std::span<std::int32_t> ranks) {
    if (ranks.size() < leastRun)
        return;
    std::sort(ranks.begin(), ranks.end());
    const auto quarter = ranks.size() / 4;
    // In 64 bits: ranks of floats span the whole range.
    const std::int64_t spread = std::int64_t{ranks[ranks.size() - 1 - quarter]} - ranks[quarter];
    if (spread < leastSpread)
        return;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        for (std::size_t j = i + 1; j < ranks.size(); ++j) {
            const std::int64_t difference = std::int64_t{ranks[j]} - ranks[i];
            if (difference >= static_cast<std::int64_t>(counts.size()))
                break;
            ++counts[static_cast<std::size_t>(difference)];
        }
    }
}

std::optional<CoarserGrid> coarserGrid(const PairDifferences& differences) {
    const auto& counts = differences.counts;
    if (counts[0] < leastPairs)
        return std::nullopt;
    CoarserGrid result;
    result.adjacency = static_cast<double>(counts[1]) / (2.0 * static_cast<double>(counts[0]));
    if (result.adjacency >= largestAdjacency)
        return std::nullopt;
    const auto commonest = std::max_element(counts.begin() + 1, counts.end());
    if (*commonest > 0)
        result.steps = static_cast<int>(commonest - counts.begin());
    return result;
}

} // namespace mantissa
