#include "formats/integer/integer_kernels.h"

#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/integer/integer_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "formats/fit_run-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::integer::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using mantissa::HWY_NAMESPACE::FitRun;
using mantissa::HWY_NAMESPACE::measureRun;
using Floats = mantissa::HWY_NAMESPACE::FitFloats;
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

/// One candidate: a vector of ratios to the step becomes codes less the zero point.
struct Candidate {
    Vector scale;
    Vector inverse;
    Vector zero;
    Vector most;

    HWY_INLINE Candidate(const Step& step, int maxCode)
        : scale(hn::Set(Floats(), step.scale)), inverse(hn::Set(Floats(), 1.0F / step.scale)),
          zero(hn::Set(Floats(), static_cast<float>(step.zero))),
          most(hn::Set(Floats(), static_cast<float>(maxCode))) {}

    HWY_INLINE Vector operator()(Vector ratio) const { return hn::Sub(codeOf(ratio, zero, most), zero); }
};

void MeasureRun(const float* values, const float* importance, std::size_t count, const Step& step,
                int maxCode, FitSums& sums) {
    measureRun(FitRun(values, importance, count), step.scale, Candidate(step, maxCode), sums);
}

constexpr std::size_t candidatesAtOnce = 4;

HWY_INLINE Vector weightedError(const Candidate& candidate, Vector value, Vector weight) {
    const Vector q = candidate(hn::Mul(value, candidate.inverse));
    const Vector difference = hn::Sub(value, hn::Mul(q, candidate.scale));
    return hn::Mul(hn::Mul(weight, difference), difference);
}

// The errors of four candidates side by side: their chains of additions overlap, and each weight is loaded
// once.
void ErrorsRun(const float* values, const float* importance, std::size_t count, const Step* steps,
               int maxCode, double* errors) {
    const Floats d;
    const FitRun run(values, importance, count);
    const Candidate a(steps[0], maxCode);
    const Candidate b(steps[1], maxCode);
    const Candidate c(steps[2], maxCode);
    const Candidate e(steps[3], maxCode);
    HWY_ALIGN float sums[candidatesAtOnce][fitLanes];
    for (std::size_t part = 0; part < fitLanes; part += hn::Lanes(d)) {
        Vector sumA = hn::Zero(d);
        Vector sumB = hn::Zero(d);
        Vector sumC = hn::Zero(d);
        Vector sumE = hn::Zero(d);
        run.forPart(part, [&](Vector value, Vector weight) HWY_ATTR {
            sumA = hn::Add(sumA, weightedError(a, value, weight));
            sumB = hn::Add(sumB, weightedError(b, value, weight));
            sumC = hn::Add(sumC, weightedError(c, value, weight));
            sumE = hn::Add(sumE, weightedError(e, value, weight));
        });
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
    const auto measureRun = HWY_DYNAMIC_DISPATCH(MeasureRun);
    forFitRuns(values, importance, [&](const float* run, const float* weights, std::size_t count) {
        measureRun(run, weights, count, step, maxCode, sums);
    });
    return sums;
}

void measureErrors(std::span<const float> values, std::span<const float> importance,
                   std::span<const Step> steps, int maxCode, std::span<double> errors) {
    constexpr std::size_t atOnce = 4;
    const auto errorsRun = HWY_DYNAMIC_DISPATCH(ErrorsRun);
    for (std::size_t at = 0; at < steps.size(); at += atOnce) {
        const std::size_t now = std::min(atOnce, steps.size() - at);
        Step four[atOnce];
        double sums[atOnce] = {};
        for (std::size_t i = 0; i < atOnce; ++i)
            four[i] = steps[at + std::min(i, now - 1)];
        forFitRuns(values, importance, [&](const float* run, const float* weights, std::size_t count) {
            errorsRun(run, weights, count, four, maxCode, sums);
        });
        std::copy_n(sums, now, errors.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

} // namespace mantissa::integer
#endif
