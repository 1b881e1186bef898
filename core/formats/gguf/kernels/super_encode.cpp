// ggml's encoders for the K types, one block a lane. The specification is reference/super_ggml.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/super_coder.h"
#include "tensor/float_convert.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/super_encode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/scale_min_lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

constexpr int maxSubBlocks = 16;

/// Found for as many blocks as there are lanes; a row a sub-block.
struct Group {
    HWY_ALIGN float scales[maxSubBlocks * maxLanes];
    HWY_ALIGN float mins[maxSubBlocks * maxLanes];
    HWY_ALIGN float inverses[maxSubBlocks * maxLanes];
    HWY_ALIGN float bases[maxSubBlocks * maxLanes];
    HWY_ALIGN float weights[maxSubBlocks * maxLanes];
    HWY_ALIGN std::int32_t scaleCodes[maxSubBlocks * maxLanes];
    HWY_ALIGN std::int32_t minCodes[maxSubBlocks * maxLanes];
    HWY_ALIGN float d[maxLanes];
    HWY_ALIGN float dmin[maxLanes];
};

void keep(V value, float* rows, int j) {
    hn::Store(value, D(), rows + j * maxLanes);
}

/// weights = importance * sqrt(sigma2 + x^2); returns their sum.
V matrixWeights(const float* importance, VI index, V sigma2, const float* x, int count, float* weights) {
    const D d;
    V sum = hn::Zero(d);
    forRows(importance, index, count, [&](V wanted, int i) HWY_ATTR {
        const V value = row(x, i);
        const V w = hn::Mul(wanted, hn::Sqrt(hn::Add(sigma2, hn::Mul(value, value))));
        hn::Store(w, d, weights + i * maxLanes);
        sum = hn::Add(sum, w);
    });
    return sum;
}

V blockSquares(const float* base, VI index) {
    V sum = hn::Zero(D());
    forRows(base, index, superElements,
            [&](V value, int) HWY_ATTR { sum = hn::Add(sum, hn::Mul(value, value)); });
    return sum;
}

void plainWeights(const SuperLayout& layout, const float* x, float* weights) {
    const V base = layout.bits == 2 ? hn::Zero(D())
                                    : hn::Sqrt(hn::Div(sumOfSquares(x, layout.subElements),
                                                       set(static_cast<float>(layout.subElements))));
    for (int i = 0; i < layout.subElements; ++i)
        keep(hn::Add(base, hn::Abs(row(x, i))), weights, i);
}

// ---- with mins

/// Where fitMins keeps a pair of sub-blocks.
struct MinsPair {
    HWY_ALIGN float x[2][32 * maxLanes];
    HWY_ALIGN float weights[2][32 * maxLanes];
};

void keepFit(const LaneScaleMin& fit, Group& group, int j) {
    keep(fit.scale, group.scales, j);
    keep(fit.min, group.mins, j);
    keep(fit.inverse, group.inverses, j);
    keep(fit.base, group.bases, j);
}

void fitMins(const SuperLayout& layout, const float* base, const float* importance, const LaneIndex& index,
             Group& group) {
    MinsPair pair;
    const ScaleMinTries tries = importance != nullptr ? triesWithMatrix
                                : layout.bits == 4    ? ScaleMinTries{-1.0F, 0.1F, 20, false}
                                                      : ScaleMinTries{-0.5F, 0.1F, 15, layout.bits == 2};
    V sigma2 = hn::Zero(D());
    if (importance != nullptr) {
        const V squares = blockSquares(base, index.values);
        sigma2 = hn::Div(layout.bits == 2 ? squares : hn::Add(squares, squares), set(superElements));
    }
    const int count = layout.subElements;
    for (int j = 0; j < layout.subBlocks(); j += 2) {
        for (int k = 0; k < 2; ++k) {
            gatherRows(base + (j + k) * count, index.values, count, pair.x[k]);
            if (importance != nullptr)
                keep(matrixWeights(importance + (j + k) * count, index.importance, sigma2, pair.x[k], count,
                                   pair.weights[k]),
                     group.weights, j + k);
            else
                plainWeights(layout, pair.x[k], pair.weights[k]);
        }
        const auto fit = tries.absolute ? fitScaleMinLanes<true> : fitScaleMinLanes<false>;
        const LaneScaleMinPair fits =
            fit(pair.x[0], pair.weights[0], pair.x[1], pair.weights[1], count, layout.highest(), tries);
        keepFit(fits.a, group, j);
        keepFit(fits.b, group, j + 1);
    }
}

