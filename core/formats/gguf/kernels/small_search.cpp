// `search` for the 32-element types, a block in each lane. The specification is reference/search_small.cpp;
// names here follow it.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/search_sums.h"
#include "formats/gguf/reference/small_coder.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/small_search.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/scale_min_lanes-inl.h"
#include "formats/gguf/kernels/search_lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

/// The two numbers of a block, as stored: value = d * (code - levels) + m.
struct Header {
    HWY_ALIGN float d[maxLanes];
    HWY_ALIGN float m[maxLanes];
};

/// As many blocks as there are lanes, and what was found for them.
struct Group {
    HWY_ALIGN float x[smallElements * maxLanes];
    HWY_ALIGN float weights[smallElements * maxLanes]; ///< ones where there is no importance
    HWY_ALIGN float ggml[smallElements * maxLanes];    ///< what ggml's blocks decode to, in memory order
    Header rtn;
    Header scan;
    double ggmlErrors[maxLanes];
    double rtnErrors[maxLanes];
    double scanErrors[maxLanes];

    Weighed all() const { return {x, weights, smallElements}; }
};

void scanFromMin(const SmallLayout& layout, Group& a, Group& b) {
    const D d;
    const LaneScaleMinPair fits = fitScaleMinLanes<false>(a.x, a.weights, b.x, b.weights, smallElements,
                                                          layout.highest(), smallSearchTries);
    hn::Store(storable(fits.a.scale), d, a.scan.d);
    hn::Store(storable(hn::Neg(fits.a.min)), d, a.scan.m);
    hn::Store(storable(fits.b.scale), d, b.scan.d);
    hn::Store(storable(hn::Neg(fits.b.min)), d, b.scan.m);
}

template <bool weighted>
void scanCentred(const SmallLayout& layout, Group& group) {
    const V zero = hn::Zero(D());
    const CodeRange codes = codeRange(layout);
    const Range range = rangeOf(codes);
    const Weighed run = group.all();
    const V first = storable(scanScale<weighted>(run, codes, scanOf(layout)));
    // Rounding again may have moved codes: solve once more for those.
    Explained sums{inverse(first), zero, zero};
    Explained same = sums;
    explained<weighted>(run, range, sums, same);
    const V second = storable(select(hn::Gt(sums.ll, zero), hn::Div(sums.xl, sums.ll), zero));
    ErrorTry a = errorTry(first);
    ErrorTry b = errorTry(second);
    ErrorTry unused = b;
    errorsUnder<weighted, false>(run, zero, range, a, b, unused);
    hn::Store(select(hn::Lt(b.sum, a.sum), second, first), D(), group.scan.d);
    hn::Store(zero, D(), group.scan.m);
}

template <bool hasMin>
void rtnSmall(const SmallLayout& layout, const float* x, Header& rtn) {
    V low = row(x, 0);
    V high = low;
    for (int i = 1; i < smallElements; ++i) {
        low = hn::Min(low, row(x, i));
        high = hn::Max(high, row(x, i));
    }
    const V range = hasMin ? hn::Sub(high, low) : hn::Max(high, hn::Neg(low));
    const int steps = hasMin ? layout.highest() : layout.levels - 1;
    hn::Store(storable(hn::Div(range, set(static_cast<float>(steps)))), D(), rtn.d);
    hn::Store(hasMin ? storable(low) : hn::Zero(D()), D(), rtn.m);
}

/// What the blocks under a header decode to, element by element; divides: as rtn rounds.
template <bool weighted, bool hasMin, bool divides>
void measure(const SmallLayout& layout, const Group& group, const Header& header, double* errors) {
    const D d;
    const int lowest = hasMin ? 0 : 1 - layout.levels;
    const Range rtn{set(static_cast<float>(lowest)),
                    set(static_cast<float>(layout.highest() - layout.levels))};
    const Range range = rangeOf(codeRange(layout));
    const V scale = hn::Load(d, header.d);
    const V min = hn::Load(d, header.m);
    const V factor = inverse(scale);
    const Weighed run = group.all();
    ExactErrors sums;
    for (int i = 0; i < smallElements; ++i) {
        const V shifted = hasMin ? hn::Sub(row(run.x, i), min) : row(run.x, i);
        const V code = divides ? hn::Min(hn::Max(nearestSteps(shifted, scale), rtn.lowest), rtn.highest)
                               : nearest(hn::Mul(shifted, factor), range);
        const V value = hn::Mul(code, scale);
        sums.add<weighted>(hasMin ? hn::Add(value, min) : value, run, i);
    }
    sums.store(errors);
}

