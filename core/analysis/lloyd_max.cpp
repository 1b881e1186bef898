// The best scalar quantizers of N(0,1), solved by Newton's method: the conditions of Lloyd and Max tie each
// level to its two neighbours only, so that a step costs one tridiagonal system. The solution is unique, for
// the logarithm of the density is concave (Fleischer 1964).
#include "analysis/rate_bound.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>
#include <numbers>
#include <vector>

namespace mantissa {

namespace {

constexpr int mostLevels = 4096; // beyond, Panter and Dite's law holds to five digits

double density(double x) {
    return std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
}

double upperTail(double x) {
    return 0.5 * std::erfc(x / std::numbers::sqrt2);
}

/// The positive levels, and 0 as a level of its own where their number is odd.
struct HalfQuantizer {
    std::vector<double> levels;
    bool odd = false;

    double lowerBorder(std::size_t i) const {
        if (i == 0)
            return odd ? levels[0] / 2 : 0;
        return (levels[i - 1] + levels[i]) / 2;
    }
    double upperBorder(std::size_t i) const {
        return i + 1 < levels.size() ? (levels[i] + levels[i + 1]) / 2 : INFINITY;
    }
    bool increasing() const {
        return levels.front() > 0 &&
               std::adjacent_find(levels.begin(), levels.end(), std::greater_equal<>()) == levels.end();
    }
};

struct Cell {
    double mass = 0;
    double mean = 0;
    double byLower = 0; ///< derivative of the mean by the lower border
    double byUpper = 0;
};

Cell cellBetween(double lower, double upper) {
    Cell cell;
    const double above = std::isinf(upper) ? 0 : density(upper);
    cell.mass = upperTail(lower) - (std::isinf(upper) ? 0 : upperTail(upper));
    cell.mean = (density(lower) - above) / cell.mass;
    cell.byLower = density(lower) * (cell.mean - lower) / cell.mass;
    cell.byUpper = std::isinf(upper) ? 0 : above * (upper - cell.mean) / cell.mass;
    return cell;
}

/// Where levels lie closest to each other in the limit of many: as the third root of the density, which is a
/// normal density of variance 3 (Panter and Dite, Proc. IRE 39, 1951).
double companded(double share) {
    double low = 0;
    double high = 40;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (upperTail(middle / std::numbers::sqrt3) > 1 - share ? low : high) = middle;
    }
    return low;
}

HalfQuantizer startFor(int levels) {
    HalfQuantizer half;
    half.odd = levels % 2 == 1;
    for (int i = (levels + 1) / 2; i < levels; ++i)
        half.levels.push_back(companded((i + 0.5) / levels));
    return half;
}

/// One Newton step; its largest change.
double improve(HalfQuantizer& half) {
    const std::size_t count = half.levels.size();
    std::vector<double> right(count);  // the matrix above its diagonal, divided by it
    std::vector<double> change(count); // first the right side, then the solution
    for (std::size_t i = 0; i < count; ++i) {
        const Cell cell = cellBetween(half.lowerBorder(i), half.upperBorder(i));
        const bool movesLower = i > 0 || half.odd; // half of which is the level itself
        const double left = i > 0 ? -cell.byLower / 2 : 0;
        double diagonal = 1 - (movesLower ? cell.byLower / 2 : 0) - cell.byUpper / 2;
        double value = half.levels[i] - cell.mean;
        if (i > 0) {
            diagonal -= left * right[i - 1];
            value -= left * change[i - 1];
        }
        right[i] = -cell.byUpper / 2 / diagonal;
        change[i] = value / diagonal;
    }
    for (std::size_t i = count - 1; i-- > 0;)
        change[i] -= right[i] * change[i + 1];
    const std::vector<double> before = half.levels;
    double largest = 0;
    for (double share = 1; share > 1e-6; share /= 2) {
        largest = 0;
        for (std::size_t i = 0; i < count; ++i) {
            half.levels[i] = before[i] - share * change[i];
            largest = std::max(largest, std::abs(share * change[i]));
        }
        if (half.increasing())
            break;
    }
    return largest;
}

double solve(int levels) {
    if (levels <= 1)
        return 1;
    HalfQuantizer half = startFor(levels);
    for (int step = 0; step < 100 && improve(half) > 1e-13; ++step) {
    }
    double explained = 0; // the error is what the means of the cells leave unexplained
    for (std::size_t i = 0; i < half.levels.size(); ++i) {
        const Cell cell = cellBetween(half.lowerBorder(i), half.upperBorder(i));
        explained += 2 * cell.mass * cell.mean * cell.mean;
    }
    return 1 - explained;
}

} // namespace

double lloydMaxDistortion(int levels) {
    static std::mutex mutex;
    static std::map<int, double> known;
    const int solved = std::clamp(levels, 1, mostLevels);
    const std::lock_guard lock(mutex);
    auto found = known.find(solved);
    if (found == known.end())
        found = known.emplace(solved, solve(solved)).first;
    const double ratio = static_cast<double>(solved) / std::max(levels, 1);
    return found->second * ratio * ratio;
}

} // namespace mantissa
