// What the encoder kernels share: each lane holds another block, so every sum runs in the order that ggml's
// scalar code has, and the bytes are the same on every target. Included once per Highway target.
#if defined(MANTISSA_GGUF_LANES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_GGUF_LANES_INL_H
#undef MANTISSA_GGUF_LANES_INL_H
#else
#define MANTISSA_GGUF_LANES_INL_H
#endif

#include "formats/gguf/reference/fits.h"

#include <algorithm>
#include <cstdint>
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<float>;
using DI = hn::RebindToSigned<D>;
using V = hn::Vec<D>;
using VI = hn::Vec<DI>;
using M = hn::Mask<D>;

/// Floats of one vector at most: the row length of lane buffers.
inline constexpr std::size_t maxLanes = HWY_MAX_BYTES / sizeof(float);

HWY_INLINE V set(float value) {
    return hn::Set(D(), value);
}

HWY_INLINE V select(M mask, V yes, V no) {
    return hn::IfThenElse(mask, yes, no);
}

/// As nearestByMantissa, for any input.
HWY_INLINE VI nearestInts(V value) {
    const DI di;
    const auto bits = hn::BitCast(di, hn::Add(value, set(12582912.0F)));
    return hn::Sub(hn::And(bits, hn::Set(di, 0x007fffff)), hn::Set(di, 0x00400000));
}

/// The same as floats, for magnitudes below 2^22 only: adding and subtracting rounds alike.
HWY_INLINE V nearestSmall(V value) {
    const V magic = set(12582912.0F);
    return hn::Sub(hn::Add(value, magic), magic);
}

HWY_INLINE V clampedInts(V value, V lowest, V highest) {
    return hn::Min(hn::Max(hn::ConvertTo(D(), nearestInts(value)), lowest), highest);
}

HWY_INLINE V clampedSmall(V value, V lowest, V highest) {
    return hn::Min(hn::Max(nearestSmall(value), lowest), highest);
}

/// Asks memory for what will be looked at next, a run of rows further on (see BlockFormat::encode), while
/// this block is encoded. May lie beyond the end: asking never faults.
HWY_INLINE void fetchAhead(const float* x, int elements) {
    constexpr std::uintptr_t runBlocks = 128;
    const auto next = reinterpret_cast<std::uintptr_t>(x) +
                      runBlocks * static_cast<std::uintptr_t>(elements) * sizeof(float);
    for (std::uintptr_t line = 0; line < static_cast<std::uintptr_t>(elements) * sizeof(float); line += 64)
        hwy::Prefetch(reinterpret_cast<const float*>(next + line));
}

/// Where the lanes' blocks begin. The last group of a run repeats its last block in spare lanes.
struct LaneIndex {
    VI values;
    VI importance;
};

HWY_INLINE LaneIndex laneIndex(std::int64_t first, std::int64_t blocks, std::int64_t perRow, int elements) {
    const DI di;
    HWY_ALIGN std::int32_t values[maxLanes];
    HWY_ALIGN std::int32_t importance[maxLanes];
    std::int64_t inRow = first % perRow; // counted on, as a division a lane would take long
    for (std::size_t lane = 0; lane < hn::Lanes(di); ++lane) {
        const std::int64_t block = std::min(first + static_cast<std::int64_t>(lane), blocks - 1);
        values[lane] = static_cast<std::int32_t>((block - first) * elements);
        importance[lane] = static_cast<std::int32_t>(inRow * elements);
        if (block + 1 < blocks)
            inRow = inRow + 1 < perRow ? inRow + 1 : 0;
    }
    return {hn::Load(di, values), hn::Load(di, importance)};
}

#if HWY_TARGET != HWY_SCALAR
/// Four elements of every fourth lane's run, from the first on, side by side. (A template of the tag, so that
/// only the branch that fits the target is compiled.)
template <class DF = D>
HWY_INLINE hn::Vec<DF> loadFours(const float* base, const std::int32_t* lanes) {
    const hn::Full128<float> d4;
    const DF d;
    if constexpr (hn::MaxLanes(d) == 16) {
        const hn::Half<DF> d8;
        return hn::Combine(d,
                           hn::Combine(d8, hn::LoadU(d4, base + lanes[12]), hn::LoadU(d4, base + lanes[8])),
                           hn::Combine(d8, hn::LoadU(d4, base + lanes[4]), hn::LoadU(d4, base + lanes[0])));
    } else if constexpr (hn::MaxLanes(d) == 8) {
        return hn::Combine(d, hn::LoadU(d4, base + lanes[4]), hn::LoadU(d4, base + lanes[0]));
    } else {
        return hn::LoadU(d, base + lanes[0]);
    }
}
#endif

