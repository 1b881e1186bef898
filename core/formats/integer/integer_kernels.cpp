#include "formats/integer/integer_kernels.h"

#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/integer/integer_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::integer::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, fitLanes>;
using Vector = hn::Vec<Floats>;

HWY_INLINE Vector codeOf(Vector value, Vector zero, Vector maxCode) {
    return hn::Min(hn::Max(hn::Add(hn::Round(value), zero), hn::Zero(Floats())), maxCode);
}

Range FindRange(const float* values, std::size_t count) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    Vector low = hn::Zero(d);
    Vector high = hn::Zero(d);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Vector value = hn::LoadU(d, values + i);
        low = hn::Min(low, value);
        high = hn::Max(high, value);
    }
    Range result{hn::GetLane(hn::MinOfLanes(d, low)), hn::GetLane(hn::MaxOfLanes(d, high))};
    const Range rest = reference::range({values + i, count - i});
    result.low = std::min(result.low, rest.low);
    result.high = std::max(result.high, rest.high);
    return result;
}

void QuantizeRun(const float* values, std::size_t count, const Step& step, int maxCode, std::uint8_t* codes) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    const hn::Rebind<std::uint8_t, Floats> d8;
    const std::size_t lanes = hn::Lanes(d);
    const Vector divisor = hn::Set(d, step.scale == 0 ? 1.0F : step.scale);
    const Vector zero = hn::Set(d, static_cast<float>(step.zero));
    const Vector most = hn::Set(d, static_cast<float>(maxCode));
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Vector code = codeOf(hn::Div(hn::LoadU(d, values + i), divisor), zero, most);
        hn::StoreU(hn::DemoteTo(d8, hn::ConvertTo(di, code)), d8, codes + i);
    }
    reference::quantize({values + i, count - i}, step, maxCode, {codes + i, count - i});
}

void DequantizeRun(const std::uint8_t* codes, std::size_t count, const Step& step, float* values) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    const hn::Rebind<std::uint8_t, Floats> d8;
    const std::size_t lanes = hn::Lanes(d);
    const auto zero = hn::Set(di, step.zero);
    const Vector scale = hn::Set(d, step.scale);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto code = hn::PromoteTo(di, hn::LoadU(d8, codes + i));
        hn::StoreU(hn::Mul(hn::ConvertTo(d, hn::Sub(code, zero)), scale), d, values + i);
    }
    reference::dequantize({codes + i, count - i}, step, {values + i, count - i});
}

// What measure() holds fixed over a run.
struct Fixed {
    Vector scale;
    Vector inverse;
    Vector zero;
    Vector most;
};

struct Accumulators {
    Vector xq;
    Vector qq;
    Vector error;
};

HWY_INLINE void accumulate(const Fixed& fixed, Vector value, Vector weight, Accumulators& sums) {
    const Vector q = hn::Sub(codeOf(hn::Mul(value, fixed.inverse), fixed.zero, fixed.most), fixed.zero);
    const Vector difference = hn::Sub(value, hn::Mul(q, fixed.scale));
    const Vector weighted = hn::Mul(weight, q);
    sums.xq = hn::Add(sums.xq, hn::Mul(weighted, value));
    sums.qq = hn::Add(sums.qq, hn::Mul(weighted, q));
    sums.error = hn::Add(sums.error, hn::Mul(hn::Mul(weight, difference), difference));
}

// At most fitRun elements.
void MeasureRun(const float* values, const float* importance, std::size_t count, const Step& step,
                int maxCode, FitSums& sums) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    const Fixed fixed{hn::Set(d, step.scale), hn::Set(d, 1.0F / step.scale),
                      hn::Set(d, static_cast<float>(step.zero)), hn::Set(d, static_cast<float>(maxCode))};
    const std::size_t whole = count / fitLanes * fitLanes;
    HWY_ALIGN float lastValues[fitLanes] = {};
    HWY_ALIGN float lastWeights[fitLanes] = {};
    for (std::size_t i = whole; i < count; ++i) {
        lastValues[i - whole] = values[i];
        lastWeights[i - whole] = importance == nullptr ? 1.0F : importance[i];
    }
    HWY_ALIGN float xq[fitLanes];
    HWY_ALIGN float qq[fitLanes];
    HWY_ALIGN float error[fitLanes];
    for (std::size_t part = 0; part < fitLanes; part += lanes) {
        Accumulators parts{hn::Zero(d), hn::Zero(d), hn::Zero(d)};
        if (importance == nullptr) {
            for (std::size_t i = part; i < whole; i += fitLanes)
                accumulate(fixed, hn::LoadU(d, values + i), hn::Set(d, 1.0F), parts);
        } else {
            for (std::size_t i = part; i < whole; i += fitLanes)
                accumulate(fixed, hn::LoadU(d, values + i), hn::LoadU(d, importance + i), parts);
        }
        // Elements past the end weigh nothing.
        if (whole < count)
            accumulate(fixed, hn::Load(d, lastValues + part), hn::Load(d, lastWeights + part), parts);
        hn::Store(parts.xq, d, xq + part);
        hn::Store(parts.qq, d, qq + part);
        hn::Store(parts.error, d, error + part);
    }
    sums.xl += inHalves(xq);
    sums.ll += inHalves(qq);
    sums.error += inHalves(error);
}

constexpr std::size_t candidatesAtOnce = 4;

HWY_INLINE Vector weightedError(const Fixed& fixed, Vector value, Vector weight) {
    const Vector q = hn::Sub(codeOf(hn::Mul(value, fixed.inverse), fixed.zero, fixed.most), fixed.zero);
    const Vector difference = hn::Sub(value, hn::Mul(q, fixed.scale));
    return hn::Mul(hn::Mul(weight, difference), difference);
}