/// Without a matrix the largest scale gets the highest code. Returns the unit.
V codePlainly(const SuperLayout& layout, const float* values, std::int32_t* codes) {
    const DI di;
    const V zero = hn::Zero(D());
    const V steps = set(static_cast<float>(layout.highestScale));
    V max = zero;
    for (int j = 0; j < layout.subBlocks(); ++j)
        max = select(hn::Gt(row(values, j), max), row(values, j), max);
    const V inverse = select(hn::Gt(max, zero), hn::Div(steps, max), zero);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const VI code = hn::And(nearestInts(hn::Mul(inverse, row(values, j))), hn::Set(di, 255));
        hn::Store(hn::Min(code, hn::Set(di, layout.highestScale)), di, codes + j * maxLanes);
    }
    return hn::Div(max, steps);
}

V codeWeighted(const SuperLayout& layout, const float* values, const float* weights, std::int32_t* codes) {
    const DI di;
    const V unit = fitPositiveLanes(values, weights, layout.subBlocks(), layout.highestScale, codes);
    for (int j = 0; j < layout.subBlocks(); ++j)
        hn::Store(hn::Min(hn::Load(di, codes + j * maxLanes), hn::Set(di, layout.highestScale)), di,
                  codes + j * maxLanes);
    return unit;
}

void encodeMins(const SuperLayout& layout, const float* base, const float* importance, const LaneIndex& index,
                Group& group) {
    fitMins(layout, base, importance, index, group);
    if (importance != nullptr) {
        hn::Store(codeWeighted(layout, group.scales, group.weights, group.scaleCodes), D(), group.d);
        hn::Store(codeWeighted(layout, group.mins, group.weights, group.minCodes), D(), group.dmin);
    } else {
        hn::Store(codePlainly(layout, group.scales, group.scaleCodes), D(), group.d);
        hn::Store(codePlainly(layout, group.mins, group.minCodes), D(), group.dmin);
    }
}

// ---- centred

/// The value of largest magnitude, and the unit that puts it on the lowest integer; 1 / inverse.
V largestOf(const float* values, int count) {
    return extremeOf(values, count);
}

void encodeQ6K(const float* base, const float* importance, const LaneIndex& index, Group& group) {
    const D d;
    const DI di;
    HWY_ALIGN float x[16 * maxLanes];
    HWY_ALIGN float weights[16 * maxLanes];
    for (int j = 0; j < 16; ++j) {
        gatherRows(base + 16 * j, index.values, 16, x);
        if (importance != nullptr)
            gatherRows(importance + 16 * j, index.importance, 16, weights);
        const LaneSymmetric fit = fitSymmetricLanes(x, importance != nullptr ? weights : nullptr, 16, 32);
        keep(fit.scale, group.scales, j);
        keep(fit.inverse, group.inverses, j);
    }
    const V largest = largestOf(group.scales, 16);
    const M empty = hn::Lt(hn::Abs(largest), set(zeroBelow));
    const V inverse = hn::Div(set(-128.0F), select(empty, set(1.0F), largest));
    hn::Store(select(empty, hn::Zero(d), hn::Div(set(1.0F), inverse)), d, group.d);
    for (int j = 0; j < 16; ++j) {
        const VI code = hn::Min(hn::Set(di, 127), nearestInts(hn::Mul(inverse, row(group.scales, j))));
        hn::Store(hn::IfThenZeroElse(hn::RebindMask(di, empty), code), di, group.scaleCodes + j * maxLanes);
        // A block that counts as zero has no codes either.
        keep(select(empty, hn::Zero(d), row(group.inverses, j)), group.inverses, j);
    }
}

void encodeQ3KWeighted(const float* base, const float* importance, const LaneIndex& index, Group& group) {
    const DI di;
    HWY_ALIGN float x[16 * maxLanes];
    HWY_ALIGN float weights[16 * maxLanes];
    const V squares = blockSquares(base, index.values);
    const V sigma2 = hn::Div(hn::Add(squares, squares), set(superElements));
    for (int j = 0; j < 16; ++j) {
        gatherRows(base + 16 * j, index.values, 16, x);
        keep(matrixWeights(importance + 16 * j, index.importance, sigma2, x, 16, weights), group.weights, j);
        const LaneSymmetric fit = fitSymmetricLanes(x, weights, 16, 4);
        keep(fit.scale, group.scales, j);
        keep(fit.inverse, group.inverses, j);
    }
    const LaneSymmetric unit = fitSymmetricLanes(group.scales, group.weights, 16, 32);
    hn::Store(unit.scale, D(), group.d);
    const auto none = hn::RebindMask(di, hn::Eq(unit.inverse, hn::Zero(D())));
    for (int j = 0; j < 16; ++j) {
        VI code = nearestInts(hn::Mul(unit.inverse, row(group.scales, j)));
        code = hn::Min(hn::Max(code, hn::Set(di, -32)), hn::Set(di, 31));
        hn::Store(hn::IfThenElse(none, hn::Set(di, -32), code), di, group.scaleCodes + j * maxLanes);
    }
}

