// `search` for the table types: scans with a block in each lane, codes with elements side by side. The
// specification is reference/level_coder.cpp; names follow it.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/level_coder.h"
#include "formats/gguf/reference/search_sums.h"

#include <array>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/level_search.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/sort-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

/// The levels as the search for the nearest needs them.
struct Levels {
    bool mirrored = false; ///< the 4-bit floats: eight magnitudes and a sign
    int count = 0;
    std::array<float, 16> level{};
    std::array<float, 16> doubleMidpoint{}; ///< between k and k + 1

    explicit Levels(const LevelLayout& layout)
        : mirrored(layout.dtype == DType::MXFP4 || layout.dtype == DType::NVFP4),
          count(mirrored ? 8 : reference::usableCodes(layout)) {
        for (int k = 0; k < count; ++k)
            level[k] = layout.levels[k];
        for (int k = 0; k + 1 < count; ++k)
            doubleMidpoint[k] = level[k] + level[k + 1];
    }
    float outermost() const { return std::max(std::abs(level[0]), std::abs(level[count - 1])); }
};

HWY_INLINE V nearestLevel(const Levels& levels, V steps) {
    const V doubled = hn::Add(steps, steps);
    const V searched = levels.mirrored ? hn::Abs(doubled) : doubled;
    V found = set(levels.level[0]);
    for (int k = 0; k + 1 < levels.count; ++k)
        found = select(hn::Ge(searched, set(levels.doubleMidpoint[k])), set(levels.level[k + 1]), found);
    if (!levels.mirrored)
        return found;
    return select(hn::Lt(steps, hn::Zero(D())), hn::Neg(found), found);
}

/// Codes of elements in memory order; count: a multiple of sixteen.
void codesUnder(const Levels& levels, const float* x, int count, float scale, std::uint8_t* out) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint8_t, D> d8;
    const V inverse = set(reference::inverseOf(scale));
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        const V steps = hn::Mul(hn::LoadU(d, x + i), inverse);
        const V doubled = hn::Add(steps, steps);
        const V searched = levels.mirrored ? hn::Abs(doubled) : doubled;
        VI code = hn::Zero(di);
        for (int k = 0; k + 1 < levels.count; ++k) {
            const auto reached = hn::RebindMask(di, hn::Ge(searched, set(levels.doubleMidpoint[k])));
            code = hn::IfThenElse(reached, hn::Set(di, k + 1), code);
        }
        if (levels.mirrored) {
            const auto negative = hn::RebindMask(di, hn::Lt(steps, hn::Zero(d)));
            const auto other = hn::And(negative, hn::Gt(code, hn::Zero(di)));
            code = hn::IfThenElse(other, hn::Add(code, hn::Set(di, 8)), code);
        }
        hn::StoreU(hn::DemoteTo(d8, code), d8, out + i);
    }
}

void roundBlock(const LevelLayout& layout, const Levels& levels, const float* x, LevelBlock& block) {
    for (int j = 0; j < layout.subBlocks(); ++j)
        codesUnder(levels, x + j * layout.subElements, layout.subElements, layout.scale(block, j),
                   block.codes.data() + j * layout.subElements);
}

struct Sums {
    V error;
    V lx;
    V ll;
};

/// roundSub and solvedScale at once. scale: as stored.
HWY_INLINE Sums sumsUnder(const Levels& levels, const float* x, const float* weights, int count, V scale) {
    const V zero = hn::Zero(D());
    const V inverse = select(hn::Eq(scale, zero), zero, hn::Div(set(1.0F), scale));
    Sums sums{zero, zero, zero};
    for (int i = 0; i < count; ++i) {
        const V value = row(x, i);
        const V w = row(weights, i);
        const V level = nearestLevel(levels, hn::Mul(value, inverse));
        const V difference = hn::Sub(hn::Mul(level, scale), value);
        sums.error = hn::Add(sums.error, hn::Mul(w, hn::Mul(difference, difference)));
        sums.lx = hn::Add(sums.lx, hn::Mul(w, hn::Mul(level, value)));
        sums.ll = hn::Add(sums.ll, hn::Mul(w, hn::Mul(level, level)));
    }
    return sums;
}

