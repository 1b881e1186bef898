// fitScaleMin with a sub-block in each lane, and two such vectors at a time: the sums of one wait for their
// own last addition most of the time, and the other's fill it. Included once per Highway target.
#if defined(MANTISSA_GGUF_SCALE_MIN_LANES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_GGUF_SCALE_MIN_LANES_INL_H
#undef MANTISSA_GGUF_SCALE_MIN_LANES_INL_H
#else
#define MANTISSA_GGUF_SCALE_MIN_LANES_INL_H
#endif

#include "formats/gguf/kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

struct LaneScaleMin {
    V scale;
    V min;     ///< to be subtracted
    V inverse; ///< codes are clamp(round(inverse * (x - base)))
    V base;
};

struct LaneMoments {
    V l;
    V ll;
    V xl;
};

/// One of the two vectors of sub-blocks: what it is fitted to and the best so far.
struct ScaleMinSide {
    const float* x;
    const float* weights;
    float* codes; ///< of the present try
    V lowest;
    V max;
    V sumW;
    V sumX;
    V firstMin;
    M flat;
    V min; ///< added, as in ggml
    V scale;
    V inverse;
    V base;
    V best;
};

HWY_INLINE void beginSide(const float* x, const float* weights, int count, float* codes, ScaleMinSide& side) {
    const V zero = hn::Zero(D());
    side.x = x;
    side.weights = weights;
    side.codes = codes;
    V lowest = row(x, 0);
    V max = lowest;
    V sumW = zero;
    V sumX = zero;
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        lowest = select(hn::Lt(value, lowest), value, lowest);
        max = select(hn::Gt(value, max), value, max);
        const V w = row(weights, i);
        sumW = hn::Add(sumW, w);
        sumX = hn::Add(sumX, hn::Mul(w, value));
    }
    side.lowest = lowest;
    side.max = max;
    side.sumW = sumW;
    side.sumX = sumX;
    side.min = select(hn::Gt(lowest, zero), zero, lowest);
    side.firstMin = side.min;
    side.base = side.min;
    side.flat = hn::Le(max, side.min);
}

HWY_INLINE V rangeOf(const ScaleMinSide& side) {
    return select(side.flat, set(1.0F), hn::Sub(side.max, side.min));
}

/// What has to be done to a product so that it becomes a code.
enum class Clip {
    None, ///< all round to codes by themselves
    High, ///< none rounds to less than 0
    Both, ///< all are small enough to be rounded by adding
    Wild  ///< as nearestByMantissa
};

/// Where a side's numbers are; a copy, so that no store can seem to change it.
struct SideRows {
    const float* HWY_RESTRICT x;
    const float* HWY_RESTRICT weights;
    float* HWY_RESTRICT codes;
};

HWY_INLINE SideRows rowsOf(const ScaleMinSide& side) {
    return {side.x, side.weights, side.codes};
}

template <Clip clip>
HWY_INLINE void roundOne(const SideRows& side, int i, V min, V inverse, V highest, LaneMoments& sums) {
    const V value = row(side.x, i);
    const V steps = hn::Mul(inverse, hn::Sub(value, min));
    V l = clip == Clip::Wild ? hn::ConvertTo(D(), nearestInts(steps)) : nearestSmall(steps);
    if (clip == Clip::Both || clip == Clip::Wild)
        l = hn::Max(l, hn::Zero(D()));
    if (clip != Clip::None)
        l = hn::Min(l, highest);
    hn::Store(l, D(), side.codes + i * maxLanes);
    const V wl = hn::Mul(row(side.weights, i), l);
    sums.l = hn::Add(sums.l, wl);
    sums.ll = hn::Add(sums.ll, hn::Mul(wl, l));
    sums.xl = hn::Add(sums.xl, hn::Mul(wl, value));
}

struct MomentsPair {
    LaneMoments a;
    LaneMoments b;
};

template <Clip clip>
HWY_NOINLINE MomentsPair roundBoth(const ScaleMinSide& a, const ScaleMinSide& b, int count, V inverseA,
                                   V inverseB, V highest) {
    const V zero = hn::Zero(D());
    MomentsPair sums{{zero, zero, zero}, {zero, zero, zero}};
    const SideRows rowsA = rowsOf(a);
    const SideRows rowsB = rowsOf(b);
    const V minA = a.min;
    const V minB = b.min;
    for (int i = 0; i < count; ++i) {
        roundOne<clip>(rowsA, i, minA, inverseA, highest, sums.a);
        roundOne<clip>(rowsB, i, minB, inverseB, highest, sums.b);
    }
    return sums;
}

/// Products grow with x, so the outermost tell what the others need.
HWY_INLINE MomentsPair roundFromLanes(const ScaleMinSide& a, const ScaleMinSide& b, int count, V inverseA,
                                      V inverseB, V highest) {
    const D d;
    const V firstA = hn::Mul(inverseA, hn::Sub(a.lowest, a.min));
    const V lastA = hn::Mul(inverseA, hn::Sub(a.max, a.min));
    const V firstB = hn::Mul(inverseB, hn::Sub(b.lowest, b.min));
    const V lastB = hn::Mul(inverseB, hn::Sub(b.max, b.min));
    const auto all = [&](const auto& holds) HWY_ATTR { // false for NaN
        return hn::AllTrue(
            d, hn::And(hn::And(holds(firstA), holds(lastA)), hn::And(holds(firstB), holds(lastB))));
    };
    if (!all([](V end) HWY_ATTR { return hn::Lt(hn::Abs(end), set(2097152.0F)); }))
        return roundBoth<Clip::Wild>(a, b, count, inverseA, inverseB, highest);
    if (!all([](V end) HWY_ATTR { return hn::Gt(end, set(-0.45F)); }))
        return roundBoth<Clip::Both>(a, b, count, inverseA, inverseB, highest);
    const V beyond = hn::Add(highest, set(0.45F));
    if (!all([beyond](V end) HWY_ATTR { return hn::Lt(end, beyond); }))
        return roundBoth<Clip::High>(a, b, count, inverseA, inverseB, highest);
    return roundBoth<Clip::None>(a, b, count, inverseA, inverseB, highest);
}

