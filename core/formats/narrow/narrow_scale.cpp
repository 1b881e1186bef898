#include "formats/narrow/narrow_scale.h"

#include "formats/integer/integer_kernels.h"

#include <algorithm>
#include <cmath>

namespace mantissa::narrow {

namespace {

// The grid looks alike an octave further, so scales are tried over one, and a little above rtn's, where the
// largest weight stays below the largest number.
constexpr double leastFactor = 0.53;
constexpr double mostFactor = 1.06;
constexpr int scanSteps = 24;
constexpr int refinements = 2;

bool usable(const NarrowFloat& kind, float scale) {
    return scale >= smallestMeasured && representable(kind, scale);
}

float powerNear(int exponent) {
    return powerOf(powerCode(exponent));
}

std::vector<float> firstCandidates(const NarrowFloat& kind, const ScaleStore& store, float start) {
    std::vector<float> scales{start};
    const auto consider = [&](float scale) {
        if (usable(kind, scale))
            scales.push_back(scale);
    };
    if (store.plain) {
        for (int i = 0; i < scanSteps; ++i) {
            const double factor = leastFactor + (mostFactor - leastFactor) * i / (scanSteps - 1);
            consider(storedScale(*store.plain, factor * static_cast<double>(start)));
        }
    } else {
        const int exponent = std::ilogb(start);
        for (const int other : {exponent + 1, exponent - 1, exponent - 2})
            consider(powerNear(other));
    }
    return scales;
}

} // namespace

void ScaleStore::write(float scale, std::byte* out) const {
    if (plain)
        return writeScale(*plain, scale, out);
    *out = static_cast<std::byte>(scale == 0 ? std::uint8_t{0} : powerCode(std::ilogb(scale)));
}

float ScaleStore::read(const std::byte* in) const {
    return plain ? readScale(*plain, in) : powerOf(std::to_integer<std::uint8_t>(*in));
}

const std::vector<std::string>& scaleStoreNames() {
    static const std::vector<std::string> names{"f32", "bf16", "f16", "e8m0"};
    return names;
}

ScaleStore scaleStoreFromName(const std::string& name) {
    if (name == "e8m0")
        return {};
    return {scaleTypeFromName(name)};
}

float scaleFor(const NarrowFloat& kind, const ScaleStore& store, float absmax) {
    const double whole = static_cast<double>(absmax) / static_cast<double>(kind.largest());
    if (store.plain)
        return absmax == 0 ? 0.0F : storedScale(*store.plain, whole);
    if (absmax == 0)
        return powerOf(0);
    if (store.cuts)
        return powerNear(std::ilogb(absmax) - kind.mostExponent());
    int exponent = 0;
    const bool exact = std::frexp(whole, &exponent) == 0.5; // whole = fraction * 2^exponent
    const float scale = powerNear(exact ? exponent - 1 : exponent);
    // Next to the largest float a number above it would be the nearest.
    return representable(kind, scale) ? scale : scale / 2;
}

bool representable(const NarrowFloat& kind, float scale) {
    return std::isfinite(kind.largest() * scale);
}

float searchScale(const NarrowFloat& kind, const ScaleStore& store, float start, const Measure& measure) {
    if (!usable(kind, start))
        return start;
    const std::vector<float> candidates = firstCandidates(kind, store, start);
    const std::vector<FitSums> sums = measure(candidates);
    // The start comes first and a later one must be better, so ties keep it (and so do sums that overflow).
    std::size_t least = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        least = sums[i].error < sums[least].error ? i : least;
    float best = candidates[least];
    FitSums at = sums[least];
    // Lloyd's iteration: the least-squares scale for the numbers found, then the numbers for that scale.
    for (int i = 0; i < refinements && store.plain && at.xl > 0 && at.ll > 0; ++i) {
        const float refined = storedScale(*store.plain, at.xl / at.ll);
        if (refined == best || !usable(kind, refined))
            break;
        const FitSums next = measure({&refined, 1})[0];
        if (!(next.error < at.error))
            break;
        best = refined;
        at = next;
    }
    return best;
}

float searchScale(const NarrowFloat& kind, const ScaleStore& store, float start,
                  std::span<const float> values, std::span<const float> importance) {
    return searchScale(kind, store, start, [&](std::span<const float> scales) {
        std::vector<FitSums> sums;
        for (const float scale : scales)
            sums.push_back(measure(kind, values, importance, scale));
        return sums;
    });
}

float absmax(std::span<const float> values) {
    const integer::Range range = integer::range(values);
    return std::max(-range.low, range.high);
}

} // namespace mantissa::narrow
