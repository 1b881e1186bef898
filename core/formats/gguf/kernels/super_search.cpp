// `search` for the K types, a block in each lane. The specification is reference/search_super.cpp; names here
// follow it.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/search_sums.h"
#include "formats/gguf/reference/super_coder.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/super_search.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/scale_min_lanes-inl.h"
#include "formats/gguf/kernels/search_lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

constexpr int maxSubBlocks = 16;

struct Wishes {
    HWY_ALIGN float scales[maxSubBlocks * maxLanes];
    HWY_ALIGN float mins[maxSubBlocks * maxLanes];
    HWY_ALIGN float largestScale[maxLanes];
    HWY_ALIGN float largestMin[maxLanes];
};

struct Choice {
    HWY_ALIGN float d[maxLanes];
    HWY_ALIGN float dmin[maxLanes];
    HWY_ALIGN float error[maxLanes];
    HWY_ALIGN float scales[maxSubBlocks * maxLanes];
    HWY_ALIGN float mins[maxSubBlocks * maxLanes];
};

/// As many blocks as there are lanes, and what was found for them.
struct Group {
    HWY_ALIGN float x[superElements * maxLanes];
    HWY_ALIGN float weights[superElements * maxLanes]; ///< ones where there is no importance
    HWY_ALIGN float ggml[superElements * maxLanes];    ///< what ggml's blocks decode to, in memory order
    Choice rtn;
    Choice scan;
    double ggmlErrors[maxLanes];
    double rtnErrors[maxLanes];
    double scanErrors[maxLanes];

    Weighed all() const { return {x, weights, superElements}; }
    Weighed part(const SuperLayout& layout, int j) const {
        return all().part(j * layout.subElements, layout.subElements);
    }
};

void keep(V value, float* rows, int j) {
    hn::Store(value, D(), rows + j * maxLanes);
}

template <bool weighted, bool hasMin>
void wishesOf(const SuperLayout& layout, const Group& group, Wishes& wishes) {
    const D d;
    V largestScale = hn::Zero(d);
    V largestMin = hn::Zero(d);
    for (int j = 0; j < layout.subBlocks(); j += 2) {
        const Weighed a = group.part(layout, j);
        const Weighed b = group.part(layout, j + 1);
        LaneScaleMinPair fits{{hn::Zero(d), hn::Zero(d), hn::Zero(d), hn::Zero(d)},
                              {hn::Zero(d), hn::Zero(d), hn::Zero(d), hn::Zero(d)}};
        if constexpr (hasMin) {
            fits = fitScaleMinLanes<false>(a.x, a.weights, b.x, b.weights, a.count, layout.highest(),
                                           searchTries(layout));
        } else {
            fits.a.scale = scanScale<weighted>(a, codeRange(layout), scanOf(layout));
            fits.b.scale = scanScale<weighted>(b, codeRange(layout), scanOf(layout));
        }
        for (const LaneScaleMin& fit : {fits.a, fits.b}) {
            largestScale = select(hn::Gt(hn::Abs(fit.scale), hn::Abs(largestScale)), fit.scale, largestScale);
            largestMin = select(hn::Lt(largestMin, fit.min), fit.min, largestMin);
        }
        keep(fits.a.scale, wishes.scales, j);
        keep(fits.b.scale, wishes.scales, j + 1);
        keep(fits.a.min, wishes.mins, j);
        keep(fits.b.min, wishes.mins, j + 1);
    }
    hn::Store(largestScale, d, wishes.largestScale);
    hn::Store(largestMin, d, wishes.largestMin);
}

/// Lanes of `from` that are better replace those of `to`.
void takeBetter(const SuperLayout& layout, const Choice& from, Choice& to) {
    const D d;
    const M better = hn::Lt(hn::Load(d, from.error), hn::Load(d, to.error));
    const auto take = [&](const float* source, float* target) HWY_ATTR {
        hn::Store(select(better, hn::Load(d, source), hn::Load(d, target)), d, target);
    };
    take(from.d, to.d);
    take(from.dmin, to.dmin);
    take(from.error, to.error);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        take(from.scales + j * maxLanes, to.scales + j * maxLanes);
        take(from.mins + j * maxLanes, to.mins + j * maxLanes);
    }
}

