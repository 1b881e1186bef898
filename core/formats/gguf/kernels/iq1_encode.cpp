// The steps of IQ1's encoders in vectors: cuts with a run in each lane, the codebook with an entry in each
// lane. The specification is reference/iq1_steps.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/grids.h"
#include "formats/gguf/reference/iq1_steps.h"
#include "formats/gguf/reference/lattice_neighbours.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/iq1_encode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/sort-inl.h"

#ifndef MANTISSA_GGUF_IQ1_LISTS
#define MANTISSA_GGUF_IQ1_LISTS
namespace mantissa::gguf {
namespace {

/// What the codebook's search reads, in the order in which it reads it.
struct Iq1Lists {
    const LatticeNeighbours& book = latticeNeighbours(DType::IQ1_S);
    std::vector<std::uint16_t> digits;      ///< of the entries in book.lists, each at its place
    std::array<std::uint16_t, 256> point{}; ///< sum of 3^i over the bits i

    Iq1Lists() : digits(book.lists.size() + 64) {
        for (std::size_t i = 0; i < book.lists.size(); ++i)
            digits[i] = iq1sGrid[book.lists[i]];
        for (unsigned bits = 0; bits < 256; ++bits) {
            unsigned power = 1;
            for (unsigned i = 0; i < 8; ++i, power *= 3)
                point[bits] = static_cast<std::uint16_t>(point[bits] + (bits >> i & 1U) * power);
        }
    }
};

const Iq1Lists& iq1Lists() {
    static const Iq1Lists made;
    return made;
}

} // namespace
} // namespace mantissa::gguf
#endif

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

/// Rows of the elements in ascending order: values and numbers.
struct Sorted {
    HWY_ALIGN float x[iq1LongestRun * maxLanes];
    HWY_ALIGN std::int32_t element[iq1LongestRun * maxLanes];
};

/// The best cut so far: Cut of the specification.
struct LaneCut {
    V scale;
    V score;
    VI where; ///< first * 2^16 + second * 2^8 + shifts

    LaneCut() : scale(hn::Zero(D())), score(set(-FLT_MAX)), where(hn::Set(DI(), -1)) {}

    HWY_INLINE M higher(V xq, V qq) const { return hn::Gt(hn::Mul(xq, xq), hn::Mul(score, qq)); }
    HWY_INLINE void offer(int i, int j, int shifts, V xq, V qq) {
        const M take = hn::And(hn::Gt(qq, hn::Zero(D())), higher(xq, qq));
        if (hn::AllFalse(D(), take))
            return; // spares a division
        scale = select(take, hn::Div(xq, qq), scale);
        score = select(take, hn::Mul(scale, xq), score);
        where = hn::IfThenElse(hn::RebindMask(DI(), take), hn::Set(DI(), i << 16 | j << 8 | shifts), where);
    }
};

/// The cut that follows from all pairs (i, j) of `scan(cut, i, j)`, i <= j <= count.
///
/// Most of the time would go into the divisions of ever better cuts. So a coarse scan comes first, and the
/// full one starts a little (1/512) below what that found. This changes nothing: two scans that once accept
/// the same cut agree from there on, and they could only avoid that by climbing those 1/512 in steps within
/// rounding errors of each other (some 2^-21), for which there are not cuts enough. Where numbers are so
/// small or large that rounding errors are not relative, the full scan starts from nothing.
template <class Scan>
HWY_INLINE LaneCut cutOf(int count, const Scan& scan) {
    LaneCut cut;
    for (int i = 0; i <= count; i += 2) {
        for (int j = i; j <= count; j += 2)
            scan(cut, i, j);
    }
    const V xq = hn::Div(cut.score, cut.scale);
    const auto moderate = [](V value) HWY_ATTR {
        return hn::And(hn::Gt(value, set(1e-30F)), hn::Lt(value, set(1e30F)));
    };
    const M trusted = hn::And(moderate(cut.score), moderate(hn::Mul(xq, xq)));
    const V start = select(trusted, hn::Mul(cut.score, set(1 - 1.0F / 512)), set(-FLT_MAX));
    cut = LaneCut();
    cut.score = start;
    for (int i = 0; i <= count; ++i) {
        for (int j = i; j <= count; ++j)
            scan(cut, i, j);
    }
    return cut;
}

/// Sums over the first 0 .. n elements, a row each.
struct Prefix {
    HWY_ALIGN float x[(iq1LongestRun + 1) * maxLanes];
    HWY_ALIGN float w[(iq1LongestRun + 1) * maxLanes];
};

