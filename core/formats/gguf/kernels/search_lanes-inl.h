// What the scans of `search` share, a block in each lane. The specification is reference/search_sums.h; names
// follow it. Several tries go through a block together: the sums of one wait for their own last addition, and
// the others' fill the time. Included once per Highway target.
#if defined(MANTISSA_GGUF_SEARCH_LANES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_GGUF_SEARCH_LANES_INL_H
#undef MANTISSA_GGUF_SEARCH_LANES_INL_H
#else
#define MANTISSA_GGUF_SEARCH_LANES_INL_H
#endif

#include "formats/gguf/kernels/lanes-inl.h"
#include "formats/gguf/reference/search.h"
#include "formats/gguf/reference/search_sums.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

struct Range {
    V lowest;
    V highest;
};

HWY_INLINE Range rangeOf(CodeRange range) {
    return {set(range.lowest), set(range.highest)};
}

HWY_INLINE V nearest(V steps, const Range& range) {
    return nearestSmall(hn::Min(hn::Max(steps, range.lowest), range.highest));
}

HWY_INLINE V inverse(V scale) {
    const V zero = hn::Zero(D());
    return select(hn::Eq(scale, zero), zero, hn::Div(set(1.0F), scale));
}

/// storable: rounds to what binary16 holds, ties to even. Adding 3/4 rounds to multiples of 2^-24, the step
/// below 2^-14.
HWY_INLINE V storable(V value) {
    const D d;
    const DI di;
    const V clamped = hn::Min(hn::Max(value, set(-65504.0F)), set(65504.0F));
    const auto bits = hn::BitCast(di, clamped);
    const auto odd = hn::And(hn::ShiftRight<13>(bits), hn::Set(di, 1));
    const auto rounded = hn::And(hn::Add(bits, hn::Add(odd, hn::Set(di, 0xfff))), hn::Set(di, ~0x1fff));
    const V small = hn::Sub(hn::Add(clamped, set(0.75F)), set(0.75F));
    const M tiny = hn::Lt(hn::Abs(clamped), set(0x1p-14F));
    const V found = hn::CopySign(select(tiny, small, hn::BitCast(d, rounded)), clamped);
    return select(hn::Eq(value, value), found, value); // NaN stays
}

/// Rows of values and of their weights; the latter are not looked at where all are one (`weighted` false).
struct Weighed {
    const float* HWY_RESTRICT x;
    const float* HWY_RESTRICT weights;
    int count;

    Weighed part(int first, int elements) const {
        const auto at = static_cast<std::ptrdiff_t>(first) * static_cast<std::ptrdiff_t>(maxLanes);
        return {x + at, weights + at, elements};
    }
};

template <bool weighted>
HWY_INLINE V times(V weight, V value) {
    if constexpr (weighted)
        return hn::Mul(weight, value);
    else
        return value;
}

template <bool weighted>
HWY_INLINE V weightOf(const Weighed& run, int i) {
    if constexpr (weighted)
        return row(run.weights, i);
    else
        return set(1.0F);
}

struct ErrorTry {
    V scale;
    V factor;
    V sum;
};

HWY_INLINE ErrorTry errorTry(V scale) {
    return {scale, inverse(scale), hn::Zero(D())};
}

template <bool weighted, bool hasMin>
HWY_INLINE void addError(V value, V shifted, V weight, V min, const Range& range, ErrorTry& t) {
    V decoded = hn::Mul(t.scale, nearest(hn::Mul(shifted, t.factor), range));
    if constexpr (hasMin)
        decoded = hn::Sub(decoded, min);
    const V difference = hn::Sub(decoded, value);
    t.sum = hn::Add(t.sum, times<weighted>(weight, hn::Mul(difference, difference)));
}

/// errorUnder for three scales beside one min. Not inlined: within a loop, compilers spill what it needs
/// most.
template <bool weighted, bool hasMin>
HWY_NOINLINE void errorsUnder(const Weighed& run, V min, const Range& range, ErrorTry& a, ErrorTry& b,
                              ErrorTry& c) {
    for (int i = 0; i < run.count; ++i) {
        const V value = row(run.x, i);
        const V weight = weightOf<weighted>(run, i);
        const V shifted = hasMin ? hn::Add(value, min) : value;
        addError<weighted, hasMin>(value, shifted, weight, min, range, a);
        addError<weighted, hasMin>(value, shifted, weight, min, range, b);
        addError<weighted, hasMin>(value, shifted, weight, min, range, c);
    }
}

struct Explained {
    V factor;
    V xl;
    V ll;
};

template <bool weighted>
HWY_INLINE void explain(V value, V product, V weight, const Range& range, Explained& t) {
    const V l = nearest(hn::Mul(value, t.factor), range);
    t.xl = hn::Add(t.xl, hn::Mul(product, l));
    t.ll = hn::Add(t.ll, times<weighted>(weight, hn::Mul(l, l)));
}

