#include "formats/bitsandbytes/scale_search.h"

#include <cmath>
#include <limits>
#include <vector>

namespace mantissa::bitsandbytes {

namespace {

// Where the best scale lies as a share of absmax: below where an outlier is cut off, above where the top
// level is out of place. Scanned wider on normal, Laplace and Student-t weights; nothing was found outside.
constexpr float least = 0.6F;
constexpr float most = 1.25F;
constexpr int scanSteps = 24;
constexpr int refinements = 3;

bool usable(float scale) {
    return scale >= smallestMeasured && std::isfinite(scale);
}

// Remembers the best scale so far; a later one must be better, so ties keep the first.
class Best {
public:
    Best(const Codebook& book, std::span<const float> values, std::span<const float> importance)
        : book_(book), values_(values), importance_(importance) {}

    bool consider(float scale) {
        const FitSums sums = measure(book_, values_, importance_, scale);
        if (!(sums.error < sums_.error))
            return false;
        scale_ = scale;
        sums_ = sums;
        return true;
    }
    float scale() const { return scale_; }
    const FitSums& sums() const { return sums_; }

private:
    const Codebook& book_;
    std::span<const float> values_;
    std::span<const float> importance_;
    float scale_ = 0;
    FitSums sums_{0, 0, std::numeric_limits<double>::infinity()};
};

} // namespace

float searchScale(const Codebook& book, std::span<const float> values, std::span<const float> importance,
                  float start) {
    if (!usable(start))
        return start;
    Best best(book, values, importance);
    if (!best.consider(start)) // sums that overflow compare with nothing
        return start;
    for (int i = 0; i < scanSteps; ++i) {
        const float scale = start * (least + (most - least) * static_cast<float>(i) / (scanSteps - 1));
        if (usable(scale))
            best.consider(scale);
    }
    // Lloyd's iteration: the least-squares scale for the levels found, then the levels for that scale.
    for (int i = 0; i < refinements && best.sums().ll > 0; ++i) {
        const auto refined = static_cast<float>(best.sums().xl / best.sums().ll);
        if (!usable(refined) || !best.consider(refined))
            break;
    }
    return best.scale();
}

std::uint8_t searchNestedScale(const Codebook& book, std::span<const float> values,
                               std::span<const float> importance, const NestedAbsmax& nested,
                               std::int64_t block, std::uint8_t start, float absmax) {
    if (!usable(nested.decode(block, start)))
        return start;
    Best best(book, values, importance);
    if (!best.consider(nested.decode(block, start)))
        return start;
    std::uint8_t code = start;
    const auto consider = [&](int candidate) {
        if (candidate < 0 || candidate > 255)
            return;
        const float scale = nested.decode(block, static_cast<std::uint8_t>(candidate));
        if (usable(scale) && best.consider(scale))
            code = static_cast<std::uint8_t>(candidate);
    };
    // The codes within reach, thinned out where they lie densely, then those beside the best.
    const int first = nested.encode(block, least * absmax);
    const int last = nested.encode(block, most * absmax);
    const int stride = (last - first) / scanSteps + 1;
    for (int candidate = first; candidate <= last; candidate += stride)
        consider(candidate);
    const int centre = code;
    for (int distance = 1; distance < stride + 1; ++distance) {
        consider(centre - distance);
        consider(centre + distance);
    }
    return code;
}

} // namespace mantissa::bitsandbytes