/// use(element i of every lane's run, i) for 0 .. count-1 in order. Loads four elements of each lane and
/// transposes them, which takes a quarter of a gather's time.
template <class Use>
HWY_INLINE void forRows(const float* base, VI index, int count, const Use& use) {
    const D d;
    int i = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::Repartition<double, D> d64;
    HWY_ALIGN std::int32_t lanes[maxLanes];
    hn::Store(index, DI(), lanes);
    for (; i + 4 <= count; i += 4) {
        const V a = loadFours(base + i, lanes);
        const V b = loadFours(base + i, lanes + 1);
        const V c = loadFours(base + i, lanes + 2);
        const V e = loadFours(base + i, lanes + 3);
        const auto lowAB = hn::BitCast(d64, hn::InterleaveLower(d, a, b));
        const auto highAB = hn::BitCast(d64, hn::InterleaveUpper(d, a, b));
        const auto lowCE = hn::BitCast(d64, hn::InterleaveLower(d, c, e));
        const auto highCE = hn::BitCast(d64, hn::InterleaveUpper(d, c, e));
        use(hn::BitCast(d, hn::InterleaveLower(d64, lowAB, lowCE)), i);
        use(hn::BitCast(d, hn::InterleaveUpper(d64, lowAB, lowCE)), i + 1);
        use(hn::BitCast(d, hn::InterleaveLower(d64, highAB, highCE)), i + 2);
        use(hn::BitCast(d, hn::InterleaveUpper(d64, highAB, highCE)), i + 3);
    }
#endif
    for (; i < count; ++i)
        use(hn::GatherIndex(d, base + i, index), i);
}

/// Element i of every lane's run into row i of `out`.
HWY_INLINE void gatherRows(const float* base, VI index, int count, float* HWY_RESTRICT out) {
    forRows(base, index, count, [&](V value, int i) HWY_ATTR { hn::Store(value, D(), out + i * maxLanes); });
}

HWY_INLINE V row(const float* rows, int i) {
    return hn::Load(D(), rows + i * maxLanes);
}

HWY_INLINE V sumOfSquares(const float* x, int count) {
    V sum = hn::Zero(D());
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        sum = hn::Add(sum, hn::Mul(value, value));
    }
    return sum;
}

/// The element of largest magnitude, the first of equals.
HWY_INLINE V extremeOf(const float* x, int count) {
    V found = hn::Zero(D());
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        found = select(hn::Gt(hn::Abs(value), hn::Abs(found)), value, found);
    }
    return found;
}

struct LaneSymmetric {
    V scale;
    V inverse; ///< codes are levels + clamp(round(inverse * x)); 0 where the block is zero and so are its
               ///< codes
};