/// fitByMoves for 16 elements, lane by lane.
struct Moves {
    HWY_ALIGN float x[16 * maxLanes];
    HWY_ALIGN float squares[16 * maxLanes]; ///< the weights
    HWY_ALIGN float cubes[16 * maxLanes];
    HWY_ALIGN float codes[16 * maxLanes];
    HWY_ALIGN float xlParts[16 * maxLanes]; ///< what the codes contribute to xl
    HWY_ALIGN float llParts[16 * maxLanes]; ///< and to ll
    V xl;
    V ll;
    M empty; ///< lanes that count as zero
    M moved; ///< in this round
};

void beginMoves(const float* base, VI index, Moves& state) {
    const D d;
    const V lowest = set(-4.0F);
    gatherRows(base, index, 16, state.x);
    const V largest = extremeOf(state.x, 16);
    state.empty = hn::Lt(hn::Abs(largest), set(zeroBelow));
    const V inverse = hn::Div(lowest, select(state.empty, set(1.0F), largest));
    state.xl = hn::Zero(d);
    state.ll = hn::Zero(d);
    for (int i = 0; i < 16; ++i) {
        const V value = row(state.x, i);
        const V l = clampedSmall(hn::Mul(inverse, value), lowest, set(3.0F));
        const V w = hn::Mul(value, value);
        const V cube = hn::Mul(w, value);
        const V xlPart = hn::Mul(cube, l);
        const V llPart = hn::Mul(hn::Mul(w, l), l);
        keep(w, state.squares, i);
        keep(cube, state.cubes, i);
        keep(l, state.codes, i);
        keep(xlPart, state.xlParts, i);
        keep(llPart, state.llParts, i);
        state.xl = hn::Add(state.xl, xlPart);
        state.ll = hn::Add(state.ll, llPart);
    }
}

/// Moves the code of element i where that explains more.
HWY_INLINE void move(Moves& state, int i) {
    const D d;
    V newXl = hn::Sub(state.xl, row(state.xlParts, i));
    V newLl = hn::Sub(state.ll, row(state.llParts, i));
    const M possible = hn::Gt(newXl, hn::Zero(d));
    const V l = clampedInts(hn::Div(hn::Mul(row(state.x, i), newLl), newXl), set(-4.0F), set(3.0F));
    const V xlPart = hn::Mul(row(state.cubes, i), l);
    const V llPart = hn::Mul(hn::Mul(row(state.squares, i), l), l);
    newXl = hn::Add(newXl, xlPart);
    newLl = hn::Add(newLl, llPart);
    const M gain = hn::And(hn::Gt(newLl, hn::Zero(d)), hn::Gt(hn::Mul(hn::Mul(newXl, newXl), state.ll),
                                                              hn::Mul(hn::Mul(state.xl, state.xl), newLl)));
    const M take = hn::And(hn::And(possible, gain), hn::Ne(l, row(state.codes, i)));
    state.xl = select(take, newXl, state.xl);
    state.ll = select(take, newLl, state.ll);
    hn::BlendedStore(l, take, d, state.codes + i * maxLanes);
    hn::BlendedStore(xlPart, take, d, state.xlParts + i * maxLanes);
    hn::BlendedStore(llPart, take, d, state.llParts + i * maxLanes);
    state.moved = hn::Or(state.moved, take);
}

constexpr int together = 4;

/// Four sub-blocks at a time: each step of one hangs on the step before, the others' fill the time.
void fitByMovesLanes(const float* base, VI index, Moves (&states)[together]) {
    const M none = hn::Ne(hn::Zero(D()), hn::Zero(D()));
    for (int k = 0; k < together; ++k)
        beginMoves(base + 16 * k, index, states[k]);
    for (int round = 0; round < 5; ++round) {
        for (Moves& state : states)
            state.moved = none;
        for (int i = 0; i < 16; ++i) {
            move(states[0], i);
            move(states[1], i);
            move(states[2], i);
            move(states[3], i);
        }
        M moved = none;
        for (const Moves& state : states)
            moved = hn::Or(moved, hn::AndNot(state.empty, state.moved));
        if (hn::AllFalse(D(), moved))
            break;
    }
}

V scaleOf(const Moves& state) {
    const V zero = hn::Zero(D());
    return select(hn::AndNot(state.empty, hn::Gt(state.ll, zero)), hn::Div(state.xl, state.ll), zero);
}

