// The scans of `search`, a block in each lane. The specification is reference/search_small.cpp and
// search_super.cpp; names here follow it.
#include "formats/gguf/reference/search.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/search_sums.h"
#include "formats/gguf/reference/small_coder.h"
#include "formats/gguf/reference/super_coder.h"

#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/search.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

constexpr int maxSubBlocks = 16;

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

HWY_INLINE V errorUnder(const float* x, const float* weights, int count, V scale, V min, const Range& range) {
    const V factor = inverse(scale);
    V sum = hn::Zero(D());
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        const V code = nearest(hn::Mul(hn::Add(value, min), factor), range);
        const V difference = hn::Sub(hn::Sub(hn::Mul(scale, code), min), value);
        sum = hn::Add(sum, hn::Mul(row(weights, i), hn::Mul(difference, difference)));
    }
    return sum;
}

struct Explained {
    V xl;
    V ll;
};

HWY_INLINE Explained explained(const float* x, const float* weights, int count, V factor,
                               const Range& range) {
    Explained sums{hn::Zero(D()), hn::Zero(D())};
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        const V w = row(weights, i);
        const V l = nearest(hn::Mul(value, factor), range);
        sums.xl = hn::Add(sums.xl, hn::Mul(hn::Mul(w, value), l));
        sums.ll = hn::Add(sums.ll, hn::Mul(w, hn::Mul(l, l)));
    }
    return sums;
}

V scanScale(const float* x, const float* weights, int count, CodeRange codes, const Scan& scan) {
    const V zero = hn::Zero(D());
    const Range range = rangeOf(codes);
    const V extreme = extremeOf(x, count);
    const M empty = hn::Lt(hn::Abs(extreme), set(zeroBelow));
    const V divisor = select(empty, set(1.0F), extreme);
    const bool twoSided = codes.lowest != -codes.highest;
    V best = zero;
    V scale = zero;
    for (int side = 0; side < (twoSided ? 2 : 1); ++side) {
        for (int k = 0; k < scan.count; ++k) {
            const float beyond = scan.first + scan.step * static_cast<float>(k);
            const float edge = side == 0 ? codes.lowest - beyond : codes.highest + beyond;
            const Explained sums = explained(x, weights, count, hn::Div(set(edge), divisor), range);
            const M better =
                hn::And(hn::Gt(sums.ll, zero), hn::Gt(hn::Mul(sums.xl, sums.xl), hn::Mul(best, sums.ll)));
            if (hn::AllFalse(D(), better))
                continue;
            scale = select(better, hn::Div(sums.xl, sums.ll), scale);
            best = select(better, hn::Mul(scale, sums.xl), best);
        }
    }
    return select(empty, zero, scale);
}

/// storable, lane by lane.
HWY_INLINE V storable(V value) {
    HWY_ALIGN float lanes[maxLanes];
    hn::Store(value, D(), lanes);
    for (std::size_t lane = 0; lane < hn::Lanes(D()); ++lane)
        lanes[lane] = reference::storable(lanes[lane]);
    return hn::Load(D(), lanes);
}

