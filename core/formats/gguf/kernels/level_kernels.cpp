// The table types in vectors: ggml's encoder of IQ4_NL and IQ4_XS, a block in each lane, and decoders of all
// types with sixteen levels. The specification is reference/level_ggml.cpp and level_coder.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/level_blocks.h"
#include "formats/gguf/reference/rounding.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/level_kernels.cpp"
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
    const D d;
    V sum = hn::Zero(d);
    for (int i = 0; i < elements; ++i) {
        const V value = hn::GatherIndex(d, base + i, index);
        sum = hn::Add(sum, hn::Mul(value, value));
    }
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
        for (int i = 0; i < 32; ++i) {
            const V square = hn::Mul(row(x, i), row(x, i));
            const V w = importance == nullptr
                            ? square
                            : hn::Mul(hn::GatherIndex(d, importance + 32 * j + i, index.importance),
                                      hn::Sqrt(hn::Add(sigma2, square)));
            hn::Store(w, d, weights + i * maxLanes);
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

// ---- decoding

/// `half` bytes: low nibbles to out, high nibbles to out + half. half is 8 or 16.
HWY_INLINE void decodeNibbles(const std::uint8_t* bytes, int half, const float* levels, float scale,
                              float* out) {
    const hn::CappedTag<float, 8> d;
    const hn::RebindToSigned<decltype(d)> di;
    const hn::Rebind<std::uint8_t, decltype(d)> d8;
    const auto factor = hn::Set(d, scale);
    for (int i = 0; i < half; i += static_cast<int>(hn::Lanes(d))) {
        const auto both = hn::PromoteTo(di, hn::LoadU(d8, bytes + i));
        const auto low = hn::GatherIndex(d, levels, hn::And(both, hn::Set(di, 15)));
        const auto high = hn::GatherIndex(d, levels, hn::ShiftRight<4>(both));
        hn::StoreU(hn::Mul(factor, low), d, out + i);
        hn::StoreU(hn::Mul(factor, high), d, out + half + i);
    }
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

void DecodeLevels(const LevelLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    const int half = layout.subElements / 2;
    const int header = layout.bytes - layout.elements / 2;
    const float* levels = layout.levels.data();
    for (std::int64_t b = 0; b < count; ++b, blocks += layout.bytes, out += layout.elements) {
        const LevelScales block = layout.readScales(blocks);
        for (int j = 0; j < layout.subBlocks(); ++j)
            decodeNibbles(blocks + header + j * half, half, levels, layout.scale(block, j),
                          out + j * layout.subElements);
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(EncodeBell);
HWY_EXPORT(DecodeLevels);

namespace kernels {

void encodeBell(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(EncodeBell)(layout, rows, out);
}

void decodeLevels(const LevelLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out) {
    HWY_DYNAMIC_DISPATCH(DecodeLevels)(layout, blocks, count, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
