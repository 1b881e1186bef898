#include "calibration/value_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace mantissa {

namespace {

// Exponent and the upper three bits of the fraction are the bin's number, but for a shift.
constexpr int fractionBits = 20;
constexpr std::int32_t firstBin = (127 + ValueHistogram::smallestExponent) * ValueHistogram::perOctave;
constexpr auto lastBin = static_cast<std::int32_t>(ValueHistogram::bins) - 1;

/// Where in [0, counts) the share lies, and how far into that bin.
struct Place {
    std::size_t bin;
    double inside; ///< 0..1
};

Place placeOf(std::span<const std::uint64_t> counts, double share) {
    const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    const double wanted = std::clamp(share, 0.0, 1.0) * total;
    double before = 0;
    std::size_t last = 0;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] == 0)
            continue;
        const auto here = static_cast<double>(counts[bin]);
        if (before + here >= wanted)
            return {bin, (wanted - before) / here};
        before += here;
        last = bin;
    }
    return {last, 1};
}

double inBin(std::size_t bin, double inside) {
    const double low = ValueHistogram::border(bin);
    return low + (ValueHistogram::border(bin + 1) - low) * inside;
}

void addTo(std::vector<std::uint64_t>& sums, const std::vector<std::uint64_t>& other) {
    std::transform(sums.begin(), sums.end(), other.begin(), sums.begin(), std::plus<>());
}

} // namespace

void ValueHistogram::add(std::span<const float> values) {
    for (const float value : values) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        const auto magnitude = static_cast<std::int32_t>((bits & 0x7FFFFFFFU) >> fractionBits);
        const auto bin = static_cast<std::size_t>(std::clamp(magnitude - firstBin, 0, lastBin));
        ++(bits >> 31U != 0 ? negative_ : positive_)[bin];
    }
}

void ValueHistogram::join(const ValueHistogram& other) {
    addTo(negative_, other.negative_);
    addTo(positive_, other.positive_);
}

std::uint64_t ValueHistogram::count() const {
    return std::accumulate(negative_.begin(), negative_.end(),
                           std::accumulate(positive_.begin(), positive_.end(), std::uint64_t{0}));
}

double ValueHistogram::magnitude(double share) const {
    if (count() == 0)
        return 0;
    std::vector<std::uint64_t> both = negative_;
    addTo(both, positive_);
    const Place place = placeOf(both, share);
    return inBin(place.bin, place.inside);
}

double ValueHistogram::value(double share) const {
    if (count() == 0)
        return 0;
    std::vector<std::uint64_t> all(negative_.rbegin(), negative_.rend());
    all.insert(all.end(), positive_.begin(), positive_.end());
    const Place place = placeOf(all, share);
    return place.bin < bins ? -inBin(bins - 1 - place.bin, 1 - place.inside)
                            : inBin(place.bin - bins, place.inside);
}

double ValueHistogram::border(std::size_t bin) {
    if (bin == 0)
        return 0;
    const auto octave = static_cast<int>(bin / perOctave);
    const auto step = static_cast<double>(bin % perOctave);
    return std::ldexp(1.0 + step / perOctave, smallestExponent + octave);
}

} // namespace mantissa