/// Codes of a run in memory order.
void codesUnder(const float* x, int count, float scale, float min, CodeRange codes, int levels,
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

// ---- 32 elements

struct SmallGroup {
    HWY_ALIGN float d[maxLanes];
    HWY_ALIGN float m[maxLanes];
};

void scanSmall(const SmallLayout& layout, const float* x, const float* weights, SmallGroup& group) {
    if (layout.hasMin) {
        const LaneScaleMin fit =
            fitScaleMinLanes<false>(x, weights, smallElements, layout.highest(), smallSearchTries);
        hn::Store(storable(fit.scale), D(), group.d);
        hn::Store(storable(hn::Neg(fit.min)), D(), group.m);
        return;
    }
    const V zero = hn::Zero(D());
    const CodeRange codes = codeRange(layout);
    const Range range = rangeOf(codes);
    const V first = storable(scanScale(x, weights, smallElements, codes, scanOf(layout)));
    const Explained sums = explained(x, weights, smallElements, inverse(first), range);
    const V second = storable(select(hn::Gt(sums.ll, zero), hn::Div(sums.xl, sums.ll), zero));
    const M better = hn::Lt(errorUnder(x, weights, smallElements, second, zero, range),
                            errorUnder(x, weights, smallElements, first, zero, range));
    hn::Store(select(better, second, first), D(), group.d);
    hn::Store(zero, D(), group.m);
}

SmallBlock smallBlock(const SmallLayout& layout, const float* x, float d, float m) {
    SmallBlock block;
    block.d = halfFromFloat(d);
    block.m = layout.hasMin ? halfFromFloat(m) : std::uint16_t{0};
    codesUnder(x, smallElements, d, layout.hasMin ? -m : 0.0F, codeRange(layout), layout.levels,
               block.codes.data());
    return block;
}

// ---- K types

struct Wishes {
    HWY_ALIGN float scales[maxSubBlocks * maxLanes];
    HWY_ALIGN float mins[maxSubBlocks * maxLanes];
    HWY_ALIGN float largestScale[maxLanes];
    HWY_ALIGN float largestMin[maxLanes];
};

void wishesOf(const SuperLayout& layout, const float* x, const float* weights, Wishes& wishes) {
    const D d;
    const int count = layout.subElements;
    V largestScale = hn::Zero(d);
    V largestMin = hn::Zero(d);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const float* part = x + j * count * static_cast<int>(maxLanes);
        const float* w = weights + j * count * static_cast<int>(maxLanes);
        V scale = hn::Zero(d);
        V min = hn::Zero(d);
        if (layout.hasMin) {
            const LaneScaleMin fit =
                fitScaleMinLanes<false>(part, w, count, layout.highest(), searchTries(layout));
            scale = fit.scale;
            min = fit.min;
        } else {
            scale = scanScale(part, w, count, codeRange(layout), scanOf(layout));
        }
        hn::Store(scale, d, wishes.scales + j * maxLanes);
        hn::Store(min, d, wishes.mins + j * maxLanes);
        largestScale = select(hn::Gt(hn::Abs(scale), hn::Abs(largestScale)), scale, largestScale);
        largestMin = select(hn::Lt(largestMin, min), min, largestMin);
    }
    hn::Store(largestScale, d, wishes.largestScale);
    hn::Store(largestMin, d, wishes.largestMin);
}

struct Choice {
    HWY_ALIGN float d[maxLanes];
    HWY_ALIGN float dmin[maxLanes];
    HWY_ALIGN float error[maxLanes];
    HWY_ALIGN float scales[maxSubBlocks * maxLanes];
    HWY_ALIGN float mins[maxSubBlocks * maxLanes];
};

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
V improve(const SuperLayout& layout, const float* x, const float* weights, int j, Choice& choice) {
    const D d;
    const V lowest = set(static_cast<float>(layout.lowestScale));
    const V highest = set(static_cast<float>(layout.highestScale));
    const V zero = hn::Zero(d);
    const Range range = rangeOf(codeRange(layout));
    const std::size_t first = static_cast<std::size_t>(j * layout.subElements) * maxLanes;
    const V scale = row(choice.scales, j);
    const V min = row(choice.mins, j);
    V bestScale = scale;
    V bestMin = min;
    V least = set(HUGE_VALF);
    for (int a = -1; a <= 1; ++a) {
        for (int b = layout.hasMin ? -1 : 0; b <= (layout.hasMin ? 1 : 0); ++b) {
            const V triedScale =
                hn::Min(hn::Max(hn::Add(scale, set(static_cast<float>(a))), lowest), highest);
            const V triedMin = hn::Min(hn::Max(hn::Add(min, set(static_cast<float>(b))), zero), highest);
            const V error = errorUnder(x + first, weights + first, layout.subElements,
                                       hn::Mul(hn::Load(d, choice.d), triedScale),
                                       hn::Mul(hn::Load(d, choice.dmin), triedMin), range);
            const M better = hn::Lt(error, least);
            least = select(better, error, least);
            bestScale = select(better, triedScale, bestScale);
            bestMin = select(better, triedMin, bestMin);
        }
    }
    hn::Store(bestScale, d, choice.scales + j * maxLanes);
    hn::Store(bestMin, d, choice.mins + j * maxLanes);
    return least;
}

