#include "analysis/forensics/code_ranks.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

std::int32_t CodeRanks::ofZero(float scale, float offset) const {
    const float wanted = -offset / scale;
    if (!std::isfinite(wanted))
        return 0;
    const auto above = std::lower_bound(levels.begin(), levels.end(), wanted);
    if (above == levels.begin())
        return 0;
    if (above == levels.end())
        return static_cast<std::int32_t>(levels.size()) - 1;
    const auto nearest = wanted - *(above - 1) < *above - wanted ? above - 1 : above;
    return static_cast<std::int32_t>(nearest - levels.begin());
}

bool CodeRanks::outermost(std::int32_t rank) const {
    const std::int32_t lowest = levels.front() < -levels.back() ? 1 : 0;
    return rank <= lowest || rank == static_cast<std::int32_t>(levels.size()) - 1;
}

namespace {

bool evenlySpaced(const std::vector<float>& levels) {
    for (std::size_t i = 2; i < levels.size(); ++i) {
        if (levels[i] - levels[i - 1] != levels[1] - levels[0])
            return false;
    }
    return true;
}

} // namespace

CodeRanks codeRanks(const Format& format) {
    constexpr std::size_t leastLevels = 16;
    constexpr std::int64_t anyColumns = 4096;
    const std::vector<float> levels = format.levels();
    if (levels.size() < leastLevels ||
        format.bitsPerWeight(1, anyColumns) < std::log2(static_cast<double>(levels.size())))
        return {};
    CodeRanks result;
    result.levels = levels;
    std::sort(result.levels.begin(), result.levels.end());
    result.levels.erase(std::unique(result.levels.begin(), result.levels.end()), result.levels.end());
    if (!evenlySpaced(result.levels))
        return {};
    for (const float level : levels) {
        const auto place = std::lower_bound(result.levels.begin(), result.levels.end(), level);
        result.ranks.push_back(static_cast<std::int32_t>(place - result.levels.begin()));
    }
    return result;
}

} // namespace mantissa