/// The best of the integers around the present ones for one sub-block. Returns its error.
template <bool weighted, bool hasMin>
V improve(const SuperLayout& layout, const Weighed& run, int j, int reach, Choice& choice) {
    const D d;
    const V lowest = set(static_cast<float>(layout.lowestScale));
    const V highest = set(static_cast<float>(layout.highestScale));
    const Range range = rangeOf(codeRange(layout));
    const V unit = hn::Load(d, choice.d);
    const V minUnit = hn::Load(d, choice.dmin);
    const V min = row(choice.mins, j);
    const V scale = row(choice.scales, j);
    const auto scaleBeside = [&](int offset) HWY_ATTR {
        return hn::Min(hn::Max(hn::Add(scale, set(static_cast<float>(offset))), lowest), highest);
    };
    V bestScale = scale;
    V bestMin = min;
    V least = set(HUGE_VALF);
    for (int offset = -reach; offset <= reach; ++offset) {
        const V tried =
            hasMin ? hn::Min(hn::Max(hn::Add(min, set(static_cast<float>(offset))), hn::Zero(d)), highest)
                   : min;
        const int centre = hasMin ? 0 : 3 * offset;
        const V below = scaleBeside(centre - 1);
        const V middle = scaleBeside(centre);
        const V above = scaleBeside(centre + 1);
        ErrorTry a = errorTry(hn::Mul(unit, below));
        ErrorTry b = errorTry(hn::Mul(unit, middle));
        ErrorTry c = errorTry(hn::Mul(unit, above));
        const auto take = [&](const ErrorTry& t, V integer) HWY_ATTR {
            const M better = hn::Lt(t.sum, least);
            least = select(better, t.sum, least);
            bestScale = select(better, integer, bestScale);
            bestMin = select(better, tried, bestMin);
        };
        errorsUnder<weighted, hasMin>(run, hn::Mul(minUnit, tried), range, a, b, c);
        take(a, below);
        take(b, middle);
        take(c, above);
    }
    keep(bestScale, choice.scales, j);
    keep(bestMin, choice.mins, j);
    return least;
}

/// What solveUnits adds up.
struct UnitSums {
    V uu;
    V um;
    V mm;
    V xu;
    V xm;
};

template <bool weighted, bool hasMin>
HWY_INLINE void addUnits(const Weighed& run, V scale, V min, V factor, V offset, const Range& range,
                         UnitSums& sums) {
    for (int i = 0; i < run.count; ++i) {
        const V value = row(run.x, i);
        const V w = weightOf<weighted>(run, i);
        const V shifted = hasMin ? hn::Add(value, offset) : value;
        const V u = hn::Mul(scale, nearest(hn::Mul(shifted, factor), range));
        sums.uu = hn::Add(sums.uu, times<weighted>(w, hn::Mul(u, u)));
        sums.xu = hn::Add(sums.xu, times<weighted>(w, hn::Mul(value, u)));
        if constexpr (hasMin) {
            sums.um = hn::Add(sums.um, times<weighted>(w, hn::Mul(u, min)));
            sums.mm = hn::Add(sums.mm, times<weighted>(w, hn::Mul(min, min)));
            sums.xm = hn::Add(sums.xm, times<weighted>(w, hn::Mul(value, min)));
        }
    }
}

template <bool weighted, bool hasMin>
void solveUnits(const SuperLayout& layout, const Group& group, Choice& choice) {
    const D d;
    const V zero = hn::Zero(d);
    const Range range = rangeOf(codeRange(layout));
    const V unit = hn::Load(d, choice.d);
    const V minUnit = hn::Load(d, choice.dmin);
    UnitSums s{zero, zero, zero, zero, zero};
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const V scale = row(choice.scales, j);
        const V min = row(choice.mins, j);
        addUnits<weighted, hasMin>(group.part(layout, j), scale, min, inverse(hn::Mul(unit, scale)),
                                   hn::Mul(minUnit, min), range, s);
    }
    const V determinant = hn::Sub(hn::Mul(s.uu, s.mm), hn::Mul(s.um, s.um));
    const M both = hn::Gt(determinant, zero);
    const M one = hn::Gt(s.uu, zero);
    const V pairUnit = hn::Div(hn::Sub(hn::Mul(s.xu, s.mm), hn::Mul(s.xm, s.um)), determinant);
    const V pairMin = hn::Div(hn::Sub(hn::Mul(s.xu, s.um), hn::Mul(s.xm, s.uu)), determinant);
    const V newUnit = storable(select(both, pairUnit, hn::Div(s.xu, s.uu)));
    const V newMin = storable(select(hn::Lt(zero, pairMin), pairMin, zero));
    hn::Store(select(hn::Or(both, one), newUnit, unit), d, choice.d);
    hn::Store(select(both, newMin, minUnit), d, choice.dmin);
}