void encodeQ3K(const float* base, const LaneIndex& index, Group& group) {
    const D d;
    const DI di;
    const V zero = hn::Zero(d);
    Moves states[together];
    for (int j = 0; j < 16; j += together) {
        fitByMovesLanes(base + 16 * j, index.values, states);
        for (int k = 0; k < together; ++k) {
            keep(scaleOf(states[k]), group.scales, j + k);
            // Not what the moves gave, but only asked whether it is zero: see writeBlocks.
            keep(select(states[k].empty, zero, set(1.0F)), group.inverses, j + k);
        }
    }
    const V largest = extremeOf(group.scales, 16);
    const M empty = hn::Eq(largest, hn::Zero(d));
    const V inverse = hn::Div(set(-32.0F), select(empty, set(1.0F), largest));
    hn::Store(select(empty, hn::Zero(d), hn::Div(set(1.0F), inverse)), d, group.d);
    for (int j = 0; j < 16; ++j) {
        VI code = nearestInts(hn::Mul(inverse, row(group.scales, j)));
        code =
            hn::ShiftRight<24>(hn::ShiftLeft<24>(code)); // ggml stores it in a signed byte before it clamps
        code = hn::Min(hn::Max(code, hn::Set(di, -32)), hn::Set(di, 31));
        hn::Store(hn::IfThenElse(hn::RebindMask(di, empty), hn::Set(di, -32), code), di,
                  group.scaleCodes + j * maxLanes);
    }
}

// ---- blocks in memory order

/// Codes of one sub-block. False where only the specification knows them: moves that ended in a zero scale.
bool writeCodes(const SuperLayout& layout, const float* x, const Group& group, std::size_t at, bool moves,
                float d, float dmin, std::uint8_t* out) {
    const int count = layout.subElements;
    const float scale = d * static_cast<float>(group.scaleCodes[at]);
    if (scale != 0) {
        const float min = layout.hasMin ? dmin * static_cast<float>(group.minCodes[at]) : 0.0F;
        codesUnderScale(x, count, scale, min, layout.hasMin, layout.levels(), layout.highest(), out);
    } else if (group.inverses[at] == 0) {
        std::fill_n(out, count, std::uint8_t{0});
    } else if (!moves) {
        codesOfFit(x, count, group.inverses[at], layout.hasMin ? group.bases[at] : 0.0F, layout.hasMin,
                   layout.levels(), layout.highest(), out);
    } else {
        return false;
    }
    return true;
}

void writeBlocks(const SuperLayout& layout, const float* base, const Group& group, bool moves,
                 std::size_t lanes, std::uint8_t* out) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const float* x = base + lane * superElements;
        SuperBlock block;
        block.d = halfFromFloat(group.d[lane]);
        block.dmin = layout.hasMin ? halfFromFloat(group.dmin[lane]) : std::uint16_t{0};
        const float d = floatFromHalf(block.d);
        const float dmin = floatFromHalf(block.dmin);
        bool known = true;
        for (int j = 0; j < layout.subBlocks(); ++j) {
            const std::size_t at = static_cast<std::size_t>(j) * maxLanes + lane;
            block.scales[j] = static_cast<std::int8_t>(group.scaleCodes[at]);
            block.mins[j] = layout.hasMin ? static_cast<std::int8_t>(group.minCodes[at]) : std::int8_t{0};
            const int first = j * layout.subElements;
            known =
                writeCodes(layout, x + first, group, at, moves, d, dmin, block.codes.data() + first) && known;
        }
        if (!known)
            block = reference::ggmlBlock(layout, x, nullptr);
        kernels::packSuperBlock(layout, block, out + lane * static_cast<std::size_t>(layout.bytes));
    }
}

} // namespace

void EncodeSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::int64_t perRow = rows.columns / superElements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    Group group;
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const LaneIndex index = laneIndex(first, blocks, perRow, superElements);
        const float* base = rows.values + first * superElements;
        const bool moves = layout.bits == 3 && rows.importance == nullptr;
        if (layout.hasMin)
            encodeMins(layout, base, rows.importance, index, group);
        else if (layout.bits == 6)
            encodeQ6K(base, rows.importance, index, group);
        else if (moves)
            encodeQ3K(base, index, group);
        else
            encodeQ3KWeighted(base, rows.importance, index, group);
        writeBlocks(layout, base, group, moves, static_cast<std::size_t>(std::min(lanes, blocks - first)),
                    out + first * layout.bytes);
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(EncodeSuper);

namespace kernels {

void encodeSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(EncodeSuper)(layout, rows, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