/// storable, lane by lane.
HWY_INLINE V storable(V value) {
    HWY_ALIGN float lanes[maxLanes];
    hn::Store(value, D(), lanes);
    for (std::size_t lane = 0; lane < hn::Lanes(D()); ++lane)
        lanes[lane] = reference::storable(lanes[lane]);
    return hn::Load(D(), lanes);
}

struct FreeScale {
    V d;     ///< as stored; 0 where nothing was found
    M found; ///< an error that is a number
};

FreeScale scanFree(const Levels& levels, const float* x, const float* weights, int count) {
    const D d;
    const V zero = hn::Zero(d);
    const V largest = hn::Abs(extremeOf(x, count));
    V least = set(HUGE_VALF);
    V best = zero;
    for (const float sign : {1.0F, -1.0F}) {
        for (int k = 0; k < 10; ++k) {
            V scale = hn::Mul(hn::Div(hn::Mul(set(sign), largest), set(levels.outermost())),
                              set(1.1F - 0.07F * static_cast<float>(k)));
            for (int round = 0; round < 2; ++round) {
                const V stored = storable(scale);
                const Sums sums = sumsUnder(levels, x, weights, count, stored);
                const M better = hn::Lt(sums.error, least);
                least = select(better, sums.error, least);
                best = select(better, stored, best);
                scale = select(hn::Gt(sums.ll, zero), hn::Div(sums.lx, sums.ll), zero);
            }
        }
    }
    return {best, hn::Lt(least, set(HUGE_VALF))};
}

/// What the scan found for the lanes' blocks: everything but the codes. Where nothing was, a block of zeros.
struct Group {
    LevelBlock blocks[maxLanes];
    bool found[maxLanes];
};

/// layout.scale for each lane.
HWY_INLINE V scalesOf(const LevelLayout& layout, const LevelScales* lanes, int sub) {
    HWY_ALIGN float scales[maxLanes];
    for (std::size_t lane = 0; lane < hn::Lanes(D()); ++lane)
        scales[lane] = layout.scale(lanes[lane], sub);
    return hn::Load(D(), scales);
}

void scanFreeBlocks(const Levels& levels, const LevelLayout& layout, const float* x, const float* weights,
                    Group& group) {
    const FreeScale scan = scanFree(levels, x, weights, layout.elements);
    HWY_ALIGN float scales[maxLanes];
    hn::Store(scan.d, D(), scales);
    for (std::size_t lane = 0; lane < hn::Lanes(D()); ++lane)
        group.blocks[lane].d = halfFromFloat(scales[lane]);
    hn::Store(select(scan.found, set(1.0F), set(0.0F)), D(), scales);
    for (std::size_t lane = 0; lane < hn::Lanes(D()); ++lane)
        group.found[lane] = scales[lane] != 0;
}

/// blocks: come with rtn's scales.
void scanBytes(const Levels& levels, const LevelLayout& layout, const float* x, const float* weights,
               Group& group) {
    const D d;
    const int below = layout.dtype == DType::NVFP4 ? 10 : 2;
    const int highest = layout.dtype == DType::NVFP4 ? 0x7e : 0xfe;
    const auto lanes = hn::Lanes(d);
    LevelScales tried[maxLanes];
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const std::size_t first = static_cast<std::size_t>(j * layout.subElements) * maxLanes;
        HWY_ALIGN float least[maxLanes];
        HWY_ALIGN float error[maxLanes];
        int middle[maxLanes];
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            tried[lane].scales[j] = group.blocks[lane].scales[j];
            middle[lane] = tried[lane].scales[j];
        }
        const auto measure = [&](float* to) HWY_ATTR {
            const V scale = scalesOf(layout, tried, j);
            hn::Store(sumsUnder(levels, x + first, weights + first, layout.subElements, scale).error, D(),
                      to);
        };
        measure(least);
        for (int offset = -below; offset <= 6; ++offset) {
            if (offset == 0)
                continue;
            for (std::size_t lane = 0; lane < lanes; ++lane)
                tried[lane].scales[j] =
                    static_cast<std::uint8_t>(std::clamp(middle[lane] + offset, 0, highest));
            measure(error);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const int scale = middle[lane] + offset;
                if (scale < 0 || scale > highest || !(error[lane] < least[lane]))
                    continue;
                least[lane] = error[lane];
                group.blocks[lane].scales[j] = static_cast<std::uint8_t>(scale);
            }
        }
    }
    std::fill_n(group.found, lanes, true);
}