template <bool weighted, bool hasMin>
void settle(const SuperLayout& layout, const Group& group, int reach, Choice& choice, Choice& best) {
    const D d;
    solveUnits<weighted, hasMin>(layout, group, choice);
    V error = hn::Zero(d);
    for (int j = 0; j < layout.subBlocks(); ++j)
        error = hn::Add(error, improve<weighted, hasMin>(layout, group.part(layout, j), j, reach, choice));
    hn::Store(error, d, choice.error);
    takeBetter(layout, choice, best);
}

void start(const SuperLayout& layout, const Wishes& wishes, float factor, Choice& choice) {
    const D d;
    const auto outermost = static_cast<float>(layout.hasMin ? layout.highestScale : layout.lowestScale);
    const auto highest = static_cast<float>(layout.highestScale);
    const Range scales{set(static_cast<float>(layout.lowestScale)), set(highest)};
    const Range mins{hn::Zero(d), set(highest)};
    const V unit = storable(hn::Mul(hn::Div(hn::Load(d, wishes.largestScale), set(outermost)), set(factor)));
    const V minUnit = storable(hn::Mul(hn::Div(hn::Load(d, wishes.largestMin), set(highest)), set(factor)));
    hn::Store(unit, d, choice.d);
    hn::Store(minUnit, d, choice.dmin);
    const V inverseUnit = inverse(unit);
    const V inverseMin = inverse(minUnit);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        keep(nearest(hn::Mul(row(wishes.scales, j), inverseUnit), scales), choice.scales, j);
        keep(nearest(hn::Mul(row(wishes.mins, j), inverseMin), mins), choice.mins, j);
    }
}

/// scanBlock but for the codes.
template <bool weighted, bool hasMin>
void scanSuper(const SuperLayout& layout, Group& group) {
    const D d;
    Wishes wishes;
    wishesOf<weighted, hasMin>(layout, group, wishes);
    Choice& best = group.scan;
    best = {};
    hn::Store(set(HUGE_VALF), d, best.error);
    const UnitTries units = unitsOf(layout);
    Choice choice = {};
    float factor = 1;
    for (int unit = 0; unit < units.count; ++unit, factor *= units.step) {
        start(layout, wishes, factor, choice);
        settle<weighted, hasMin>(layout, group, nearReach(layout), choice, best);
    }
    for (int round = 0; round < units.refinements; ++round) {
        choice = best;
        settle<weighted, hasMin>(layout, group, units.reach, choice, best);
    }
}

// ---- rtn, in superCoder's words

template <bool hasMin>
void rtnSuper(const SuperLayout& layout, const float* x, Choice& rtn) {
    const D d;
    const V zero = hn::Zero(d);
    const V highest = set(static_cast<float>(layout.highestScale));
    V largestScale = zero;
    V largestMin = zero;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        V low = row(x, j * layout.subElements);
        V high = low;
        for (int i = j * layout.subElements + 1; i < (j + 1) * layout.subElements; ++i) {
            low = hn::Min(low, row(x, i));
            high = hn::Max(high, row(x, i));
        }
        const V min = hasMin ? hn::Max(zero, hn::Neg(low)) : zero;
        const V scale =
            hasMin ? hn::Div(hn::Add(hn::Max(zero, high), min), set(static_cast<float>(layout.highest())))
                   : hn::Div(hn::Max(high, hn::Neg(low)), set(static_cast<float>(layout.levels() - 1)));
        largestScale = hn::Max(largestScale, scale);
        largestMin = hn::Max(largestMin, min);
        keep(scale, rtn.scales, j);
        keep(min, rtn.mins, j);
    }
    const V unit = storable(hn::Div(largestScale, highest));
    const V minUnit = storable(hn::Div(largestMin, highest));
    hn::Store(unit, d, rtn.d);
    hn::Store(minUnit, d, rtn.dmin);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        keep(hn::Min(nearestSteps(row(rtn.scales, j), unit), highest), rtn.scales, j);
        keep(hn::Min(nearestSteps(row(rtn.mins, j), minUnit), highest), rtn.mins, j);
    }
}

// ---- the last choice

