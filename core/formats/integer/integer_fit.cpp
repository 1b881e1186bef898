#include "formats/integer/integer_fit.h"

#include <algorithm>
#include <cmath>

namespace mantissa::integer {

namespace {

constexpr int shrinkSteps = 24;
constexpr int zeroReach = 2;
constexpr int refinements = 3;

// How far the best scale of a group can lie below rtn's, where outliers are cut off: the fewer the levels,
// the more. Found on normal, Laplace and Student-t weights in groups of 32 to 4,096; wider brought nothing.
double leastShrink(int bits) {
    constexpr double least[] = {0, 0, 0.35, 0.40, 0.50, 0.60, 0.70, 0.80, 0.85};
    return least[bits];
}

// Above 1 for symmetric grids: the largest positive code may have to carry absmax.
double mostShrink(const Grid& grid) {
    return grid.symmetric ? 0.5 * grid.maxCode() / (grid.middle() - 1) : 1.0 + 1.0 / grid.maxCode();
}

bool usable(const Grid& grid, const Step& step) {
    return step.scale >= smallestMeasured && representable(grid, step);
}

std::vector<Step> firstCandidates(const Grid& grid, const Step& start) {
    std::vector<Step> steps{start};
    const double least = leastShrink(grid.bits);
    const double most = mostShrink(grid);
    const int reach = grid.symmetric ? 0 : zeroReach;
    for (int zero = start.zero - reach; zero <= start.zero + reach; ++zero) {
        if (zero < 0 || zero > grid.maxCode())
            continue;
        for (int i = 0; i < shrinkSteps; ++i) {
            const double factor = least + (most - least) * i / (shrinkSteps - 1);
            const Step step{storedScale(grid.scaleType, factor * static_cast<double>(start.scale)), zero};
            if (usable(grid, step))
                steps.push_back(step);
        }
    }
    return steps;
}

} // namespace

Step rtnStep(const Grid& grid, const Range& range) {
    const double low = range.low;
    const double high = range.high;
    if (low == 0 && high == 0)
        return {0.0F, grid.symmetric ? grid.middle() : 0};
    if (grid.symmetric)
        return {storedScale(grid.scaleType, std::max(-low, high) / (0.5 * grid.maxCode())), grid.middle()};
    const float scale = storedScale(grid.scaleType, (high - low) / grid.maxCode());
    const double zero = std::nearbyint(-low / static_cast<double>(scale));
    return {scale, static_cast<int>(std::clamp(zero, 0.0, static_cast<double>(grid.maxCode())))};
}

bool representable(const Grid& grid, const Step& step) {
    const int furthest = std::max(step.zero, grid.maxCode() - step.zero);
    return std::isfinite(step.scale * static_cast<float>(furthest));
}

Step searchStep(const Grid& grid, const Step& start, const Measure& measure) {
    if (!usable(grid, start))
        return start;
    const std::vector<Step> candidates = firstCandidates(grid, start);
    const std::vector<double> errors = measure.errors(candidates);
    // The start comes first and a later one must be better, so ties keep it (and so do sums that overflow).
    std::size_t least = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        least = errors[i] < errors[least] ? i : least;
    Step best = candidates[least];
    FitSums sums = measure.sums(best);
    // Lloyd's iteration: the least-squares scale for the codes found, then the codes for that scale.
    for (int i = 0; i < refinements && sums.xl > 0 && sums.ll > 0; ++i) {
        const Step refined{storedScale(grid.scaleType, sums.xl / sums.ll), best.zero};
        if (refined == best || !usable(grid, refined))
            break;
        const FitSums next = measure.sums(refined);
        if (!(next.error < sums.error))
            break;
        best = refined;
        sums = next;
    }
    return best;
}

Step searchStep(const Grid& grid, const Step& start, std::span<const float> values,
                std::span<const float> importance) {
    const auto errors = [&](std::span<const Step> candidates) {
        std::vector<double> result(candidates.size());
        measureErrors(values, importance, candidates, grid.maxCode(), result);
        return result;
    };
    const auto sums = [&](const Step& step) { return measure(values, importance, step, grid.maxCode()); };
    return searchStep(grid, start, {errors, sums});
}

} // namespace mantissa::integer