template <bool weighted>
void measureGgml(const LaneIndex& index, Group& group) {
    ExactErrors sums;
    const Weighed run = group.all();
    forRows(group.ggml, index.values, smallElements,
            [&](V value, int i) HWY_ATTR { sums.add<weighted>(value, run, i); });
    sums.store(group.ggmlErrors);
}

SmallBlock smallBlock(const SmallLayout& layout, const float* x, float d, float m) {
    SmallBlock block;
    block.d = halfFromFloat(d);
    block.m = layout.hasMin ? halfFromFloat(m) : std::uint16_t{0};
    codesUnder(x, smallElements, d, layout.hasMin ? -m : 0.0F, codeRange(layout), layout.levels,
               block.codes.data());
    return block;
}

/// The groups' places among the blocks.
struct Places {
    std::int64_t first;
    std::int64_t blocks; ///< of all rows
    std::int64_t perRow;
    LaneIndex index() const { return laneIndex(first, blocks, perRow, smallElements); }
    std::int64_t count() const { return std::min(static_cast<std::int64_t>(hn::Lanes(D())), blocks - first); }
};

template <bool weighted>
void load(const SmallLayout& layout, const Rows& rows, const Places& places, const std::uint8_t* bytes,
          Group& group) {
    const LaneIndex index = places.index();
    gatherRows(rows.values + places.first * smallElements, index.values, smallElements, group.x);
    if constexpr (weighted)
        gatherRows(rows.importance, index.importance, smallElements, group.weights);
    kernels::decodeSmall(layout, bytes, places.count(), group.ggml);
    measureGgml<weighted>(index, group);
}

template <bool weighted, bool hasMin>
void write(const SmallLayout& layout, const float* x, std::int64_t count, Group& group, std::uint8_t* out) {
    rtnSmall<hasMin>(layout, group.x, group.rtn);
    measure<weighted, hasMin, true>(layout, group, group.rtn, group.rtnErrors);
    measure<weighted, hasMin, false>(layout, group, group.scan, group.scanErrors);
    for (std::int64_t lane = 0; lane < count; ++lane, x += smallElements, out += layout.bytes) {
        switch (bestOfThree(group.ggmlErrors[lane], group.rtnErrors[lane], group.scanErrors[lane])) {
        case 1:
            writeBlock(layout, reference::rtnBlock(layout, x), out);
            break;
        case 2:
            writeBlock(layout, smallBlock(layout, x, group.scan.d[lane], group.scan.m[lane]), out);
            break;
        default: // ggml's is there
            break;
        }
    }
}

template <bool weighted, bool hasMin>
void searchGroups(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::int64_t perRow = rows.columns / smallElements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    Group groups[2]; // for scanFromMin
    for (Group& group : groups) {
        for (int i = 0; i < smallElements; ++i)
            hn::Store(set(1.0F), D(), group.weights + i * maxLanes);
    }
    for (std::int64_t first = 0; first < blocks; first += 2 * lanes) {
        const bool two = first + lanes < blocks;
        const Places places[2] = {{first, blocks, perRow}, {two ? first + lanes : first, blocks, perRow}};
        for (int k = 0; k < 2; ++k)
            load<weighted>(layout, rows, places[k], out + places[k].first * layout.bytes, groups[k]);
        if constexpr (hasMin) {
            scanFromMin(layout, groups[0], groups[1]);
        } else {
            for (Group& group : groups)
                scanCentred<weighted>(layout, group);
        }
        for (int k = 0; k < (two ? 2 : 1); ++k)
            write<weighted, hasMin>(layout, rows.values + places[k].first * smallElements, places[k].count(),
                                    groups[k], out + places[k].first * layout.bytes);
    }
}

} // namespace

void SearchSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    kernels::encodeSmall(layout, rows, out); // what is there to beat
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

HWY_EXPORT(SearchSmall);

namespace kernels {

void searchSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(SearchSmall)(layout, rows, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