/// (a * v) * v
HWY_INLINE V timesSquare(V a, float v) {
    return hn::Mul(hn::Mul(a, set(v)), set(v));
}

/// The weights of the element at a place of the order.
HWY_INLINE V weightAt(const Sorted& sorted, const float* weights, int place) {
    return rowsAt(weights, hn::Load(DI(), sorted.element + place * maxLanes));
}

LaneCut cutShared(const Sorted& sorted, const float* weights) {
    constexpr int count = 32;
    const D d;
    Prefix sums;
    V x = hn::Zero(d);
    V w = hn::Zero(d);
    for (int i = 0; i <= count; ++i) {
        hn::Store(x, d, sums.x + i * maxLanes);
        hn::Store(w, d, sums.w + i * maxLanes);
        if (i == count)
            break;
        const V weight = weightAt(sorted, weights, i);
        x = hn::Add(x, hn::Mul(weight, row(sorted.x, i)));
        w = hn::Add(w, weight);
    }
    // What the third part adds, shifted up and down.
    Prefix up;
    Prefix down;
    for (int j = 0; j <= count; ++j) {
        const V restX = hn::Sub(x, row(sums.x, j));
        const V restW = hn::Sub(w, row(sums.w, j));
        hn::Store(hn::Mul(restX, set(iq1Up[2])), d, up.x + j * maxLanes);
        hn::Store(hn::Mul(restX, set(iq1Down[2])), d, down.x + j * maxLanes);
        hn::Store(timesSquare(restW, iq1Up[2]), d, up.w + j * maxLanes);
        hn::Store(timesSquare(restW, iq1Down[2]), d, down.w + j * maxLanes);
    }
    return cutOf(
        count, [&](LaneCut & cut, int i, int j) HWY_ATTR __attribute__((always_inline)) {
            const V xi = row(sums.x, i);
            const V wi = row(sums.w, i);
            // The middle level differs in its sign only.
            const V middleX = hn::Mul(hn::Sub(row(sums.x, j), xi), set(iq1Up[1]));
            const V middleW = timesSquare(hn::Sub(row(sums.w, j), wi), iq1Up[1]);
            const V xqUp = hn::Add(hn::Add(hn::Mul(xi, set(iq1Up[0])), middleX), row(up.x, j));
            const V xqDown = hn::Add(hn::Sub(hn::Mul(xi, set(iq1Down[0])), middleX), row(down.x, j));
            const V qqUp = hn::Add(hn::Add(timesSquare(wi, iq1Up[0]), middleW), row(up.w, j));
            const V qqDown = hn::Add(hn::Add(timesSquare(wi, iq1Down[0]), middleW), row(down.w, j));
            if (hn::AllFalse(d, hn::Or(cut.higher(xqUp, qqUp), cut.higher(xqDown, qqDown))))
                return;
            cut.offer(i, j, 0, xqUp, qqUp);
            cut.offer(i, j, 3, xqDown, qqDown);
        });
}

/// HalfSums of the specification. What the cuts add to sum w q^2 is tabled: w with the shift up, x down.
struct LaneHalf {
    Prefix sums;
    Prefix near;
    Prefix far;
    V x;
    V w;

    LaneHalf() : x(hn::Zero(D())), w(hn::Zero(D())) {}

    void store(int i) {
        hn::Store(x, D(), sums.x + i * maxLanes);
        hn::Store(w, D(), sums.w + i * maxLanes);
    }
    void tabulate(int count, const float* v, float* nearRows, float* farRows) const {
        const V first = set(v[0] * v[0] - v[1] * v[1]);
        const V second = set(v[1] * v[1] - v[2] * v[2]);
        const V all = timesSquare(w, v[2]);
        for (int i = 0; i <= count; ++i) {
            const V before = row(sums.w, i);
            hn::Store(hn::Add(all, hn::Mul(before, first)), D(), nearRows + i * maxLanes);
            hn::Store(hn::Mul(before, second), D(), farRows + i * maxLanes);
        }
    }
};

