#include "analysis/histogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace mantissa {

Histogram::Histogram(double from, double to, int bins)
    : low(from), high(to), counts(static_cast<std::size_t>(bins)) {
    assert(bins > 0 && to > from);
}

void Histogram::add(std::span<const float> values) {
    const double perUnit = static_cast<double>(counts.size()) / (high - low);
    const std::size_t last = counts.size() - 1;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        std::size_t bin = 0;
        if (value < low) {
            ++below;
        } else if (value > high) {
            bin = last;
            ++above;
        } else {
            bin = std::min(last, static_cast<std::size_t>((value - low) * perUnit));
        }
        ++counts[bin];
    }
}

void Histogram::add(const Histogram& other) {
    assert(low == other.low && high == other.high && counts.size() == other.counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] += other.counts[i];
    below += other.below;
    above += other.above;
}

std::uint64_t Histogram::total() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

} // namespace mantissa
