// ggml's encoders for the 32-element types, one block a lane. The specification is reference/small_coder.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/small_coder.h"
#include "tensor/float_convert.h"

#include <cmath>
#include <cstring>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/small_encode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/scale_min_lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

/// A chunk of one block in memory order, capped so that a block is whole chunks.
using DC = hn::CappedTag<float, 16>;
using DCI = hn::RebindToSigned<DC>;
using VC = hn::Vec<DC>;
constexpr int chunk() {
    return static_cast<int>(hn::MaxLanes(DC()));
}

/// float -> int toward zero as cvttps2dq does it: out of range becomes the smallest int (Highway saturates).
HWY_INLINE hn::Vec<DCI> truncatedInts(VC value) {
    const DC d;
    const DCI di;
    const auto tooLarge = hn::RebindMask(di, hn::Ge(value, hn::Set(d, 2147483648.0F)));
    return hn::IfThenElse(tooLarge, hn::Set(di, INT32_MIN), hn::ConvertTo(di, value));
}

/// The lowest byte of each.
HWY_INLINE void storeLow(hn::Vec<DCI> codes, std::uint8_t* out) {
    const hn::Rebind<std::uint8_t, DC> d8;
    hn::StoreU(hn::TruncateTo(d8, hn::BitCast(hn::RebindToUnsigned<DCI>(), codes)), d8, out);
}

/// As the cast to a signed byte and the minimum with the highest code: see smallCode in the specification.
HWY_INLINE hn::Vec<DCI> clippedByte(hn::Vec<DCI> code, int highest) {
    return hn::Min(hn::ShiftRight<24>(hn::ShiftLeft<24>(code)), hn::Set(DCI(), highest));
}

void centredCodes(const SmallLayout& layout, const float* x, float inverse, std::uint8_t* codes) {
    const DC d;
    const VC shift = hn::Set(d, static_cast<float>(layout.levels) + 0.5F);
    for (int i = 0; i < smallElements; i += chunk()) {
        const VC steps = hn::Add(hn::Mul(hn::LoadU(d, x + i), hn::Set(d, inverse)), shift);
        storeLow(clippedByte(truncatedInts(steps), layout.highest()), codes + i);
    }
}

void minCodes(const SmallLayout& layout, const float* x, float min, float inverse, std::uint8_t* codes) {
    const DC d;
    for (int i = 0; i < smallElements; i += chunk()) {
        const VC steps = hn::Add(hn::Mul(hn::Sub(hn::LoadU(d, x + i), hn::Set(d, min)), hn::Set(d, inverse)),
                                 hn::Set(d, 0.5F));
        const auto code = truncatedInts(steps);
        storeLow(layout.bits == 4 ? clippedByte(code, layout.highest()) : code, codes + i);
    }
}

/// Half away from zero: round down the magnitude, then up where half or more was cut off (exact, see below).
HWY_INLINE VC roundedAway(VC value) {
    const DC d;
    const VC magnitude = hn::Abs(value);
    const VC whole = hn::Trunc(magnitude);
    const VC up = hn::IfThenElseZero(hn::Ge(hn::Sub(magnitude, whole), hn::Set(d, 0.5F)), hn::Set(d, 1.0F));
    return hn::CopySign(hn::Add(whole, up), value); // magnitude - whole is exact, so the tie is seen as it is
}

void byteCodes(const float* x, float inverse, std::uint8_t* codes) {
    const DC d;
    for (int i = 0; i < smallElements; i += chunk()) {
        const VC steps = roundedAway(hn::Mul(hn::LoadU(d, x + i), hn::Set(d, inverse)));
        storeLow(truncatedInts(steps), codes + i);
    }
}

struct Extremes {
    float min;
    float max;
    float extreme; ///< of largest magnitude, the first of equals
};

HWY_INLINE Extremes extremesOf(const float* x) {
    const DC d;
    VC low = hn::LoadU(d, x);
    VC high = low;
    for (int i = chunk(); i < smallElements; i += chunk()) {
        const VC value = hn::LoadU(d, x + i);
        low = hn::Min(low, value);
        high = hn::Max(high, value);
    }
    float min = hn::GetLane(hn::MinOfLanes(d, low));
    const float max = hn::GetLane(hn::MaxOfLanes(d, high));
    if (min == 0) // the sign of the first zero goes into the file
        min = *std::find(x, x + smallElements, 0.0F);
    if (min == 0 && max == 0)
        return {min, min, 0.0F};
    if (min != -max)
        return {min, max, -min > max ? min : max};
    int i = 0; // equal magnitudes of both signs: order decides
    while (x[i] != min && x[i] != max)
        ++i;
    return {min, max, x[i]};
}