/// fitSymmetric. weights: rows as x, or null for x^2.
HWY_INLINE LaneSymmetric fitSymmetricLanes(const float* HWY_RESTRICT x, const float* HWY_RESTRICT weights,
                                           int count, int levels) {
    const V lowest = set(static_cast<float>(-levels));
    const V highest = set(static_cast<float>(levels - 1));
    const V zero = hn::Zero(D());
    const V largest = extremeOf(x, count);
    const M empty = hn::Lt(hn::Abs(largest), set(zeroBelow));
    const V divisor = select(empty, set(1.0F), largest);
    // The same products for all tries.
    HWY_ALIGN float squares[32 * maxLanes];
    HWY_ALIGN float products[32 * maxLanes];
    const float* w = weights != nullptr ? weights : squares;
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        if (weights == nullptr)
            hn::Store(hn::Mul(value, value), D(), squares + i * maxLanes);
        hn::Store(hn::Mul(row(w, i), value), D(), products + i * maxLanes);
    }
    // Up to half a step beyond the lowest level, rounding ends on it. Two tries a pass: the sums of one wait
    // for their own last addition, and the other's fill the time.
    struct Try {
        V inverse;
        V xl;
        V ll;
    };
    const auto step = [&](Try& t, V value, V product, V weight, bool beyond) HWY_ATTR {
        V l = hn::Min(nearestSmall(hn::Mul(t.inverse, value)), highest);
        if (beyond)
            l = hn::Max(l, lowest);
        t.xl = hn::Add(t.xl, hn::Mul(product, l));
        t.ll = hn::Add(t.ll, hn::Mul(hn::Mul(weight, l), l));
    };
    const auto sum = [&](Try& a, Try& b, bool beyond) HWY_ATTR {
        for (int i = 0; i < count; ++i) {
            const V value = row(x, i);
            const V product = row(products, i);
            const V weight = row(w, i);
            step(a, value, product, weight, beyond);
            step(b, value, product, weight, beyond);
        }
    };
    const auto tryOf = [&](int attempt) HWY_ATTR {
        const float edge = -(static_cast<float>(levels) + 0.1F * static_cast<float>(attempt));
        return Try{hn::Div(set(edge), divisor), zero, zero};
    };
    Try a{hn::Div(lowest, divisor), zero, zero};
    Try b = tryOf(-9);
    sum(a, b, false);
    V inverse = a.inverse;
    V scale = select(hn::Eq(a.ll, zero), zero, hn::Div(a.xl, a.ll)); // NaN is not zero
    V best = hn::Mul(scale, a.xl);
    const auto keepBetter = [&](const Try& t) HWY_ATTR {
        const M better = hn::And(hn::Gt(t.ll, zero), hn::Gt(hn::Mul(t.xl, t.xl), hn::Mul(best, t.ll)));
        if (hn::AllFalse(D(), better))
            return;
        inverse = select(better, t.inverse, inverse);
        scale = select(better, hn::Div(t.xl, t.ll), scale);
        best = select(better, hn::Mul(scale, t.xl), best);
    };
    keepBetter(b);
    constexpr int tries[9][2] = {{-8, -7}, {-6, -5}, {-4, -3}, {-2, -1}, {1, 2},
                                 {3, 4},   {5, 6},   {7, 8},   {9, 9}};
    for (const auto& both : tries) {
        a = tryOf(both[0]);
        b = tryOf(both[1]);
        if (both[1] < 5)
            sum(a, b, false);
        else
            sum(a, b, true);
        keepBetter(a);
        keepBetter(b); // the last one twice, which changes nothing
    }
    return {select(empty, zero, scale), select(empty, zero, inverse)};
}

/// The best of nine inverse scales, by the error of the values they decode to.
HWY_INLINE V scanPositiveLanes(const float* x, const float* weights, int count, int highest, V max) {
    const D d;
    const DI di;
    const auto errorOf = [&](V inverse, bool clip) HWY_ATTR {
        const V scale = hn::Div(set(1.0F), inverse);
        V sum = hn::Zero(d);
        for (int i = 0; i < count; ++i) {
            VI code = nearestInts(hn::Mul(inverse, row(x, i)));
            code = clip ? hn::Min(hn::Set(di, highest), code) : hn::And(code, hn::Set(di, 255));
            const V difference = hn::Sub(row(x, i), hn::Mul(scale, hn::ConvertTo(d, code)));
            sum = hn::Add(sum, hn::Mul(hn::Mul(row(weights, i), difference), difference));
        }
        return sum;
    };
    const auto steps = static_cast<float>(highest);
    V bestInverse = hn::Div(set(steps), max);
    V best = errorOf(bestInverse, false);
    for (int attempt = -4; attempt <= 4; ++attempt) {
        if (attempt == 0)
            continue;
        const V inverse = hn::Div(set(0.1F * static_cast<float>(attempt) + steps), max);
        const V error = errorOf(inverse, true);
        const M better = hn::Lt(error, best);
        best = select(better, error, best);
        bestInverse = select(better, inverse, bestInverse);
    }
    return bestInverse;
}