LaneCut cutHalves(const Sorted& sorted, const float* weights) {
    constexpr int count = 16;
    const D d;
    LaneHalf halves[2];
    for (int i = 0; i <= count; ++i) {
        halves[0].store(i);
        halves[1].store(i);
        if (i == count)
            break;
        const M second = hn::RebindMask(
            d, hn::Gt(hn::Load(DI(), sorted.element + i * maxLanes), hn::Set(DI(), count / 2 - 1)));
        const V weight = weightAt(sorted, weights, i);
        const V product = hn::Mul(weight, row(sorted.x, i));
        halves[0].x = select(second, halves[0].x, hn::Add(halves[0].x, product));
        halves[0].w = select(second, halves[0].w, hn::Add(halves[0].w, weight));
        halves[1].x = select(second, hn::Add(halves[1].x, product), halves[1].x);
        halves[1].w = select(second, hn::Add(halves[1].w, weight), halves[1].w);
    }
    V totalUp[2];
    V totalDown[2];
    for (int h = 0; h < 2; ++h) {
        halves[h].tabulate(count, iq1Up, halves[h].near.w, halves[h].far.w);
        halves[h].tabulate(count, iq1Down, halves[h].near.x, halves[h].far.x);
        totalUp[h] = hn::Mul(halves[h].x, set(iq1Up[2]));
        totalDown[h] = hn::Mul(halves[h].x, set(iq1Down[2]));
    }
    return cutOf(
        count, [&](LaneCut & cut, int i, int j) HWY_ATTR __attribute__((always_inline)) {
            const V xa = hn::Add(row(halves[0].sums.x, i), row(halves[0].sums.x, j));
            const V xb = hn::Add(row(halves[1].sums.x, i), row(halves[1].sums.x, j));
            const V xqUpA = hn::Sub(totalUp[0], xa);
            const V xqUpB = hn::Sub(totalUp[1], xb);
            const V xqDownA = hn::Sub(totalDown[0], xa);
            const V xqDownB = hn::Sub(totalDown[1], xb);
            const V qqUpA = hn::Add(row(halves[0].near.w, i), row(halves[0].far.w, j));
            const V qqUpB = hn::Add(row(halves[1].near.w, i), row(halves[1].far.w, j));
            const V qqDownA = hn::Add(row(halves[0].near.x, i), row(halves[0].far.x, j));
            const V qqDownB = hn::Add(row(halves[1].near.x, i), row(halves[1].far.x, j));
            const V xq0 = hn::Add(xqUpA, xqUpB);
            const V xq1 = hn::Add(xqUpA, xqDownB);
            const V xq2 = hn::Add(xqDownA, xqUpB);
            const V xq3 = hn::Add(xqDownA, xqDownB);
            const V qq0 = hn::Add(qqUpA, qqUpB);
            const V qq1 = hn::Add(qqUpA, qqDownB);
            const V qq2 = hn::Add(qqDownA, qqUpB);
            const V qq3 = hn::Add(qqDownA, qqDownB);
            const M any = hn::Or(hn::Or(cut.higher(xq0, qq0), cut.higher(xq1, qq1)),
                                 hn::Or(cut.higher(xq2, qq2), cut.higher(xq3, qq3)));
            if (hn::AllFalse(d, any))
                return;
            cut.offer(i, j, 0, xq0, qq0);
            cut.offer(i, j, 1, xq1, qq1);
            cut.offer(i, j, 2, xq2, qq2);
            cut.offer(i, j, 3, xq3, qq3);
        });
}

/// A lane's split, from its cut.
void tell(const Iq1Type& type, const Sorted& sorted, std::size_t lane, float scale, int where,
          Iq1Split& out) {
    const bool mirrored = scale < 0;
    const int first = where >> 16;
    const int second = where >> 8 & 255;
    const int shifts = mirrored ? 3 - (where & 3) : where & 3;
    for (int i = 0; i < type.runElements; ++i) {
        const int digit = (i >= first ? 1 : 0) + (i >= second ? 1 : 0);
        out.digits[static_cast<std::size_t>(sorted.element[static_cast<std::size_t>(i) * maxLanes + lane])] =
            static_cast<std::uint8_t>(mirrored ? 2 - digit : digit);
    }
    out.found = true;
    out.scale = mirrored ? -scale : scale;
    out.down = {shifts / 2 == 1, shifts % 2 == 1};
}