/// halfFromFloat in each lane: the low sixteen bits. Below 2^-14 adding 1/2 rounds to multiples of 2^-24.
HWY_INLINE VI halvesOf(V value) {
    const D d;
    const DI di;
    const auto set32 = [di](std::int32_t number) HWY_ATTR { return hn::Set(di, number); };
    const VI bits = hn::BitCast(di, value);
    const VI size = hn::And(bits, set32(0x7fffffff));
    const VI odd = hn::And(hn::ShiftRight<13>(size), set32(1));
    const VI normal =
        hn::Sub(hn::ShiftRight<13>(hn::Add(size, hn::Add(odd, set32(0xfff)))), set32(112 << 10));
    const VI small = hn::Sub(hn::BitCast(di, hn::Add(hn::BitCast(d, size), set(0.5F))), set32(0x3f000000));
    const VI quiet = hn::Or(hn::And(hn::ShiftRight<13>(size), set32(0x3ff)), set32(0x7e00));
    VI half = hn::Min(normal, set32(0x7c00));
    half = hn::IfThenElse(hn::Lt(size, set32(0x38800000)), small, half);
    half = hn::IfThenElse(hn::Gt(size, set32(0x7f800000)), quiet, half);
    return hn::Or(half, hn::And(hn::ShiftRight<16>(bits), set32(0x8000)));
}

void writeHeader(const SmallLayout& layout, float d, float m, std::uint8_t* out) {
    storeHalf(halfFromFloat(d), out);
    if (layout.hasMin)
        storeHalf(halfFromFloat(m), out + 2);
}

void writeCodes(const SmallLayout& layout, const std::uint8_t* codes, std::uint8_t* out) {
    if (layout.bits == 8) {
        std::memcpy(out + layout.codes, codes, smallElements);
        return;
    }
    kernels::packNibbles(codes, smallElements, 16, out + layout.codes);
    if (layout.bits != 5)
        return;
    for (int i = 0; i < 4; ++i) { // gathers bit 4 of eight bytes into one byte
        const std::uint64_t bits = kernels::word(codes + 8 * i) >> 4 & kernels::everyByte;
        out[layout.highBits + i] = static_cast<std::uint8_t>(bits * 0x0102040810204080U >> 56);
    }
}

/// d and 1/d, when what follows cannot leave the range of codes: no number on the way is infinite.
struct Step {
    float d;
    float inverse;
    bool tame() const { return std::isfinite(d) && std::isfinite(inverse); }
};

Step stepOf(float d) {
    return {d, d != 0 ? 1.0F / d : 0.0F};
}

/// One block, whatever its numbers. The block's header is written already.
void encodeWild(const SmallLayout& layout, const float* x, float min, float inverse, std::uint8_t* out) {
    std::uint8_t codes[smallElements];
    if (layout.bits == 8)
        byteCodes(x, inverse, codes);
    else if (layout.hasMin)
        minCodes(layout, x, min, inverse, codes);
    else
        centredCodes(layout, x, inverse, codes);
    writeCodes(layout, codes, out);
}

/// Half away from zero: the largest float below 1/2 carries ties over, and nothing else.
void encodeBytes(const float* x, std::int64_t blocks, std::uint8_t* out) {
    const DC d;
    const DCI di;
    const VC almostHalf = hn::Set(d, 0x1.fffffep-2F);
    for (std::int64_t b = 0; b < blocks; ++b, x += smallElements, out += q8_0.bytes) {
        fetchAhead(x, smallElements);
        VC found = hn::Abs(hn::LoadU(d, x));
        for (int i = chunk(); i < smallElements; i += chunk())
            found = hn::Max(found, hn::Abs(hn::LoadU(d, x + i)));
        const Step step = stepOf(hn::GetLane(hn::MaxOfLanes(d, found)) / 127.0F);
        writeHeader(q8_0, step.d, 0, out);
        if (!step.tame()) {
            encodeWild(q8_0, x, 0, step.inverse, out);
            continue;
        }
        const VC inverse = hn::Set(d, step.inverse);
        for (int i = 0; i < smallElements; i += chunk()) {
            const VC steps = hn::Mul(hn::LoadU(d, x + i), inverse);
            storeLow(hn::ConvertTo(di, hn::Add(steps, hn::CopySign(almostHalf, steps))), out + 2 + i);
        }
    }
}

/// The codes of a tame block, one chunk.
template <int bits, bool hasMin>
HWY_INLINE hn::Vec<DCI> tameCodes(const float* x, VC min, VC inverse) {
    const DC d;
    const DCI di;
    const VC value = hn::LoadU(d, x);
    const VC steps = hn::Mul(hasMin ? hn::Sub(value, min) : value, inverse);
    const float shift = hasMin ? 0.5F : static_cast<float>(1 << (bits - 1)) + 0.5F;
    return hn::Min(hn::ConvertTo(di, hn::Add(steps, hn::Set(d, shift))), hn::Set(di, (1 << bits) - 1));
}