/// fitPositive. codes: one row each, as ints in 0 .. 255. Returns the unit.
HWY_INLINE V fitPositiveLanes(const float* x, const float* weights, int count, int highest,
                              std::int32_t* codes) {
    const D d;
    const DI di;
    const V zero = hn::Zero(d);
    V max = zero;
    for (int i = 0; i < count; ++i)
        max = select(hn::Gt(row(x, i), max), row(x, i), max);
    const M empty = hn::Lt(max, set(zeroBelow));
    const V inverse = scanPositiveLanes(x, weights, count, highest, select(empty, set(1.0F), max));
    V xl = zero;
    V ll = zero;
    for (int i = 0; i < count; ++i) {
        const VI code = hn::Min(hn::Set(di, highest), nearestInts(hn::Mul(inverse, row(x, i))));
        hn::Store(hn::And(code, hn::Set(di, 255)), di, codes + i * maxLanes);
        const V l = hn::ConvertTo(d, code);
        xl = hn::Add(xl, hn::Mul(hn::Mul(row(weights, i), row(x, i)), l));
        ll = hn::Add(ll, hn::Mul(hn::Mul(row(weights, i), l), l));
    }
    for (int round = 0; round < 5; ++round) {
        M moved = hn::Ne(zero, zero);
        for (int i = 0; i < count; ++i) {
            const V w = row(weights, i);
            const V value = row(x, i);
            const VI oldCode = hn::Load(di, codes + i * maxLanes);
            const V old = hn::ConvertTo(d, oldCode);
            V newXl = hn::Sub(xl, hn::Mul(hn::Mul(w, value), old));
            V newLl = hn::Sub(ll, hn::Mul(hn::Mul(w, old), old));
            const M possible = hn::And(hn::Gt(newXl, zero), hn::Gt(newLl, zero));
            const VI code = hn::Min(hn::Set(di, highest), nearestInts(hn::Div(hn::Mul(value, newLl), newXl)));
            const V l = hn::ConvertTo(d, code);
            newXl = hn::Add(newXl, hn::Mul(hn::Mul(w, value), l));
            newLl = hn::Add(newLl, hn::Mul(hn::Mul(w, l), l));
            const M gain = hn::Gt(hn::Mul(hn::Mul(newXl, newXl), ll), hn::Mul(hn::Mul(xl, xl), newLl));
            const M take = hn::And(hn::And(possible, gain), hn::Ne(l, old));
            xl = select(take, newXl, xl);
            ll = select(take, newLl, ll);
            hn::Store(hn::IfThenElse(hn::RebindMask(di, take), hn::And(code, hn::Set(di, 255)), oldCode), di,
                      codes + i * maxLanes);
            moved = hn::Or(moved, take);
        }
        if (hn::AllFalse(d, hn::AndNot(empty, moved)))
            break;
    }
    for (int i = 0; i < count; ++i)
        hn::Store(hn::IfThenZeroElse(hn::RebindMask(di, empty), hn::Load(di, codes + i * maxLanes)), di,
                  codes + i * maxLanes);
    return select(hn::AndNot(empty, hn::Gt(ll, zero)), hn::Div(xl, ll), zero);
}

/// Runs of one block in memory order: bytes clamp(round(...)) + levels.
/// code = nearest((x + min) / scale), clamped.
HWY_INLINE void codesUnderScale(const float* x, int count, float scale, float min, bool hasMin, int levels,
                                int highest, std::uint8_t* out) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint8_t, D> d8;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int i = 0; i < count; i += lanes) {
        V value = hn::LoadU(d, x + i);
        if (hasMin)
            value = hn::Add(value, set(min));
        VI code = hn::Add(nearestInts(hn::Div(value, set(scale))), hn::Set(di, levels));
        code = hn::Min(hn::Max(code, hn::Zero(di)), hn::Set(di, highest));
        hn::StoreU(hn::DemoteTo(d8, code), d8, out + i);
    }
}

/// code = nearest(inverse * (x - base)), clamped: the codes that a fit settled on.
HWY_INLINE void codesOfFit(const float* x, int count, float inverse, float base, bool hasMin, int levels,
                           int highest, std::uint8_t* out) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint8_t, D> d8;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int i = 0; i < count; i += lanes) {
        V value = hn::LoadU(d, x + i);
        if (hasMin)
            value = hn::Sub(value, set(base));
        VI code = hn::Add(nearestInts(hn::Mul(set(inverse), value)), hn::Set(di, levels));
        code = hn::Min(hn::Max(code, hn::Zero(di)), hn::Set(di, highest));
        hn::StoreU(hn::DemoteTo(d8, code), d8, out + i);
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
