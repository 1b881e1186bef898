#pragma once
// How values are spread, in bounded memory: counts in bins that are fixed beforehand, so that parts add up to
// the same whatever their order. Magnitudes from 2^-24 to 2^24 in eight bins an octave, whose borders are
// m * 2^e with m = 1, 1.125, ... 1.875, for each sign; smaller ones (0 too) fall into the first bin, larger
// ones into the last. A percentile read off lies in the same bin as the exact one: for magnitudes in that
// range it is off by less than 12.5 %.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace mantissa {

class ValueHistogram {
public:
    static constexpr int smallestExponent = -24;
    static constexpr int octaves = 48;
    static constexpr int perOctave = 8;
    static constexpr std::size_t bins = std::size_t{octaves} * perOctave; ///< of each sign

    ValueHistogram() : negative_(bins), positive_(bins) {}
    /// The counts of an earlier one; each has `bins` values.
    ValueHistogram(std::vector<std::uint64_t> negative, std::vector<std::uint64_t> positive)
        : negative_(std::move(negative)), positive_(std::move(positive)) {}

    /// Finite values.
    void add(std::span<const float> values);
    void join(const ValueHistogram& other);

    const std::vector<std::uint64_t>& negative() const { return negative_; } ///< by magnitude, rising
    const std::vector<std::uint64_t>& positive() const { return positive_; }
    std::uint64_t count() const;

    /// The magnitude below which `share` (0..1) of all magnitudes lie, linear inside the bin; 0 when empty.
    double magnitude(double share) const;
    /// The value below which `share` of all values lie; 0 when empty.
    double value(double share) const;

    /// The least magnitude of a bin (that of the first counts as 0), up to `bins`: the end of the last.
    static double border(std::size_t bin);

private:
    std::vector<std::uint64_t> negative_;
    std::vector<std::uint64_t> positive_;
};

} // namespace mantissa