template <int bits, bool hasMin>
HWY_INLINE void encodeTame(const SmallLayout& layout, const float* x, float min, float inverse,
                           std::uint8_t* out) {
    const DC d;
    const DCI di;
    const VC low = hn::Set(d, min);
    const VC scale = hn::Set(d, inverse);
    const auto nibble = hn::Set(di, 15);
    for (int i = 0; i < 16; i += chunk()) {
        auto first = tameCodes<bits, hasMin>(x + i, low, scale);
        auto second = tameCodes<bits, hasMin>(x + 16 + i, low, scale);
        if (bits == 5) {
            hn::StoreMaskBits(di, hn::Gt(first, nibble), out + layout.highBits + i / 8);
            hn::StoreMaskBits(di, hn::Gt(second, nibble), out + layout.highBits + 2 + i / 8);
            first = hn::And(first, nibble);
        }
        storeLow(hn::Or(first, hn::ShiftLeft<4>(second)), out + layout.codes + i);
    }
}

template <int bits, bool hasMin>
void encodeNibbles(const SmallLayout& layout, const float* x, std::int64_t blocks, std::uint8_t* out) {
    for (std::int64_t b = 0; b < blocks; ++b, x += smallElements, out += layout.bytes) {
        fetchAhead(x, smallElements);
        const Extremes found = extremesOf(x);
        const Step step = stepOf(hasMin ? (found.max - found.min) / static_cast<float>(layout.highest())
                                        : found.extreme / -static_cast<float>(layout.levels));
        writeHeader(layout, step.d, found.min, out);
        if (step.tame() && (bits == 4 || chunk() >= 8)) // fewer lanes leave bytes of fifth bits unfinished
            encodeTame<bits, hasMin>(layout, x, found.min, step.inverse, out);
        else
            encodeWild(layout, x, found.min, step.inverse, out);
    }
}

void encodePlain(const SmallLayout& layout, const float* x, std::int64_t blocks, std::uint8_t* out) {
    if (layout.bits == 8)
        encodeBytes(x, blocks, out);
    else if (layout.bits == 5)
        layout.hasMin ? encodeNibbles<5, true>(layout, x, blocks, out)
                      : encodeNibbles<5, false>(layout, x, blocks, out);
    else
        layout.hasMin ? encodeNibbles<4, true>(layout, x, blocks, out)
                      : encodeNibbles<4, false>(layout, x, blocks, out);
}

/// importance * sqrt(the row's mean square + x^2)
void rowWeights(const float* importance, VI index, V square, const float* x, float* weights) {
    const D d;
    forRows(importance, index, smallElements, [&](V wanted, int i) HWY_ATTR {
        const V value = row(x, i);
        hn::Store(hn::Mul(wanted, hn::Sqrt(hn::Add(square, hn::Mul(value, value)))), d,
                  weights + i * maxLanes);
    });
}

struct SmallFits {
    HWY_ALIGN float scale[maxLanes] = {};
    HWY_ALIGN float min[maxLanes] = {};
    HWY_ALIGN float inverse[maxLanes] = {};
    HWY_ALIGN float base[maxLanes] = {};
};

/// As many blocks as there are lanes, ready to be fitted.
struct SmallGroup {
    HWY_ALIGN float x[smallElements * maxLanes];
    HWY_ALIGN float weights[smallElements * maxLanes];
    SmallFits fits;
};

void keepFit(const LaneScaleMin& fit, SmallFits& fits) {
    const D d;
    hn::Store(fit.scale, d, fits.scale);
    hn::Store(hn::Neg(fit.min), d, fits.min);
    hn::Store(fit.inverse, d, fits.inverse);
    hn::Store(fit.base, d, fits.base);
}

/// Two groups at once: see fitScaleMinLanes.
void fitGroups(const SmallLayout& layout, SmallGroup (&groups)[2]) {
    if (layout.hasMin) {
        const LaneScaleMinPair fits =
            fitScaleMinLanes<false>(groups[0].x, groups[0].weights, groups[1].x, groups[1].weights,
                                    smallElements, layout.highest(), triesWithMatrix);
        keepFit(fits.a, groups[0].fits);
        keepFit(fits.b, groups[1].fits);
        return;
    }
    for (SmallGroup& group : groups) {
        const LaneSymmetric fit = fitSymmetricLanes(group.x, group.weights, smallElements, layout.levels);
        hn::Store(fit.scale, D(), group.fits.scale);
        hn::Store(fit.inverse, D(), group.fits.inverse);
    }
}