template <bool weighted>
HWY_INLINE void explained(const Weighed& run, const Range& range, Explained& a, Explained& b) {
    for (int i = 0; i < run.count; ++i) {
        const V value = row(run.x, i);
        const V weight = weightOf<weighted>(run, i);
        const V product = times<weighted>(weight, value);
        explain<weighted>(value, product, weight, range, a);
        explain<weighted>(value, product, weight, range, b);
    }
}

template <bool weighted>
HWY_INLINE V scanScale(const Weighed& run, CodeRange codes, const Scan& scan) {
    const V zero = hn::Zero(D());
    const Range range = rangeOf(codes);
    const V extreme = extremeOf(run.x, run.count);
    const M empty = hn::Lt(hn::Abs(extreme), set(zeroBelow));
    const V divisor = select(empty, set(1.0F), extreme);
    const int tries = codes.lowest != -codes.highest ? 2 * scan.count : scan.count; // two-sided or not
    V best = zero;
    V scale = zero;
    const auto tryOf = [&](int number) HWY_ATTR {
        const float beyond = scan.first + scan.step * static_cast<float>(number % scan.count);
        const float edge = number < scan.count ? codes.lowest - beyond : codes.highest + beyond;
        return Explained{hn::Div(set(edge), divisor), zero, zero};
    };
    const auto keepBetter = [&](const Explained& t) HWY_ATTR {
        const M better = hn::And(hn::Gt(t.ll, zero), hn::Gt(hn::Mul(t.xl, t.xl), hn::Mul(best, t.ll)));
        if (hn::AllFalse(D(), better))
            return;
        scale = select(better, hn::Div(t.xl, t.ll), scale);
        best = select(better, hn::Mul(scale, t.xl), best);
    };
    for (int number = 0; number < tries; number += 2) {
        Explained a = tryOf(number);
        Explained b = tryOf(std::min(number + 1, tries - 1)); // the last one twice changes nothing
        explained<weighted>(run, range, a, b);
        keepBetter(a);
        keepBetter(b);
    }
    return select(empty, zero, scale);
}

/// Codes of a run in memory order.
inline void codesUnder(const float* x, int count, float scale, float min, CodeRange codes, int levels,
                       std::uint8_t* out) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint8_t, D> d8;
    const Range range = rangeOf(codes);
    const V factor = set(reference::inverseOf(scale));
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        const V code = nearest(hn::Mul(hn::Add(hn::LoadU(d, x + i), set(min)), factor), range);
        hn::StoreU(hn::DemoteTo(d8, hn::Add(hn::ConvertTo(di, code), hn::Set(di, levels))), d8, out + i);
    }
}

/// As rtn rounds: a true division.
HWY_INLINE V nearestSteps(V value, V unit) {
    const V zero = hn::Zero(D());
    const M none = hn::Eq(unit, zero);
    const V steps = hn::Div(value, select(none, set(1.0F), unit));
    return select(none, zero, nearestSmall(hn::Min(hn::Max(steps, set(-1e6F)), set(1e6F))));
}

/// sum w * error^2 in 64 bits, lane by lane.
class ExactErrors {
    using DD = hn::ScalableTag<double>;
    using VD = hn::Vec<DD>;
    static constexpr bool two = hn::MaxLanes(D()) > hn::MaxLanes(DD()); ///< vectors of 64 bits for one of 32

public:
    HWY_INLINE ExactErrors() : low_(hn::Zero(DD())), high_(low_) {}
    template <bool weighted>
    HWY_INLINE void add(V decoded, const Weighed& run, int i) {
        HWY_ALIGN float values[maxLanes];
        hn::Store(decoded, D(), values);
        const std::size_t at = static_cast<std::size_t>(i) * maxLanes;
        addPart<weighted>(values, run.x + at, run.weights + at, low_);
        if constexpr (two) {
            const std::size_t half = hn::Lanes(DD());
            addPart<weighted>(values + half, run.x + at + half, run.weights + at + half, high_);
        }
    }
    /// out: as many as there are lanes
    HWY_INLINE void store(double* out) const {
        hn::StoreU(low_, DD(), out);
        if constexpr (two)
            hn::StoreU(high_, DD(), out + hn::Lanes(DD()));
    }

private:
    template <bool weighted>
    HWY_INLINE void addPart(const float* decoded, const float* x, const float* weights, VD& sum) {
        const DD d;
        const hn::Rebind<float, DD> half;
        const VD difference =
            hn::Sub(hn::PromoteTo(d, hn::Load(half, decoded)), hn::PromoteTo(d, hn::Load(half, x)));
        VD square = hn::Mul(difference, difference);
        if constexpr (weighted)
            square = hn::Mul(hn::PromoteTo(d, hn::Load(half, weights)), square);
        sum = hn::Add(sum, square);
    }

    VD low_;
    VD high_;
};

/// bestOf: 0, 1 or 2. A number is never less than NaN: what overflowed cannot win.
inline int bestOfThree(double ggml, double rtn, double scan) {
    double least = ggml < HUGE_VAL ? ggml : HUGE_VAL;
    int best = 0;
    if (rtn < least) {
        least = rtn;
        best = 1;
    }
    return scan < least ? 2 : best;
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