/// w * |scale * code + min - x|^p of element i
template <bool absolute>
HWY_INLINE V errorOne(const SideRows& side, int i, V scale, V min) {
    const V difference = hn::Sub(hn::Add(hn::Mul(scale, row(side.codes, i)), min), row(side.x, i));
    const V deviation = absolute ? hn::Abs(difference) : hn::Mul(difference, difference);
    return hn::Mul(row(side.weights, i), deviation);
}

struct ErrorPair {
    V a;
    V b;
};

template <bool absolute>
HWY_INLINE ErrorPair weightedErrors(const ScaleMinSide& a, const ScaleMinSide& b, int count, V scaleA, V minA,
                                    V scaleB, V minB) {
    const SideRows rowsA = rowsOf(a);
    const SideRows rowsB = rowsOf(b);
    ErrorPair sums{hn::Zero(D()), hn::Zero(D())};
    for (int i = 0; i < count; ++i) {
        sums.a = hn::Add(sums.a, errorOne<absolute>(rowsA, i, scaleA, minA));
        sums.b = hn::Add(sums.b, errorOne<absolute>(rowsB, i, scaleB, minB));
    }
    return sums;
}

/// Scale and min by least squares for the codes of a try.
struct Solved {
    V scale;
    V min;
    M solvable;
};

HWY_INLINE Solved solvedFor(const ScaleMinSide& side, const LaneMoments& sums) {
    const V zero = hn::Zero(D());
    const V determinant = hn::Sub(hn::Mul(side.sumW, sums.ll), hn::Mul(sums.l, sums.l));
    const V scale = hn::Div(hn::Sub(hn::Mul(side.sumW, sums.xl), hn::Mul(side.sumX, sums.l)), determinant);
    const V min = hn::Div(hn::Sub(hn::Mul(sums.ll, side.sumX), hn::Mul(sums.l, sums.xl)), determinant);
    const M above = hn::Gt(min, zero);
    return {select(above, hn::Div(sums.xl, sums.ll), scale), select(above, zero, min),
            hn::AndNot(side.flat, hn::Gt(determinant, zero))};
}

HWY_INLINE void keepBetter(const Solved& tried, V error, V inverse, ScaleMinSide& side) {
    const M better = hn::And(tried.solvable, hn::Lt(error, side.best));
    side.best = select(better, error, side.best);
    side.inverse = select(better, inverse, side.inverse);
    side.base = select(better, side.min, side.base);
    side.scale = select(better, tried.scale, side.scale);
    side.min = select(better, tried.min, side.min);
}

HWY_INLINE LaneScaleMin foundBy(const ScaleMinSide& side) {
    const V zero = hn::Zero(D());
    return {select(side.flat, zero, side.scale), hn::Neg(select(side.flat, side.firstMin, side.min)),
            select(side.flat, zero, side.inverse), side.base};
}

struct LaneScaleMinPair {
    LaneScaleMin a;
    LaneScaleMin b;
};

/// fitScaleMin for two vectors of sub-blocks, `count` rows each.
template <bool absolute>
HWY_NOINLINE LaneScaleMinPair fitScaleMinLanes(const float* xA, const float* weightsA, const float* xB,
                                               const float* weightsB, int count, int highestCode,
                                               const ScaleMinTries& tries) {
    const V steps = set(static_cast<float>(highestCode));
    HWY_ALIGN float codes[2 * 32 * maxLanes];
    ScaleMinSide a;
    ScaleMinSide b;
    beginSide(xA, weightsA, count, codes, a);
    beginSide(xB, weightsB, count, codes + 32 * maxLanes, b);
    a.inverse = hn::Div(steps, rangeOf(a));
    b.inverse = hn::Div(steps, rangeOf(b));
    a.scale = hn::Div(set(1.0F), a.inverse);
    b.scale = hn::Div(set(1.0F), b.inverse);
    roundFromLanes(a, b, count, a.inverse, b.inverse, steps);
    const ErrorPair first = weightedErrors<absolute>(a, b, count, a.scale, a.min, b.scale, b.min);
    a.best = first.a;
    b.best = first.b;
    for (int attempt = 0; attempt <= tries.count; ++attempt) {
        const V wanted =
            set(tries.first + tries.step * static_cast<float>(attempt) + static_cast<float>(highestCode));
        const V inverseA = hn::Div(wanted, rangeOf(a));
        const V inverseB = hn::Div(wanted, rangeOf(b));
        const MomentsPair sums = roundFromLanes(a, b, count, inverseA, inverseB, steps);
        const Solved solvedA = solvedFor(a, sums.a);
        const Solved solvedB = solvedFor(b, sums.b);
        const ErrorPair error =
            weightedErrors<absolute>(a, b, count, solvedA.scale, solvedA.min, solvedB.scale, solvedB.min);
        keepBetter(solvedA, error.a, inverseA, a);
        keepBetter(solvedB, error.b, inverseB, b);
    }
    return {foundBy(a), foundBy(b)};
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