void solveUnits(const SuperLayout& layout, const float* x, const float* weights, Choice& choice) {
    const D d;
    const V zero = hn::Zero(d);
    const Range range = rangeOf(codeRange(layout));
    const V unit = hn::Load(d, choice.d);
    const V minUnit = hn::Load(d, choice.dmin);
    V uu = zero;
    V um = zero;
    V mm = zero;
    V xu = zero;
    V xm = zero;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const V scale = row(choice.scales, j);
        const V min = row(choice.mins, j);
        const V factor = inverse(hn::Mul(unit, scale));
        const V offset = hn::Mul(minUnit, min);
        for (int i = j * layout.subElements; i < (j + 1) * layout.subElements; ++i) {
            const V value = row(x, i);
            const V w = row(weights, i);
            const V u = hn::Mul(scale, nearest(hn::Mul(hn::Add(value, offset), factor), range));
            uu = hn::Add(uu, hn::Mul(w, hn::Mul(u, u)));
            xu = hn::Add(xu, hn::Mul(w, hn::Mul(value, u)));
            um = hn::Add(um, hn::Mul(w, hn::Mul(u, min)));
            mm = hn::Add(mm, hn::Mul(w, hn::Mul(min, min)));
            xm = hn::Add(xm, hn::Mul(w, hn::Mul(value, min)));
        }
    }
    const V determinant = hn::Sub(hn::Mul(uu, mm), hn::Mul(um, um));
    const M both = hn::Gt(determinant, zero);
    const M one = hn::Gt(uu, zero);
    const V pairUnit = hn::Div(hn::Sub(hn::Mul(xu, mm), hn::Mul(xm, um)), determinant);
    const V pairMin = hn::Div(hn::Sub(hn::Mul(xu, um), hn::Mul(xm, uu)), determinant);
    const V newUnit = storable(select(both, pairUnit, hn::Div(xu, uu)));
    const V newMin = storable(select(hn::Lt(zero, pairMin), pairMin, zero));
    hn::Store(select(hn::Or(both, one), newUnit, unit), d, choice.d);
    hn::Store(select(both, newMin, minUnit), d, choice.dmin);
}

void settle(const SuperLayout& layout, const float* x, const float* weights, const Wishes& wishes,
            float factor, Choice& best) {
    const D d;
    const auto outermost = static_cast<float>(layout.hasMin ? layout.highestScale : layout.lowestScale);
    const auto highest = static_cast<float>(layout.highestScale);
    const Range scales{set(static_cast<float>(layout.lowestScale)), set(highest)};
    const Range mins{hn::Zero(d), set(highest)};
    Choice choice;
    const V unit = storable(hn::Mul(hn::Div(hn::Load(d, wishes.largestScale), set(outermost)), set(factor)));
    const V minUnit = storable(hn::Mul(hn::Div(hn::Load(d, wishes.largestMin), set(highest)), set(factor)));
    hn::Store(unit, d, choice.d);
    hn::Store(minUnit, d, choice.dmin);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        hn::Store(nearest(hn::Mul(row(wishes.scales, j), inverse(unit)), scales), d,
                  choice.scales + j * maxLanes);
        hn::Store(nearest(hn::Mul(row(wishes.mins, j), inverse(minUnit)), mins), d,
                  choice.mins + j * maxLanes);
    }
    for (int round = 0; round < unitRounds; ++round) {
        if (round > 0)
            solveUnits(layout, x, weights, choice);
        V error = hn::Zero(d);
        for (int j = 0; j < layout.subBlocks(); ++j)
            error = hn::Add(error, improve(layout, x, weights, j, choice));
        hn::Store(error, d, choice.error);
        takeBetter(layout, choice, best);
    }
}

