#include "analysis/nested_histogram.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace mantissa {

namespace {

// Below 2^-149 there is no float.
constexpr int smallestExponent = -149;
// Bin numbers then stay below 2^23.
constexpr int mantissaBits = 23;

std::int64_t binOf(double value, double perWidth) {
    const double scaled = value * perWidth; // exact: a power of two
    const auto truncated = static_cast<std::int64_t>(scaled);
    return scaled < static_cast<double>(truncated) ? truncated - 1 : truncated;
}

// The least exponent for which the bins of [low, high] are at most `bins`.
int exponentFor(float low, float high, std::int64_t bins) {
    const double reach = std::max(std::abs(static_cast<double>(low)), std::abs(static_cast<double>(high)));
    int exponent = std::max(smallestExponent, std::ilogb(reach) - mantissaBits + 1);
    while (true) {
        const double perWidth = std::ldexp(1.0, -exponent);
        if (binOf(high, perWidth) - binOf(low, perWidth) < bins)
            return exponent;
        ++exponent;
    }
}

} // namespace

NestedHistogram::NestedHistogram(int bins) : bins_(std::max(bins, 2)) {}

void NestedHistogram::add(std::span<const float> values) {
    bool any = false;
    float low = 0;
    float high = 0;
    for (const float value : values) {
        if (!std::isfinite(value))
            continue;
        low = !any || value < low ? value : low;
        high = !any || value > high ? value : high;
        any = true;
    }
    if (!any)
        return;
    cover(low, high);
    const double perWidth = std::ldexp(1.0, -exponent_);
    for (const float value : values) {
        if (std::isfinite(value))
            ++counts_[static_cast<std::size_t>(binOf(value, perWidth) - first_)];
    }
}

void NestedHistogram::add(const NestedHistogram& other) {
    if (other.empty_)
        return;
    cover(other.smallest_, other.largest_);
    const int shift = exponent_ - other.exponent_;
    for (std::size_t i = 0; i < other.counts_.size(); ++i) {
        // Bins at the edge may be empty room that this histogram has not.
        if (other.counts_[i] > 0) {
            const std::int64_t bin = (other.first_ + static_cast<std::int64_t>(i)) >> std::min(shift, 62);
            counts_[static_cast<std::size_t>(bin - first_)] += other.counts_[i];
        }
    }
}

void NestedHistogram::coverRangeOf(const NestedHistogram& other) {
    if (!other.empty_)
        cover(other.smallest_, other.largest_);
}

void NestedHistogram::cover(float low, float high) {
    if (!empty_ && low >= smallest_ && high <= largest_)
        return;
    const bool fresh = empty_;
    smallest_ = fresh ? low : std::min(smallest_, low);
    largest_ = fresh ? high : std::max(largest_, high);
    empty_ = false;
    const int exponent =
        smallest_ == 0 && largest_ == 0 ? smallestExponent : exponentFor(smallest_, largest_, bins_);
    if (fresh)
        exponent_ = exponent;
    else
        coarsenTo(exponent);
    const double perWidth = std::ldexp(1.0, -exponent_);
    makeRoom(binOf(smallest_, perWidth), binOf(largest_, perWidth));
}

void NestedHistogram::coarsenTo(int exponent) {
    const int shift = exponent - exponent_;
    if (shift <= 0)
        return;
    const std::int64_t first = first_ >> std::min(shift, 62);
    std::vector<std::uint64_t> joined;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const std::int64_t bin = (first_ + static_cast<std::int64_t>(i)) >> std::min(shift, 62);
        joined.resize(static_cast<std::size_t>(bin - first) + 1);
        joined.back() += counts_[i];
    }
    counts_ = std::move(joined);
    first_ = first;
    exponent_ = exponent;
}

void NestedHistogram::makeRoom(std::int64_t first, std::int64_t last) {
    if (counts_.empty())
        first_ = first;
    if (first < first_) {
        counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - first), 0);
        first_ = first;
    }
    const auto needed = static_cast<std::size_t>(last - first_ + 1);
    if (counts_.size() < needed)
        counts_.resize(needed);
}

Histogram NestedHistogram::histogram() const {
    Histogram result;
    if (empty_)
        return result;
    if (smallest_ == 0 && largest_ == 0) {
        result = Histogram(-1, 1, static_cast<int>(bins_ / 2 * 2));
        result.counts[result.counts.size() / 2] = counts_.front();
        return result;
    }
    const double width = std::ldexp(1.0, exponent_);
    result.low = static_cast<double>(first_) * width;
    result.high = static_cast<double>(first_ + static_cast<std::int64_t>(counts_.size())) * width;
    result.counts = counts_;
    return result;
}

Histogram NestedHistogram::symmetricHistogram() const {
    NestedHistogram copy = *this;
    const auto last = [&copy] { return copy.first_ + static_cast<std::int64_t>(copy.counts_.size()) - 1; };
    const auto half = [&] { return std::max(-copy.first_, last() + 1); };
    if (empty_ || (smallest_ == 0 && largest_ == 0))
        return histogram();
    while (2 * half() > bins_)
        copy.coarsenTo(copy.exponent_ + 1);
    copy.makeRoom(-half(), half() - 1);
    return copy.histogram();
}

} // namespace mantissa