/// As many runs as there are lanes, or fewer.
void splitGroup(const Iq1Type& type, const float* x, const float* weights, int runs, Iq1Split* out) {
    const D d;
    const DI di;
    const int count = type.runElements;
    Sorted sorted;
    HWY_ALIGN float w[iq1LongestRun * maxLanes];
    const VI index =
        hn::Mul(hn::Min(hn::Iota(di, 0), hn::Set(di, runs - 1)), hn::Set(di, static_cast<int>(count)));
    gatherRows(x, index, count, sorted.x);
    gatherRows(weights, index, count, w);
    const V extreme = hn::Abs(extremeOf(sorted.x, count));
    sortRows(sorted.x, sorted.element, count);
    const LaneCut cut = count == 32 ? cutShared(sorted, w) : cutHalves(sorted, w);
    HWY_ALIGN float scales[maxLanes];
    HWY_ALIGN std::int32_t where[maxLanes];
    const auto none = hn::RebindMask(di, hn::Lt(extreme, set(type.zeroBelow)));
    hn::Store(cut.scale, d, scales);
    hn::Store(hn::IfThenElse(none, hn::Set(di, -1), cut.where), di, where);
    for (int run = 0; run < runs; ++run) {
        out[run] = {};
        if (where[run] >= 0)
            tell(type, sorted, static_cast<std::size_t>(run), scales[run], where[run], out[run]);
    }
}

#if HWY_TARGET != HWY_SCALAR
/// What each element adds to the error on each of the levels: terms[element][digit].
struct Terms {
    HWY_ALIGN float at[iq1GroupElements][4];

    Terms(const float* x, const float* weights, float scale, const float* values) {
        const hn::Full128<float> d;
        const hn::Full128<double> pairs;
        for (int first = 0; first < iq1GroupElements; first += 4) {
            const auto value = hn::LoadU(d, x + first);
            const auto weight = hn::LoadU(d, weights + first);
            const auto term = [&](int digit) HWY_ATTR {
                const auto difference = hn::Sub(hn::Set(d, scale * values[digit]), value);
                return hn::Mul(hn::Mul(weight, difference), difference);
            };
            // Four elements by four digits, transposed; the last digit does not exist.
            const auto zero = term(0);
            const auto one = term(1);
            const auto two = term(2);
            const auto lowA = hn::BitCast(pairs, hn::InterleaveLower(d, zero, one));
            const auto lowB = hn::BitCast(pairs, hn::InterleaveLower(d, two, hn::Zero(d)));
            const auto highA = hn::BitCast(pairs, hn::InterleaveUpper(d, zero, one));
            const auto highB = hn::BitCast(pairs, hn::InterleaveUpper(d, two, hn::Zero(d)));
            hn::Store(hn::BitCast(d, hn::InterleaveLower(pairs, lowA, lowB)), d, at[first]);
            hn::Store(hn::BitCast(d, hn::InterleaveUpper(pairs, lowA, lowB)), d, at[first + 1]);
            hn::Store(hn::BitCast(d, hn::InterleaveLower(pairs, highA, highB)), d, at[first + 2]);
            hn::Store(hn::BitCast(d, hn::InterleaveUpper(pairs, highA, highB)), d, at[first + 3]);
        }
    }

    HWY_INLINE float sum(unsigned entry) const {
        float error = 0;
        for (int i = 0; i < iq1GroupElements; ++i)
            error += at[i][entry >> 2 * i & 3U];
        return error;
    }
};

/// Bit i: x[i] >= limit.
HWY_INLINE unsigned bitsFrom(const float* x, float limit) {
    const hn::CappedTag<float, iq1GroupElements> d;
    unsigned bits = 0;
    for (std::size_t first = 0; first < iq1GroupElements; first += hn::Lanes(d)) {
        std::uint8_t part[8] = {};
        hn::StoreMaskBits(d, hn::Ge(hn::LoadU(d, x + first), hn::Set(d, limit)), part);
        bits |= static_cast<unsigned>(part[0]) << first;
    }
    return bits;
}

/// sum() for an entry in each lane.
HWY_INLINE V sums(const Terms& terms, VI entries) {
    const D d;
    const auto term = [&](VI digits, int i) HWY_ATTR {
        const VI digit = hn::And(digits, hn::Set(DI(), 3));
        return hn::TableLookupLanes(hn::LoadDup128(d, terms.at[i]), hn::IndicesFromVec(d, digit));
    };
    // By hand: the compiler leaves a loop of eight as it is, and shifts then by a number it must look up.
    V error = hn::Add(hn::Zero(d), term(entries, 0));
    error = hn::Add(error, term(hn::ShiftRight<2>(entries), 1));
    error = hn::Add(error, term(hn::ShiftRight<4>(entries), 2));
    error = hn::Add(error, term(hn::ShiftRight<6>(entries), 3));
    error = hn::Add(error, term(hn::ShiftRight<8>(entries), 4));
    error = hn::Add(error, term(hn::ShiftRight<10>(entries), 5));
    error = hn::Add(error, term(hn::ShiftRight<12>(entries), 6));
    return hn::Add(error, term(hn::ShiftRight<14>(entries), 7));
}