void scanSuper(const SuperLayout& layout, const float* x, const float* weights, Choice& best) {
    const D d;
    Wishes wishes;
    wishesOf(layout, x, weights, wishes);
    hn::Store(hn::Zero(d), d, best.d);
    hn::Store(hn::Zero(d), d, best.dmin);
    hn::Store(set(HUGE_VALF), d, best.error);
    for (int j = 0; j < maxSubBlocks; ++j) {
        hn::Store(hn::Zero(d), d, best.scales + j * maxLanes);
        hn::Store(hn::Zero(d), d, best.mins + j * maxLanes);
    }
    float factor = 1;
    for (int unit = 0; unit < unitsTried; ++unit, factor *= unitStep)
        settle(layout, x, weights, wishes, factor, best);
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

/// Rows of weights for a group: the importance, or ones.
void gatherWeights(const float* importance, VI index, int count, float* weights) {
    if (importance != nullptr)
        gatherRows(importance, index, count, weights);
    else
        for (int i = 0; i < count; ++i)
            hn::Store(set(1.0F), D(), weights + i * maxLanes);
}

} // namespace

void SearchSmall(const SmallLayout& layout, const Rows& rows, const float* weights, std::uint8_t* out) {
    kernels::encodeSmall(layout, rows, out); // what is there to beat
    const std::int64_t perRow = rows.columns / smallElements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    HWY_ALIGN float x[smallElements * maxLanes];
    HWY_ALIGN float w[smallElements * maxLanes];
    SmallGroup group;
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const LaneIndex index = laneIndex(first, blocks, perRow, smallElements);
        gatherRows(rows.values + first * smallElements, index.values, smallElements, x);
        gatherWeights(rows.importance, index.importance, smallElements, w);
        scanSmall(layout, x, w, group);
        for (std::int64_t b = first; b < std::min(blocks, first + lanes); ++b) {
            const float* values = rows.values + b * smallElements;
            std::uint8_t* bytes = out + b * layout.bytes;
            const SmallBlock scan = smallBlock(layout, values, group.d[b - first], group.m[b - first]);
            const SmallBlock rtn = reference::rtnBlock(layout, values);
            const SmallBlock ggml = readBlock(layout, bytes);
            const SmallBlock& best =
                reference::bestOf(layout, values, weights + b % perRow * smallElements, {&ggml, &rtn, &scan});
            if (&best != &ggml)
                writeBlock(layout, best, bytes);
        }
    }
}

void SearchSuper(const SuperLayout& layout, const Rows& rows, const float* weights, std::uint8_t* out) {
    kernels::encodeSuper(layout, rows, out); // what is there to beat
    const std::int64_t perRow = rows.columns / superElements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    HWY_ALIGN float x[superElements * maxLanes];
    HWY_ALIGN float w[superElements * maxLanes];
    Choice choice;
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const LaneIndex index = laneIndex(first, blocks, perRow, superElements);
        gatherRows(rows.values + first * superElements, index.values, superElements, x);
        gatherWeights(rows.importance, index.importance, superElements, w);
        scanSuper(layout, x, w, choice);
        for (std::int64_t b = first; b < std::min(blocks, first + lanes); ++b) {
            const float* values = rows.values + b * superElements;
            std::uint8_t* bytes = out + b * layout.bytes;
            const SuperBlock scan = superBlock(layout, values, choice, static_cast<std::size_t>(b - first));
            const SuperBlock rtn = reference::rtnBlock(layout, values);
            const SuperBlock ggml = layout.read(bytes);
            const SuperBlock& best =
                reference::bestOf(layout, values, weights + b % perRow * superElements, {&ggml, &rtn, &scan});
            if (&best != &ggml)
                kernels::packSuperBlock(layout, best, bytes);
        }
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(SearchSmall);
HWY_EXPORT(SearchSuper);

namespace kernels {

namespace {

/// The importance, or as many ones.
std::vector<float> onesFor(const Rows& rows) {
    return std::vector<float>(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0, 1.0F);
}

} // namespace

void searchSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones = onesFor(rows);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    HWY_DYNAMIC_DISPATCH(SearchSmall)(layout, rows, weights, out);
}

void searchSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones = onesFor(rows);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    HWY_DYNAMIC_DISPATCH(SearchSuper)(layout, rows, weights, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
