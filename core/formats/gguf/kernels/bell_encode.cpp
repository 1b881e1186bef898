// ggml's encoder of IQ4_NL and IQ4_XS, a block in each lane. The specification is reference/level_ggml.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/level_blocks.h"
#include "formats/gguf/reference/rounding.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/bell_encode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

constexpr int levelCount = 16;

/// The value from which on code k + 1 is nearer than code k. Differences from neighbouring levels are exact
/// around these midpoints, so comparing with them is what ggml's search comes to.
HWY_INLINE V midpoint(int k) {
    return set((iq4NL.levels[k] + iq4NL.levels[k + 1]) / 2);
}

/// The nearest level; NaN gives the highest.
HWY_INLINE V nearestLevel(V value) {
    V found = set(iq4NL.levels[levelCount - 1]);
    for (int k = levelCount - 2; k >= 0; --k)
        found = select(hn::Lt(value, midpoint(k)), set(iq4NL.levels[k]), found);
    return found;
}

/// The codes of 32 elements in memory order.
void nearestCodes(const float* x, float inverse, std::uint8_t* out) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint8_t, D> d8;
    for (int i = 0; i < 32; i += static_cast<int>(hn::Lanes(d))) {
        const V value = hn::Mul(set(inverse), hn::LoadU(d, x + i));
        VI code = hn::Set(di, levelCount - 1);
        for (int k = levelCount - 2; k >= 0; --k)
            code = hn::IfThenElse(hn::RebindMask(di, hn::Lt(value, midpoint(k))), hn::Set(di, k), code);
        hn::StoreU(hn::DemoteTo(d8, code), d8, out + i);
    }
}

/// fitBell, lane by lane.
V fitBellLanes(const float* x, const float* weights) {
    const V zero = hn::Zero(D());
    const V extreme = extremeOf(x, 32);
    const M empty = hn::Lt(hn::Abs(extreme), set(zeroBelow));
    const V divisor = select(empty, set(1.0F), extreme);
    const float outermost = iq4NL.levels[0];
    V qx;
    V qq;
    const auto tried = [&](V inverse) HWY_ATTR {
        qx = zero;
        qq = zero;
        for (int i = 0; i < 32; ++i) {
            const V value = row(x, i);
            const V q = nearestLevel(hn::Mul(inverse, value));
            const V wq = hn::Mul(row(weights, i), q);
            qx = hn::Add(qx, hn::Mul(wq, value));
            qq = hn::Add(qq, hn::Mul(wq, q));
        }
    };
    tried(hn::Div(set(1.0F), hn::Div(hn::Neg(divisor), set(outermost))));
    V scale = select(hn::Gt(qq, zero), hn::Div(qx, qq), zero);
    V best = hn::Mul(scale, qx);
    for (int attempt = -7; attempt <= 7; ++attempt) {
        tried(hn::Div(set(static_cast<float>(attempt) + outermost), divisor));
        const M better = hn::And(hn::Gt(qq, zero), hn::Gt(hn::Mul(qx, qx), hn::Mul(best, qq)));
        if (hn::AllFalse(D(), better))
            continue;
        scale = select(better, hn::Div(qx, qq), scale);
        best = select(better, hn::Mul(scale, qx), best);
    }
    return select(empty, zero, scale);
}

/// Twice the mean square of each block.
V sigmaOf(const float* base, VI index, int elements) {
    V sum = hn::Zero(D());
    forRows(base, index, elements, [&](V value, int) HWY_ATTR { sum = hn::Add(sum, hn::Mul(value, value)); });
    return hn::Mul(sum, set(2.0F / static_cast<float>(elements)));
}

/// Scales of the sub-blocks, a row each.
void fitScales(const LevelLayout& layout, const float* base, const float* importance, const LaneIndex& index,
               float* scales) {
    const D d;
    HWY_ALIGN float x[32 * maxLanes];
    HWY_ALIGN float weights[32 * maxLanes];
    const V sigma2 = importance == nullptr ? hn::Zero(d) : sigmaOf(base, index.values, layout.elements);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        gatherRows(base + 32 * j, index.values, 32, x);
        const auto square = [&](int i) HWY_ATTR { return hn::Mul(row(x, i), row(x, i)); };
        if (importance == nullptr) {
            for (int i = 0; i < 32; ++i)
                hn::Store(square(i), d, weights + i * maxLanes);
        } else {
            forRows(importance + 32 * j, index.importance, 32, [&](V wanted, int i) HWY_ATTR {
                hn::Store(hn::Mul(wanted, hn::Sqrt(hn::Add(sigma2, square(i)))), d, weights + i * maxLanes);
            });
        }
        hn::Store(fitBellLanes(x, weights), d, scales + j * maxLanes);
    }
}

float inverseOf(float d) {
    return d != 0 ? 1.0F / d : 0.0F;
}

void writeIq4NL(const float* x, float scale, std::uint8_t* out) {
    std::uint8_t codes[32];
    nearestCodes(x, inverseOf(scale), codes);
    storeHalf(halfFromFloat(scale), out);
    kernels::packNibbles(codes, 32, 16, out + 2);
}

/// `scales`: this block's, maxLanes apart.
void writeIq4XS(const float* x, const float* scales, std::uint8_t* out) {
    float largest = 0;
    for (int j = 0; j < 8; ++j) {
        const float scale = scales[static_cast<std::size_t>(j) * maxLanes];
        if ((scale < 0 ? -scale : scale) > (largest < 0 ? -largest : largest))
            largest = scale;
    }
    const float d = -largest / 32;
    const float inverse = inverseOf(d);
    std::uint8_t codes[256];
    int high = 0;
    int low[8];
    for (int j = 0; j < 8; ++j) {
        const int integer =
            std::clamp(nearestByMantissa(inverse * scales[static_cast<std::size_t>(j) * maxLanes]), -32, 31);
        nearestCodes(x + 32 * j, inverseOf(d * static_cast<float>(integer)), codes + 32 * j);
        high |= (integer + 32) >> 4 << 2 * j;
        low[j] = (integer + 32) & 15;
    }
    storeHalf(halfFromFloat(d), out);
    storeHalf(static_cast<std::uint16_t>(high), out + 2);
    for (int j = 0; j < 4; ++j)
        out[4 + j] = static_cast<std::uint8_t>(low[2 * j] | low[2 * j + 1] << 4);
    kernels::packNibbles(codes, 256, 16, out + 8);
}

} // namespace

void EncodeBell(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::int64_t perRow = rows.columns / layout.elements;
    const std::int64_t blocks = rows.rows * perRow;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    HWY_ALIGN float scales[8 * maxLanes] = {};
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const LaneIndex index = laneIndex(first, blocks, perRow, layout.elements);
        const float* base = rows.values + first * layout.elements;
        fitScales(layout, base, rows.importance, index, scales);
        for (std::int64_t lane = 0; lane < std::min(lanes, blocks - first); ++lane) {
            const float* x = base + lane * layout.elements;
            std::uint8_t* bytes = out + (first + lane) * layout.bytes;
            if (layout.elements == 32)
                writeIq4NL(x, scales[lane], bytes);
            else
                writeIq4XS(x, scales + lane, bytes);
        }
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(EncodeBell);

namespace kernels {

void encodeBell(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(EncodeBell)(layout, rows, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