/// The mean square of every row, a row a lane, in order.
void rowSquares(const Rows& rows, std::vector<float>& squares) {
    const D d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    squares.resize(static_cast<std::size_t>(rows.rows));
    for (std::int64_t first = 0; first < rows.rows; first += lanes) {
        HWY_ALIGN float sums[maxLanes];
        const std::int64_t count = std::min(lanes, rows.rows - first);
        if (count == 1 || rows.columns > (1 << 26)) { // nothing beside it, or too wide for the index
            for (std::int64_t r = first; r < first + count; ++r)
                squares[static_cast<std::size_t>(r)] =
                    reference::meanSquare(rows.values + r * rows.columns, rows.columns);
            continue;
        }
        const LaneIndex index = laneIndex(first, rows.rows, 1, static_cast<int>(rows.columns));
        V sum = hn::Zero(d);
        forRows(rows.values + first * rows.columns, index.values, static_cast<int>(rows.columns),
                [&](V value, int) HWY_ATTR { sum = hn::Add(sum, hn::Mul(value, value)); });
        hn::Store(hn::Div(sum, set(static_cast<float>(rows.columns))), d, sums);
        std::copy_n(sums, count, squares.begin() + first);
    }
}

/// Values and weights of the blocks from `first` on.
void gatherGroup(const Rows& rows, const std::vector<float>& squares, std::int64_t first, SmallGroup& group) {
    const std::int64_t perRow = rows.columns / smallElements;
    const std::int64_t blocks = rows.rows * perRow;
    HWY_ALIGN float laneSquares[maxLanes];
    auto inRow = first % perRow;
    auto square = squares.begin() + static_cast<std::ptrdiff_t>(first / perRow);
    for (std::size_t lane = 0; lane < hn::Lanes(D()); ++lane) {
        laneSquares[lane] = *square;
        if (++inRow < perRow)
            continue;
        inRow = 0;
        if (square + 1 != squares.end()) // spare lanes repeat the last block
            ++square;
    }
    const LaneIndex index = laneIndex(first, blocks, perRow, smallElements);
    gatherRows(rows.values + first * smallElements, index.values, smallElements, group.x);
    rowWeights(rows.importance, index.importance, hn::Load(D(), laneSquares), group.x, group.weights);
}

void writeGroup(const SmallLayout& layout, const SmallFits& fits, const float* x, std::size_t count,
                std::uint8_t* out) {
    HWY_ALIGN std::int32_t scales[maxLanes];
    HWY_ALIGN std::int32_t mins[maxLanes];
    hn::Store(halvesOf(hn::Load(D(), fits.scale)), DI(), scales);
    hn::Store(halvesOf(hn::Load(D(), fits.min)), DI(), mins);
    std::uint8_t codes[smallElements];
    for (std::size_t lane = 0; lane < count; ++lane, x += smallElements, out += layout.bytes) {
        if (fits.inverse[lane] == 0)
            std::fill_n(codes, smallElements, std::uint8_t{0});
        else
            codesOfFit(x, smallElements, fits.inverse[lane], layout.hasMin ? fits.base[lane] : 0.0F,
                       layout.hasMin, layout.levels, layout.highest(), codes);
        storeHalf(static_cast<std::uint16_t>(scales[lane]), out);
        if (layout.hasMin)
            storeHalf(static_cast<std::uint16_t>(mins[lane]), out + 2);
        writeCodes(layout, codes, out);
    }
}

void encodeWeighted(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    std::vector<float> squares;
    rowSquares(rows, squares);
    const std::int64_t blocks = rows.rows * rows.columns / smallElements;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    SmallGroup groups[2];
    for (std::int64_t first = 0; first < blocks; first += 2 * lanes) {
        const bool two = first + lanes < blocks;
        const std::int64_t starts[2] = {first, two ? first + lanes : first};
        for (int k = 0; k < 2; ++k)
            gatherGroup(rows, squares, starts[k], groups[k]);
        fitGroups(layout, groups);
        for (int k = 0; k < (two ? 2 : 1); ++k)
            writeGroup(layout, groups[k].fits, rows.values + starts[k] * smallElements,
                       static_cast<std::size_t>(std::min(lanes, blocks - starts[k])),
                       out + starts[k] * layout.bytes);
    }
}

} // namespace

void EncodeSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    if (rows.importance == nullptr || layout.bits == 8)
        encodePlain(layout, rows.values, rows.rows * rows.columns / smallElements, out);
    else
        encodeWeighted(layout, rows, out);
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(EncodeSmall);

namespace kernels {

void encodeSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(EncodeSmall)(layout, rows, out);
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