/// The first of the least errors in a list of entries.
Iq1Choice leastOf(const Terms& terms, std::span<const std::uint16_t> list, const std::uint16_t* digits) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint16_t, D> d16;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    const auto count = static_cast<int>(list.size());
    const VI end = hn::Set(di, count);
    V least = set(FLT_MAX);
    VI place = end;
    VI here = hn::Iota(di, 0);
    for (int i = 0; i < count; i += lanes) {
        const V error = sums(terms, hn::PromoteTo(di, hn::LoadU(d16, digits + i)));
        const M better = hn::And(hn::Lt(error, least), hn::RebindMask(d, hn::Lt(here, end)));
        least = select(better, error, least);
        place = hn::IfThenElse(hn::RebindMask(di, better), here, place);
        here = hn::Add(here, hn::Set(di, lanes));
    }
    const V smallest = hn::MinOfLanes(d, least);
    const auto winners = hn::RebindMask(di, hn::Eq(least, smallest));
    const int first = hn::GetLane(hn::MinOfLanes(di, hn::IfThenElse(winners, place, end)));
    if (first == count)
        return {-1, FLT_MAX};
    return {list[static_cast<std::size_t>(first)], hn::GetLane(smallest)};
}

Iq1Choice nearestAt(const Terms& terms, int point, std::size_t most) {
    const Iq1Lists& lists = iq1Lists();
    const int at = lists.book.at[static_cast<std::size_t>(point)];
    if (at >= 0)
        return {at, terms.sum(iq1sGrid[at])};
    const auto around = lists.book.around(at);
    return leastOf(terms, around.first(std::min(most, around.size())), lists.digits.data() - at);
}
#endif

} // namespace

void SplitIq1(const Iq1Type& type, const float* x, const float* weights, int runs, Iq1Split* out) {
    const auto lanes = static_cast<int>(hn::Lanes(D()));
    for (int run = 0; run < runs; run += lanes)
        splitGroup(type, x + run * type.runElements, weights + run * type.runElements,
                   std::min(lanes, runs - run), out + run);
}

Iq1Choice NearestIq1(const float* x, const float* weights, float scale, bool down, int point) {
#if HWY_TARGET == HWY_SCALAR
    return iq1ReferenceSteps.nearest(x, weights, scale, down, point);
#else
    return nearestAt(Terms(x, weights, scale, iq1Values(down)), point, SIZE_MAX);
#endif
}

Iq1Choice RoundedIq1(const float* x, const float* weights, float scale, bool down, float limit) {
#if HWY_TARGET == HWY_SCALAR
    return iq1ReferenceSteps.rounded(x, weights, scale, down, limit);
#else
    const float* values = iq1Values(down);
    const float low = scale * ((values[0] + values[1]) / 2);
    const float high = scale * ((values[1] + values[2]) / 2);
    const unsigned aboveLow = bitsFrom(x, low);
    const unsigned aboveHigh = bitsFrom(x, high);
    const Terms terms(x, weights, scale, values);
    float bound = 0;
    for (int i = 0; i < iq1GroupElements; ++i)
        bound += terms.at[i][(aboveLow >> i & 1U) + (aboveHigh >> i & 1U)];
    if (!(bound < limit))
        return {-1, bound};
    const auto& point = iq1Lists().point;
    return nearestAt(terms, point[aboveLow] + point[aboveHigh], iq1SearchedEntries);
#endif
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(SplitIq1);
HWY_EXPORT(NearestIq1);
HWY_EXPORT(RoundedIq1);

namespace kernels {

const Iq1Steps& iq1Steps() {
    static const Iq1Steps steps{
        [](const Iq1Type& type, const float* x, const float* weights, int runs, Iq1Split* out) {
            HWY_DYNAMIC_DISPATCH(SplitIq1)(type, x, weights, runs, out);
        },
        [](const float* x, const float* weights, float scale, bool down, int point) {
            return HWY_DYNAMIC_DISPATCH(NearestIq1)(x, weights, scale, down, point);
        },
        [](const float* x, const float* weights, float scale, bool down, float limit) {
            return HWY_DYNAMIC_DISPATCH(RoundedIq1)(x, weights, scale, down, limit);
        }};
    return steps;
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
