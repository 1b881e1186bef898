// ggml's encoders of the 4-bit floats, the ternary types and the one- and two-bit types. Their codes hang on
// one largest magnitude (or, Q1_0, one mean), so neighbouring elements share a vector. The specification is
// reference/level_ggml.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/pack.h"
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/level_coder.h"

#include <bit>
#include <cfloat>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/few_encode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/lanes-inl.h"

#ifndef MANTISSA_GGUF_FEW_ENCODE_CONSTANTS
#define MANTISSA_GGUF_FEW_ENCODE_CONSTANTS
namespace mantissa::gguf {
namespace {

/// ceil(n * 256 / 243) for five digits to base 3, without a division.
constexpr int fiveDigitsByte(int n) {
    return n + ((n * 56108 + 1044472) >> 20);
}

constexpr bool fiveDigitsByteHolds() {
    for (int n = 0; n < 243; ++n) {
        if (fiveDigitsByte(n) != (n * 256 + 242) / 243)
            return false;
    }
    return true;
}
static_assert(fiveDigitsByteHolds());

/// floor(log2(largest)) - 2 + 127 as a byte, the logarithm being log2f's. It is the exponent's except just
/// below a power of two, where log2f rounds up to it, and for denormals.
std::uint8_t mxfp4Exponent(float largest) {
    const auto bits = std::bit_cast<std::uint32_t>(largest);
    if (bits >= 0x00800000U && (bits & 0x007fffffU) < 0x007fff00U)
        return static_cast<std::uint8_t>((bits >> 23U) - 2);
    return static_cast<std::uint8_t>(static_cast<int>(std::floor(std::log2(largest)) - 2 + 127));
}

} // namespace
} // namespace mantissa::gguf
#endif

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR
void EncodeFew(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    reference::levelCoder(layout.dtype).ggml(rows, out);
}
#else
namespace {

using DC = hn::CappedTag<float, 16>;
using DCI = hn::RebindToSigned<DC>;
using VC = hn::Vec<DC>;
using VCI = hn::Vec<DCI>;
constexpr int chunk = static_cast<int>(hn::MaxLanes(DC()));

HWY_INLINE float largestOf(const float* x, int count) {
    const DC d;
    VC found = hn::Abs(hn::LoadU(d, x));
    for (int i = chunk; i < count; i += chunk)
        found = hn::Max(found, hn::Abs(hn::LoadU(d, x + i)));
    return hn::GetLane(hn::MaxOfLanes(d, found));
}

HWY_INLINE void storeBytes(VCI codes, std::uint8_t* out) {
    const hn::Rebind<std::uint8_t, DC> d8;
    hn::StoreU(hn::TruncateTo(d8, hn::BitCast(hn::RebindToUnsigned<DCI>(), codes)), d8, out);
}

void encodeByReference(const LevelLayout& layout, const float* x, std::uint8_t* out) {
    reference::levelCoder(layout.dtype).ggml({x, 1, layout.elements, nullptr}, out);
}

// ---- E2M1

/// ggml takes the first code of least |level * scale - x|. While no x lies beyond twice the largest level
/// that is the nearest one, of equally near ones the smaller: the differences from the neighbours are exact
/// (they lie within a factor of two), and so are the products of level midpoints and scale.
struct Fp4Limits {
    VC of[7];
    explicit Fp4Limits(float scale)
        : of{limit(0.5F, scale), limit(1.5F, scale), limit(2.5F, scale), limit(3.5F, scale),
             limit(5, scale),    limit(7, scale),    limit(10, scale)} {}
    static HWY_INLINE VC limit(float steps, float scale) { return hn::Set(DC(), steps * scale); }
};

HWY_INLINE VCI fp4Codes(const float* x, const Fp4Limits& limits) {
    const DC d;
    const DCI di;
    const VCI one = hn::Set(di, 1);
    const VC value = hn::LoadU(d, x);
    const VC magnitude = hn::Abs(value);
    const auto more = [&](VCI code, VC limit) HWY_ATTR {
        return hn::IfThenElse(hn::RebindMask(di, hn::Gt(magnitude, limit)), hn::Add(code, one), code);
    };
    const VCI zero = hn::Zero(di);
    const VCI low = more(more(more(more(zero, limits.of[0]), limits.of[1]), limits.of[2]), limits.of[3]);
    const VCI code = hn::Add(low, more(more(more(zero, limits.of[4]), limits.of[5]), limits.of[6]));
    const VCI sign = hn::And(hn::ShiftRight<28>(hn::BitCast(di, value)), hn::Set(di, 8));
    return hn::IfThenElse(hn::Gt(code, zero), hn::Or(code, sign), code);
}

/// The same under a scale that is a power of two: then x / scale is exact, and from 2 on the code is read off
/// the exponent and the first bit of the mantissa, rounded with ties to zero.
HWY_INLINE VCI fp4CodesOfPower(const float* x, VC inverse) {
    const DC d;
    const DCI di;
    const VCI one = hn::Set(di, 1);
    const VC value = hn::LoadU(d, x);
    const VC steps = hn::Mul(hn::Abs(value), inverse);
    const VCI justBelowHalf = hn::Set(di, 0x1fffff);
    VCI code = hn::ShiftRight<22>(hn::Add(hn::BitCast(di, steps), justBelowHalf));
    code = hn::Sub(code, hn::Set(di, 2 * 128 - 2)); // 2 has the code 2
    const auto aboveHalf = hn::RebindMask(di, hn::Gt(steps, hn::Set(d, 0.5F)));
    const auto above = hn::RebindMask(di, hn::Gt(steps, hn::Set(d, 1.5F)));
    VCI small = hn::IfThenElseZero(aboveHalf, one);
    small = hn::IfThenElse(above, hn::Add(small, one), small);
    code = hn::Min(hn::Max(code, small), hn::Set(di, 7));
    const VCI sign = hn::And(hn::ShiftRight<28>(hn::BitCast(di, value)), hn::Set(di, 8));
    return hn::IfThenElse(aboveHalf, hn::Or(code, sign), code);
}

void encodeMxfp4(const float* x, std::uint8_t* out) {
    const float largest = largestOf(x, 32);
    if (largest == 0) {
        std::fill_n(out, mxfp4.bytes, std::uint8_t{0});
        return;
    }
    out[0] = mxfp4Exponent(largest);
    if (out[0] == 0) // 1 / scale would be infinite
        return encodeByReference(mxfp4, x, out);
    const VC inverse = hn::Set(DC(), 1.0F / halfOfE8M0(out[0]));
    for (int i = 0; i < 16; i += chunk) {
        const VCI high = fp4CodesOfPower(x + 16 + i, inverse);
        storeBytes(hn::Or(fp4CodesOfPower(x + i, inverse), hn::ShiftLeft<4>(high)), out + 1 + i);
    }
}

void encodeNvfp4(const float* x, std::uint8_t* out) {
    std::uint8_t codes[64];
    for (int j = 0; j < 4; ++j) {
        const float largest = largestOf(x + 16 * j, 16);
        out[j] = ue4m3FromFloat(largest / 6.0F);
        const float scale = halfOfUE4M3(out[j]);
        if (scale == 0) {
            std::fill_n(codes + 16 * j, 16, std::uint8_t{0});
            continue;
        }
        if (largest > 24 * scale) // beyond the largest scale
            return encodeByReference(nvfp4, x, out);
        const Fp4Limits limits(scale);
        for (int i = 16 * j; i < 16 * (j + 1); i += chunk)
            storeBytes(fp4Codes(x + i, limits), codes + i);
    }
    kernels::packNibbles(codes, nvfp4.elements, 8, out + 4);
}

// ---- ternary: half away from zero, of numbers in -1 .. 1

/// `down`, `middle` or `up` for -1, 0 or 1.
HWY_INLINE VCI ternary(const float* x, float inverse, int middle) {
    const DC d;
    const DCI di;
    const VC steps = hn::Mul(hn::LoadU(d, x), hn::Set(d, inverse));
    const auto up = hn::RebindMask(di, hn::Ge(steps, hn::Set(d, 0.5F)));
    const auto down = hn::RebindMask(di, hn::Le(steps, hn::Set(d, -0.5F)));
    return hn::IfThenElse(up, hn::Set(di, 2 * middle), hn::IfThenZeroElse(down, hn::Set(di, middle)));
}

/// The reciprocal of the largest magnitude, and that magnitude into the block. Infinite where only the
/// specification knows what becomes of it.
HWY_INLINE float fewInverse(const float* x, int count, std::uint8_t* d) {
    const float largest = largestOf(x, count);
    storeHalf(halfFromFloat(largest), d);
    return largest != 0 ? 1.0F / largest : 0.0F;
}

/// `count` bytes of five digits, which lie `run` elements apart.
void fiveDigits(const float* x, float inverse, int count, int run, std::uint8_t* out) {
    const DCI di;
    for (int i = 0; i < count; i += chunk) {
        VCI number = ternary(x + i, inverse, 81);
        number = hn::Add(number, ternary(x + run + i, inverse, 27));
        number = hn::Add(number, ternary(x + 2 * run + i, inverse, 9));
        number = hn::Add(number, ternary(x + 3 * run + i, inverse, 3));
        number = hn::Add(number, ternary(x + 4 * run + i, inverse, 1));
        const VCI excess = hn::Add(hn::Mul(number, hn::Set(di, 56108)), hn::Set(di, 1044472));
        storeBytes(hn::Add(number, hn::ShiftRight<20>(excess)), out + i);
    }
}

void encodeTq1_0(const float* x, std::uint8_t* out) {
    const float inverse = fewInverse(x, tq1_0.elements, out + 52);
    if (inverse > FLT_MAX)
        return encodeByReference(tq1_0, x, out);
    fiveDigits(x, inverse, 32, 32, out);
    fiveDigits(x + 160, inverse, 16, 16, out + 32);
    std::uint8_t codes[16];
    for (int i = 0; i < 16; i += chunk)
        storeBytes(ternary(x + 240 + i, inverse, 1), codes + i);
    for (int i = 0; i < 4; ++i)
        out[48 + i] = static_cast<std::uint8_t>(
            fiveDigitsByte(81 * codes[i] + 27 * codes[4 + i] + 9 * codes[8 + i] + 3 * codes[12 + i]));
}

void encodeTq2_0(const float* x, std::uint8_t* out) {
    const float inverse = fewInverse(x, tq2_0.elements, out + 64);
    if (inverse > FLT_MAX)
        return encodeByReference(tq2_0, x, out);
    for (int i = 0; i < 64; i += chunk) {
        const float* first = x + i / 32 * 128 + i % 32;
        VCI packed = ternary(first, inverse, 1);
        packed = hn::Or(packed, ternary(first + 32, inverse, 4));
        packed = hn::Or(packed, ternary(first + 64, inverse, 16));
        packed = hn::Or(packed, ternary(first + 96, inverse, 64));
        storeBytes(packed, out + i);
    }
}

void encodeQ2_0(const float* x, std::uint8_t* out) {
    const float inverse = fewInverse(x, q2_0.elements, out);
    if (inverse > FLT_MAX)
        return encodeByReference(q2_0, x, out);
    HWY_ALIGN std::uint8_t codes[64];
    for (int i = 0; i < 64; i += chunk)
        storeBytes(ternary(x + i, inverse, 1), codes + i);
    const DCI di;
    for (int i = 0; i < 16; i += chunk) { // four codes, a byte each, to one byte
        VCI four = hn::BitCast(di, hn::Load(hn::Repartition<std::uint8_t, DCI>(), codes + 4 * i));
        four = hn::Or(four, hn::ShiftRight<6>(four));
        four = hn::Or(four, hn::ShiftRight<12>(four));
        storeBytes(four, out + 2 + i);
    }
}

// ---- signs

void signBits(const float* x, std::uint8_t* out) {
    const DC d;
    const int wide = std::max(chunk, 8); // four lanes leave half a byte
    for (int i = 0; i < q1_0.elements; i += wide, out += wide / 8) {
        hn::StoreMaskBits(d, hn::Ge(hn::LoadU(d, x + i), hn::Zero(d)), out);
        if (chunk < 8) {
            std::uint8_t high = 0;
            hn::StoreMaskBits(d, hn::Ge(hn::LoadU(d, x + i + chunk % 8), hn::Zero(d)), &high);
            out[0] = static_cast<std::uint8_t>(out[0] | high << 4);
        }
    }
}

/// The mean's sum has an order, so here each lane has a block of its own.
void encodeQ1_0(const float* x, std::int64_t blocks, std::uint8_t* out) {
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(D()));
    HWY_ALIGN float sums[maxLanes];
    for (std::int64_t first = 0; first < blocks; first += lanes) {
        const LaneIndex index = laneIndex(first, blocks, blocks, q1_0.elements);
        const float* base = x + first * q1_0.elements;
        V sum = hn::Zero(D());
        forRows(base, index.values, q1_0.elements,
                [&](V value, int) HWY_ATTR { sum = hn::Add(sum, hn::Abs(value)); });
        hn::Store(sum, D(), sums);
        for (std::int64_t lane = 0; lane < std::min(lanes, blocks - first); ++lane) {
            std::uint8_t* block = out + (first + lane) * q1_0.bytes;
            storeHalf(halfFromFloat(sums[lane] / static_cast<float>(q1_0.elements)), block);
            signBits(base + lane * q1_0.elements, block + 2);
        }
    }
}