// The errors of four candidates side by side: their chains of additions overlap, and each weight is loaded
// once. At most fitRun elements.
void ErrorsRun(const float* values, const float* importance, std::size_t count, const Step* steps,
               int maxCode, double* errors) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    const auto fixedOf = [&](const Step& step) HWY_ATTR {
        return Fixed{hn::Set(d, step.scale), hn::Set(d, 1.0F / step.scale),
                     hn::Set(d, static_cast<float>(step.zero)), hn::Set(d, static_cast<float>(maxCode))};
    };
    const Fixed a = fixedOf(steps[0]);
    const Fixed b = fixedOf(steps[1]);
    const Fixed c = fixedOf(steps[2]);
    const Fixed e = fixedOf(steps[3]);
    const std::size_t whole = count / fitLanes * fitLanes;
    HWY_ALIGN float lastValues[fitLanes] = {};
    HWY_ALIGN float lastWeights[fitLanes] = {};
    for (std::size_t i = whole; i < count; ++i) {
        lastValues[i - whole] = values[i];
        lastWeights[i - whole] = importance == nullptr ? 1.0F : importance[i];
    }
    HWY_ALIGN float sums[candidatesAtOnce][fitLanes];
    for (std::size_t part = 0; part < fitLanes; part += lanes) {
        Vector sumA = hn::Zero(d);
        Vector sumB = hn::Zero(d);
        Vector sumC = hn::Zero(d);
        Vector sumE = hn::Zero(d);
        const auto add = [&](Vector value, Vector weight) HWY_ATTR {
            sumA = hn::Add(sumA, weightedError(a, value, weight));
            sumB = hn::Add(sumB, weightedError(b, value, weight));
            sumC = hn::Add(sumC, weightedError(c, value, weight));
            sumE = hn::Add(sumE, weightedError(e, value, weight));
        };
        if (importance == nullptr) {
            for (std::size_t i = part; i < whole; i += fitLanes)
                add(hn::LoadU(d, values + i), hn::Set(d, 1.0F));
        } else {
            for (std::size_t i = part; i < whole; i += fitLanes)
                add(hn::LoadU(d, values + i), hn::LoadU(d, importance + i));
        }
        if (whole < count)
            add(hn::Load(d, lastValues + part), hn::Load(d, lastWeights + part));
        hn::Store(sumA, d, sums[0] + part);
        hn::Store(sumB, d, sums[1] + part);
        hn::Store(sumC, d, sums[2] + part);
        hn::Store(sumE, d, sums[3] + part);
    }
    // inHalves(), its first two steps in vectors.
    const hn::CappedTag<float, 4> d4;
    for (std::size_t k = 0; k < candidatesAtOnce; ++k) {
        float* const s = sums[k];
        for (std::size_t half = fitLanes / 2; half >= 4; half /= 2) {
            for (std::size_t i = 0; i < half; i += hn::Lanes(d4))
                hn::Store(hn::Add(hn::Load(d4, s + i), hn::Load(d4, s + i + half)), d4, s + i);
        }
        errors[k] += static_cast<double>((s[0] + s[2]) + (s[1] + s[3]));
    }
}

} // namespace mantissa::integer::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::integer {

HWY_EXPORT(FindRange);
HWY_EXPORT(QuantizeRun);
HWY_EXPORT(DequantizeRun);
HWY_EXPORT(MeasureRun);
HWY_EXPORT(ErrorsRun);

Range range(std::span<const float> values) {
    return HWY_DYNAMIC_DISPATCH(FindRange)(values.data(), values.size());
}

void quantize(std::span<const float> values, const Step& step, int maxCode, std::span<std::uint8_t> codes) {
    HWY_DYNAMIC_DISPATCH(QuantizeRun)(values.data(), values.size(), step, maxCode, codes.data());
}

void dequantize(std::span<const std::uint8_t> codes, const Step& step, std::span<float> values) {
    HWY_DYNAMIC_DISPATCH(DequantizeRun)(codes.data(), values.size(), step, values.data());
}

FitSums measure(std::span<const float> values, std::span<const float> importance, const Step& step,
                int maxCode) {
    FitSums sums;
    const auto run = HWY_DYNAMIC_DISPATCH(MeasureRun);
    for (std::size_t begin = 0; begin < values.size(); begin += fitRun) {
        const std::size_t count = std::min(fitRun, values.size() - begin);
        run(values.data() + begin, importance.empty() ? nullptr : importance.data() + begin, count, step,
            maxCode, sums);
    }
    return sums;
}

void measureErrors(std::span<const float> values, std::span<const float> importance,
                   std::span<const Step> steps, int maxCode, std::span<double> errors) {
    constexpr std::size_t atOnce = 4;
    const auto run = HWY_DYNAMIC_DISPATCH(ErrorsRun);
    for (std::size_t at = 0; at < steps.size(); at += atOnce) {
        const std::size_t now = std::min(atOnce, steps.size() - at);
        Step four[atOnce];
        double sums[atOnce] = {};
        for (std::size_t i = 0; i < atOnce; ++i)
            four[i] = steps[at + std::min(i, now - 1)];
        for (std::size_t begin = 0; begin < values.size(); begin += fitRun)
            run(values.data() + begin, importance.empty() ? nullptr : importance.data() + begin,
                std::min(fitRun, values.size() - begin), four, maxCode, sums);
        std::copy_n(sums, now, errors.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

} // namespace mantissa::integer
#endif
