#include "formats/bitsandbytes/codebook_kernels.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/bitsandbytes/codebook_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "formats/fit_run-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::bitsandbytes::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using mantissa::HWY_NAMESPACE::FitRun;
using mantissa::HWY_NAMESPACE::measureRun;
using Floats = mantissa::HWY_NAMESPACE::FitFloats;
using Vector = hn::Vec<Floats>;

float FindAbsmax(const float* values, std::size_t count) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    Vector most = hn::Zero(d);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes)
        most = hn::Max(most, hn::Abs(hn::LoadU(d, values + i)));
    return std::max(hn::GetLane(hn::MaxOfLanes(d, most)), reference::absmax({values + i, count - i}));
}

void FindRanks(const Codebook& book, const float* values, std::size_t count, float scale, std::uint8_t* out) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    const hn::Rebind<std::uint8_t, Floats> d8;
    const std::size_t lanes = hn::Lanes(d);
    const Vector divisor = hn::Set(d, scale == 0 ? 1.0F : scale);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Vector value = hn::Div(hn::LoadU(d, values + i), divisor);
        auto rank = hn::Zero(di);
        for (const float pivot : book.pivots) // a true mask is -1
            rank = hn::Sub(rank, hn::VecFromMask(di, hn::RebindMask(di, hn::Gt(value, hn::Set(d, pivot)))));
        hn::StoreU(hn::DemoteTo(d8, rank), d8, out + i);
    }
    reference::ranks(book, {values + i, count - i}, scale, {out + i, count - i});
}

void MeasureRun(const Codebook& book, const float* values, const float* importance, std::size_t count,
                float scale, FitSums& sums) {
    const auto levelOf = [&](Vector ratio) HWY_ATTR {
        const Floats d;
        Vector level = hn::Set(d, book.levels[0]);
        for (std::size_t i = 0; i < book.pivots.size(); ++i)
            level = hn::IfThenElse(hn::Gt(ratio, hn::Set(d, book.pivots[i])), hn::Set(d, book.levels[i + 1]),
                                   level);
        return level;
    };
    measureRun(FitRun(values, importance, count), scale, levelOf, sums);
}

} // namespace mantissa::bitsandbytes::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::bitsandbytes {

HWY_EXPORT(FindAbsmax);
HWY_EXPORT(FindRanks);
HWY_EXPORT(MeasureRun);

float absmax(std::span<const float> values) {
    return HWY_DYNAMIC_DISPATCH(FindAbsmax)(values.data(), values.size());
}

void ranks(const Codebook& book, std::span<const float> values, float scale, std::span<std::uint8_t> out) {
    HWY_DYNAMIC_DISPATCH(FindRanks)(book, values.data(), values.size(), scale, out.data());
}

FitSums measure(const Codebook& book, std::span<const float> values, std::span<const float> importance,
                float scale) {
    FitSums sums;
    const auto measureRun = HWY_DYNAMIC_DISPATCH(MeasureRun);
    forFitRuns(values, importance, [&](const float* run, const float* weights, std::size_t count) {
        measureRun(book, run, weights, count, scale, sums);
    });
    return sums;
}

} // namespace mantissa::bitsandbytes
#endif
