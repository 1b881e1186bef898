#pragma once
// A histogram that need not be told its range beforehand, so that one pass over tiles is enough. Bin i is
// [i * width, (i+1) * width) and width a power of two: when a value falls outside, bins are joined two by
// two, which loses nothing. The result is that of counting into the final bins from the start, whatever the
// order of values and tiles.
#include "analysis/histogram.h"

namespace mantissa {

class NestedHistogram {
public:
    explicit NestedHistogram(int bins = 256); ///< the most there may be

    void add(std::span<const float> values); ///< NaN and Inf are passed over
    void add(const NestedHistogram& other);
    /// Makes room for every value that `other` saw, without counting it: common bins.
    void coverRangeOf(const NestedHistogram& other);

    /// At most `bins` bins (more than half as many, unless the values lie within a float's last digits of
    /// each other). No values: no bins; zeros only: bins over [-1, 1].
    Histogram histogram() const;
    /// The same with as many bins on either side of 0.
    Histogram symmetricHistogram() const;

private:
    void cover(float low, float high);
    void coarsenTo(int exponent);
    void makeRoom(std::int64_t first, std::int64_t last);

    std::int64_t bins_;
    int exponent_ = 0; ///< width = 2^exponent_
    bool empty_ = true;
    float smallest_ = 0;
    float largest_ = 0;
    std::int64_t first_ = 0; ///< index of counts_[0]
    std::vector<std::uint64_t> counts_;
};

} // namespace mantissa