template <class Encode>
void forBlocks(const LevelLayout& layout, const float* x, std::int64_t blocks, std::uint8_t* out,
               const Encode& encode) {
    for (std::int64_t b = 0; b < blocks; ++b, x += layout.elements, out += layout.bytes) {
        fetchAhead(x, layout.elements);
        encode(x, out);
    }
}

} // namespace

void EncodeFew(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    const std::int64_t blocks = rows.rows * rows.columns / layout.elements;
    switch (layout.dtype) {
    case DType::MXFP4:
        return forBlocks(layout, rows.values, blocks, out, encodeMxfp4);
    case DType::NVFP4:
        return forBlocks(layout, rows.values, blocks, out, encodeNvfp4);
    case DType::TQ1_0:
        return forBlocks(layout, rows.values, blocks, out, encodeTq1_0);
    case DType::TQ2_0:
        return forBlocks(layout, rows.values, blocks, out, encodeTq2_0);
    case DType::Q2_0:
        return forBlocks(layout, rows.values, blocks, out, encodeQ2_0);
    default:
        return encodeQ1_0(rows.values, blocks, out);
    }
}
#endif

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(EncodeFew);

void kernels::encodeFew(const LevelLayout& layout, const Rows& rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(EncodeFew)(layout, rows, out);
}

} // namespace mantissa::gguf
#endif
