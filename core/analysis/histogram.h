#pragma once
// Counts on equal bins over [low, high]; values outside go to the end bins and are counted as such.
#include <cstdint>
#include <span>
#include <vector>

namespace mantissa {

struct Histogram {
    double low = 0;
    double high = 0; ///< > low; belongs to the last bin
    std::vector<std::uint64_t> counts;
    std::uint64_t below = 0; ///< of those in the first bin, how many were < low
    std::uint64_t above = 0;

    Histogram() = default;
    Histogram(double low, double high, int bins);
    void add(std::span<const float> values); ///< NaN is passed over
    void add(const Histogram& other);        ///< of the same bins
    std::uint64_t total() const;
    double binWidth() const { return (high - low) / static_cast<double>(counts.size()); }
    bool operator==(const Histogram&) const = default;
};

} // namespace mantissa
