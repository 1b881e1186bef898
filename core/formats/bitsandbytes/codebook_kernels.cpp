#include "formats/bitsandbytes/codebook_kernels.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/bitsandbytes/codebook_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::bitsandbytes::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, fitLanes>;
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

struct Accumulators {
    Vector xl;
    Vector ll;
    Vector error;
};

HWY_INLINE void accumulate(const Codebook& book, Vector scale, Vector inverse, Vector value, Vector weight,
                           Accumulators& sums) {
    const Floats d;
    const Vector ratio = hn::Mul(value, inverse);
    Vector level = hn::Set(d, book.levels[0]);
    for (std::size_t i = 0; i < book.pivots.size(); ++i)
        level =
            hn::IfThenElse(hn::Gt(ratio, hn::Set(d, book.pivots[i])), hn::Set(d, book.levels[i + 1]), level);
    const Vector difference = hn::Sub(value, hn::Mul(level, scale));
    const Vector weighted = hn::Mul(weight, level);
    sums.xl = hn::Add(sums.xl, hn::Mul(weighted, value));
    sums.ll = hn::Add(sums.ll, hn::Mul(weighted, level));
    sums.error = hn::Add(sums.error, hn::Mul(hn::Mul(weight, difference), difference));
}

// At most fitRun elements.
void MeasureRun(const Codebook& book, const float* values, const float* importance, std::size_t count,
                float scale, FitSums& sums) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    const Vector scales = hn::Set(d, scale);
    const Vector inverse = hn::Set(d, 1.0F / scale);
    const std::size_t whole = count / fitLanes * fitLanes;
    HWY_ALIGN float lastValues[fitLanes] = {};
    HWY_ALIGN float lastWeights[fitLanes] = {};
    for (std::size_t i = whole; i < count; ++i) {
        lastValues[i - whole] = values[i];
        lastWeights[i - whole] = importance == nullptr ? 1.0F : importance[i];
    }
    HWY_ALIGN float xl[fitLanes];
    HWY_ALIGN float ll[fitLanes];
    HWY_ALIGN float error[fitLanes];
    for (std::size_t part = 0; part < fitLanes; part += lanes) {
        Accumulators parts{hn::Zero(d), hn::Zero(d), hn::Zero(d)};
        for (std::size_t i = part; i < whole; i += fitLanes) {
            const Vector weight = importance == nullptr ? hn::Set(d, 1.0F) : hn::LoadU(d, importance + i);
            accumulate(book, scales, inverse, hn::LoadU(d, values + i), weight, parts);
        }
        // Elements past the end weigh nothing.
        if (whole < count)
            accumulate(book, scales, inverse, hn::Load(d, lastValues + part), hn::Load(d, lastWeights + part),
                       parts);
        hn::Store(parts.xl, d, xl + part);
        hn::Store(parts.ll, d, ll + part);
        hn::Store(parts.error, d, error + part);
    }
    sums.xl += inHalves(xl);
    sums.ll += inHalves(ll);
    sums.error += inHalves(error);
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
    const auto run = HWY_DYNAMIC_DISPATCH(MeasureRun);
    for (std::size_t begin = 0; begin < values.size(); begin += fitRun) {
        const std::size_t count = std::min(fitRun, values.size() - begin);
        run(book, values.data() + begin, importance.empty() ? nullptr : importance.data() + begin, count,
            scale, sums);
    }
    return sums;
}

} // namespace mantissa::bitsandbytes
#endif