struct Unit {
    LevelScales scales;
    float error;
};

/// The best integers under one unit; wishes: a row for each sub-block.
void trySuper(const Levels& levels, const LevelLayout& layout, const float* x, const float* weights,
              const float* wishes, Unit* tried) {
    const D d;
    const auto lanes = hn::Lanes(d);
    LevelScales trial[maxLanes];
    int wish[maxLanes];
    float unit[maxLanes];
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        trial[lane].d = tried[lane].scales.d;
        unit[lane] = floatFromHalf(trial[lane].d);
        tried[lane].error = 0;
    }
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const std::size_t first = static_cast<std::size_t>(j * layout.subElements) * maxLanes;
        float least[maxLanes];
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const float steps = wishes[static_cast<std::size_t>(j) * maxLanes + lane] / unit[lane];
            wish[lane] =
                unit[lane] != 0 ? static_cast<int>(std::nearbyint(std::clamp(steps, -64.0F, 64.0F))) : 0;
            least[lane] = HUGE_VALF;
        }
        for (int offset = -1; offset <= 1; ++offset) {
            for (std::size_t lane = 0; lane < lanes; ++lane)
                trial[lane].scales[j] =
                    static_cast<std::uint8_t>(std::clamp(wish[lane] + offset, -32, 31) + 32);
            HWY_ALIGN float error[maxLanes];
            const V scale = scalesOf(layout, trial, j);
            hn::Store(sumsUnder(levels, x + first, weights + first, layout.subElements, scale).error, d,
                      error);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                if (!(error[lane] < least[lane]))
                    continue;
                least[lane] = error[lane];
                tried[lane].scales.scales[j] = trial[lane].scales[j];
            }
        }
        for (std::size_t lane = 0; lane < lanes; ++lane)
            tried[lane].error += least[lane];
    }
}

void scanSuper(const Levels& levels, const LevelLayout& layout, const float* x, const float* weights,
               Group& group) {
    const D d;
    const auto lanes = hn::Lanes(d);
    HWY_ALIGN float wishes[8 * maxLanes];
    HWY_ALIGN float largest[maxLanes];
    V extreme = hn::Zero(d);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const std::size_t first = static_cast<std::size_t>(j * layout.subElements) * maxLanes;
        const V wish = scanFree(levels, x + first, weights + first, layout.subElements).d;
        hn::Store(wish, d, wishes + j * maxLanes);
        extreme = select(hn::Gt(hn::Abs(wish), hn::Abs(extreme)), wish, extreme);
    }
    hn::Store(extreme, d, largest);
    float least[maxLanes];
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        least[lane] = HUGE_VALF;
        group.found[lane] = false;
    }
    for (int k = 0; k < 4; ++k) {
        Unit tried[maxLanes] = {};
        for (std::size_t lane = 0; lane < lanes; ++lane)
            tried[lane].scales.d =
                halfFromFloat(reference::storable(-largest[lane] / 32 * (1 + 0.02F * static_cast<float>(k))));
        trySuper(levels, layout, x, weights, wishes, tried);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            if (!(tried[lane].error < least[lane]))
                continue;
            least[lane] = tried[lane].error;
            static_cast<LevelScales&>(group.blocks[lane]) = tried[lane].scales;
            group.found[lane] = true;
        }
    }
}

/// As many lanes as 64-bit floats have.
struct Ternary {
    std::array<double, maxLanes> wx{};
    std::array<double, maxLanes> w{};
    std::array<double, maxLanes> most{};
    std::array<double, maxLanes> scale{};
};

