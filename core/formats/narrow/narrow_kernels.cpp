#include "formats/narrow/narrow_kernels.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/narrow/narrow_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "formats/fit_run-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::narrow::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using mantissa::HWY_NAMESPACE::FitRun;
using mantissa::HWY_NAMESPACE::measureRun;
using Floats = mantissa::HWY_NAMESPACE::FitFloats;
using Words = hn::RebindToUnsigned<Floats>;
using Vector = hn::Vec<Floats>;

/// Rounds magnitudes to the numbers of one kind.
class Rounder {
public:
    explicit HWY_INLINE Rounder(const NarrowFloat& kind)
        : drop_(23 - kind.mantissaBits),
          bias_(hn::Set(Words(), static_cast<std::uint32_t>(127 - kind.bias) << kind.mantissaBits)),
          least_(hn::Set(Floats(), std::ldexp(1.0F, kind.leastExponent()))),
          // Adding it leaves as many bits as a subnormal number has, rounded half to even by the addition.
          magic_(hn::Set(Floats(), std::ldexp(1.0F, kind.leastExponent() - kind.mantissaBits + 23))),
          units_(hn::Set(Floats(), std::ldexp(1.0F, kind.mantissaBits - kind.leastExponent()))),
          most_(hn::Set(Floats(), kind.largest())) {}

    HWY_INLINE Vector magnitude(Vector size) const {
        const Floats d;
        const Words dw;
        const auto bits = hn::BitCast(dw, size);
        const auto odd = hn::And(hn::ShiftRightSame(bits, drop_), hn::Set(dw, 1));
        const auto half = hn::Set(dw, (1U << (drop_ - 1)) - 1);
        const auto rounded =
            hn::ShiftLeftSame(hn::ShiftRightSame(hn::Add(bits, hn::Add(half, odd)), drop_), drop_);
        const Vector small = hn::Sub(hn::Add(size, magic_), magic_);
        return hn::Min(hn::IfThenElse(hn::Lt(size, least_), small, hn::BitCast(d, rounded)), most_);
    }

    /// Of a number that magnitude() gave.
    HWY_INLINE hn::Vec<Words> code(Vector number) const {
        const Words dw;
        const hn::RebindToSigned<Floats> di;
        const auto normal = hn::Sub(hn::ShiftRightSame(hn::BitCast(dw, number), drop_), bias_);
        const auto small = hn::BitCast(dw, hn::ConvertTo(di, hn::Mul(hn::Min(number, least_), units_)));
        return hn::IfThenElse(hn::RebindMask(dw, hn::Lt(number, least_)), small, normal);
    }

private:
    int drop_;
    hn::Vec<Words> bias_;
    Vector least_;
    Vector magic_;
    Vector units_;
    Vector most_;
};

void EncodeRun(const NarrowFloat& kind, const float* values, std::size_t count, float scale,
               std::uint8_t* codes) {
    const Floats d;
    const Words dw;
    const hn::RebindToSigned<Floats> di;
    const hn::Rebind<std::uint8_t, Floats> d8;
    const std::size_t lanes = hn::Lanes(d);
    const Rounder rounder(kind);
    const Vector divisor = hn::Set(d, scale);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Vector ratio = hn::Div(hn::LoadU(d, values + i), divisor);
        const auto sign = hn::ShiftLeftSame(hn::ShiftRightSame(hn::BitCast(dw, ratio), 31), kind.bits() - 1);
        const auto code = hn::Or(sign, rounder.code(rounder.magnitude(hn::Abs(ratio))));
        hn::StoreU(hn::DemoteTo(d8, hn::BitCast(di, code)), d8, codes + i);
    }
    reference::encode(kind, {values + i, count - i}, scale, {codes + i, count - i});
}

void MeasureRun(const NarrowFloat& kind, const float* values, const float* importance, std::size_t count,
                float scale, FitSums& sums) {
    const Rounder rounder(kind);
    measureRun(
        FitRun(values, importance, count), scale,
        [&](Vector ratio) HWY_ATTR { return hn::CopySign(rounder.magnitude(hn::Abs(ratio)), ratio); }, sums);
}

} // namespace mantissa::narrow::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::narrow {

HWY_EXPORT(EncodeRun);
HWY_EXPORT(MeasureRun);

void encode(const NarrowFloat& kind, std::span<const float> values, float scale,
            std::span<std::uint8_t> codes) {
    if (scale == 0)
        std::fill(codes.begin(), codes.end(), std::uint8_t{0});
    else
        HWY_DYNAMIC_DISPATCH(EncodeRun)(kind, values.data(), values.size(), scale, codes.data());
}

FitSums measure(const NarrowFloat& kind, std::span<const float> values, std::span<const float> importance,
                float scale) {
    FitSums sums;
    const auto measureRun = HWY_DYNAMIC_DISPATCH(MeasureRun);
    forFitRuns(values, importance, [&](const float* run, const float* weights, std::size_t count) {
        measureRun(kind, run, weights, count, scale, sums);
    });
    return sums;
}

} // namespace mantissa::narrow
#endif