/// What the blocks of a choice decode to, element by element; divides: as rtn rounds.
template <bool weighted, bool hasMin, bool divides>
void measure(const SuperLayout& layout, const Group& group, const Choice& choice, double* errors) {
    const D d;
    const Range range = rangeOf(codeRange(layout));
    ExactErrors sums;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const Weighed run = group.part(layout, j);
        const V scale = hn::Mul(hn::Load(d, choice.d), row(choice.scales, j));
        const V min = hn::Mul(hn::Load(d, choice.dmin), row(choice.mins, j));
        const V factor = inverse(scale);
        for (int i = 0; i < run.count; ++i) {
            const V shifted = hasMin ? hn::Add(row(run.x, i), min) : row(run.x, i);
            const V code = divides
                               ? hn::Min(hn::Max(nearestSteps(shifted, scale), range.lowest), range.highest)
                               : nearest(hn::Mul(shifted, factor), range);
            const V value = hn::Mul(scale, code);
            sums.add<weighted>(hasMin ? hn::Sub(value, min) : value, run, i);
        }
    }
    sums.store(errors);
}

template <bool weighted>
void measureGgml(const LaneIndex& index, Group& group) {
    ExactErrors sums;
    const Weighed run = group.all();
    forRows(group.ggml, index.values, superElements,
            [&](V value, int i) HWY_ATTR { sums.add<weighted>(value, run, i); });
    sums.store(group.ggmlErrors);
}

SuperBlock superBlock(const SuperLayout& layout, const float* x, const Choice& choice, std::size_t lane) {
    SuperBlock block;
    block.d = halfFromFloat(choice.d[lane]);
    block.dmin = halfFromFloat(choice.dmin[lane]);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const float scale = choice.scales[static_cast<std::size_t>(j) * maxLanes + lane];
        const float min = choice.mins[static_cast<std::size_t>(j) * maxLanes + lane];
        block.scales[j] = static_cast<std::int8_t>(scale);
        block.mins[j] = static_cast<std::int8_t>(min);
        const int first = j * layout.subElements;
        codesUnder(x + first, layout.subElements, choice.d[lane] * scale, choice.dmin[lane] * min,
                   codeRange(layout), layout.levels(), block.codes.data() + first);
    }
    return block;
}

void writeBest(const SuperLayout& layout, const float* x, const Group& group, std::size_t lane,
               std::uint8_t* out) {
    switch (bestOfThree(group.ggmlErrors[lane], group.rtnErrors[lane], group.scanErrors[lane])) {
    case 1:
        kernels::packSuperBlock(layout, reference::rtnBlock(layout, x), out);
        break;
    case 2:
        kernels::packSuperBlock(layout, superBlock(layout, x, group.scan, lane), out);
        break;
    default: // ggml's is there
        break;
    }
}

template <bool weighted, bool hasMin>
void searchGroups(const SuperLayout& layout, const Rows& rows, std::uint8_t* out) {
    const D d;
    const std::int64_t perRow = rows.columns / superElements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    Group group;
    for (int i = 0; i < superElements; ++i)
        keep(set(1.0F), group.weights, i);
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const std::int64_t count = std::min(lanes, blocks - first);
        const float* values = rows.values + first * superElements;
        std::uint8_t* bytes = out + first * layout.bytes;
        const LaneIndex index = laneIndex(first, blocks, perRow, superElements);
        gatherRows(values, index.values, superElements, group.x);
        if constexpr (weighted)
            gatherRows(rows.importance, index.importance, superElements, group.weights);
        kernels::decodeSuper(layout, bytes, count, group.ggml);
        measureGgml<weighted>(index, group);
        rtnSuper<hasMin>(layout, group.x, group.rtn);
        measure<weighted, hasMin, true>(layout, group, group.rtn, group.rtnErrors);
        scanSuper<weighted, hasMin>(layout, group);
        measure<weighted, hasMin, false>(layout, group, group.scan, group.scanErrors);
        for (std::int64_t lane = 0; lane < count; ++lane)
            writeBest(layout, values + lane * superElements, group, static_cast<std::size_t>(lane),
                      bytes + lane * layout.bytes);
    }
}

} // namespace

void SearchSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out) {
    kernels::encodeSuper(layout, rows, out); // what is there to beat
    const bool weighted = rows.importance != nullptr;
    if (layout.hasMin)
        weighted ? searchGroups<true, true>(layout, rows, out) : searchGroups<false, true>(layout, rows, out);
    else
        weighted ? searchGroups<true, false>(layout, rows, out)
                 : searchGroups<false, false>(layout, rows, out);
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(SearchSuper);

namespace kernels {

void searchSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(SearchSuper)(layout, rows, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