/// One more element counts as not zero.
HWY_INLINE void addElement(Ternary& sums, V magnitude, V weight) {
    const hn::ScalableTag<double> d;
    const hn::Rebind<float, decltype(d)> half;
    HWY_ALIGN float magnitudes[maxLanes];
    HWY_ALIGN float weights[maxLanes];
    hn::Store(magnitude, D(), magnitudes);
    hn::Store(weight, D(), weights);
    for (std::size_t lane = 0; lane < hn::Lanes(D()); lane += hn::Lanes(d)) {
        const auto w = hn::PromoteTo(d, hn::LoadU(half, weights + lane));
        const auto x = hn::PromoteTo(d, hn::LoadU(half, magnitudes + lane));
        const auto wx = hn::Add(hn::LoadU(d, sums.wx.data() + lane), hn::Mul(w, x));
        const auto total = hn::Add(hn::LoadU(d, sums.w.data() + lane), w);
        hn::StoreU(wx, d, sums.wx.data() + lane);
        hn::StoreU(total, d, sums.w.data() + lane);
        const auto most = hn::LoadU(d, sums.most.data() + lane);
        const auto explained = hn::Div(hn::Mul(wx, wx), total);
        const auto better = hn::And(hn::Gt(total, hn::Zero(d)), hn::Gt(explained, most));
        const auto scale = hn::LoadU(d, sums.scale.data() + lane);
        hn::StoreU(hn::IfThenElse(better, explained, most), d, sums.most.data() + lane);
        hn::StoreU(hn::IfThenElse(better, hn::Div(wx, total), scale), d, sums.scale.data() + lane);
    }
}

void scanTernary(const LevelLayout& layout, const float* x, const float* weights, Group& group) {
    const D d;
    HWY_ALIGN float keys[256 * maxLanes];
    HWY_ALIGN std::int32_t elements[256 * maxLanes];
    for (int i = 0; i < layout.elements; ++i)
        hn::Store(hn::Neg(hn::Abs(row(x, i))), d, keys + i * maxLanes);
    sortRows(keys, elements, layout.elements);
    Ternary sums;
    for (int i = 0; i < layout.elements; ++i)
        addElement(sums, hn::Abs(row(keys, i)), rowsAt(weights, hn::Load(DI(), elements + i * maxLanes)));
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) {
        group.blocks[lane].d = halfFromFloat(reference::storable(static_cast<float>(sums.scale[lane])));
        group.found[lane] = true;
    }
}

void scan(const LevelLayout& layout, const Levels& levels, const float* x, const float* weights,
          Group& group) {
    switch (layout.dtype) {
    case DType::TQ1_0:
    case DType::TQ2_0:
        return scanTernary(layout, x, weights, group);
    case DType::MXFP4:
    case DType::NVFP4:
        return scanBytes(levels, layout, x, weights, group);
    case DType::IQ4_XS:
        return scanSuper(levels, layout, x, weights, group);
    default:
        return scanFreeBlocks(levels, layout, x, weights, group);
    }
}

} // namespace

void SearchLevels(const LevelLayout& layout, const Rows& rows, const float* weights, std::uint8_t* out) {
    kernels::coder(layout.dtype).ggml(rows, out); // what is there to beat
    const Levels levels(layout);
    const std::int64_t perRow = rows.columns / layout.elements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    HWY_ALIGN float x[256 * maxLanes];
    HWY_ALIGN float w[256 * maxLanes];
    LevelBlock rtn[maxLanes];
    Group group;
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const LaneIndex index = laneIndex(first, blocks, perRow, layout.elements);
        gatherRows(rows.values + first * layout.elements, index.values, layout.elements, x);
        gatherRows(weights, index.importance, layout.elements, w);
        for (std::int64_t lane = 0; lane < lanes; ++lane) {
            const std::int64_t block = std::min(first + lane, blocks - 1);
            rtn[lane] = reference::rtnScales(layout, rows.values + block * layout.elements);
            group.blocks[lane] = rtn[lane];
        }
        scan(layout, levels, x, w, group);
        for (std::int64_t b = first; b < std::min(blocks, first + lanes); ++b) {
            const float* values = rows.values + b * layout.elements;
            std::uint8_t* bytes = out + b * layout.bytes;
            LevelBlock& scanned = group.blocks[b - first];
            if (group.found[b - first])
                roundBlock(layout, levels, values, scanned);
            else
                scanned = LevelBlock();
            roundBlock(layout, levels, values, rtn[b - first]);
            const LevelBlock ggml = layout.read(bytes);
            const LevelBlock& best = reference::bestOf(layout, values, weights + b % perRow * layout.elements,
                                                       {&ggml, &rtn[b - first], &scanned});
            if (&best != &ggml)
                layout.write(best, bytes);
        }
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(SearchLevels);

namespace kernels {

void searchLevels(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0,
                                  1.0F);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    HWY_DYNAMIC_DISPATCH(SearchLevels)(layout, rows, weights, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
