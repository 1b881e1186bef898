// The sums of fit_sums.h in vectors, for any rule that gives a weight its level. Included once per Highway
// target.
#if defined(MANTISSA_FIT_RUN_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_FIT_RUN_INL_H
#undef MANTISSA_FIT_RUN_INL_H
#else
#define MANTISSA_FIT_RUN_INL_H
#endif

#include "formats/fit_sums.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using FitFloats = hn::CappedTag<float, fitLanes>;
using FitVector = hn::Vec<FitFloats>;

/// At most fitRun elements; importance may be null. Elements past the end weigh nothing.
class FitRun {
public:
    HWY_INLINE FitRun(const float* values, const float* importance, std::size_t count)
        : values_(values), importance_(importance), count_(count), whole_(count / fitLanes * fitLanes) {
        for (std::size_t i = whole_; i < count; ++i) {
            lastValues_[i - whole_] = values[i];
            lastWeights_[i - whole_] = importance == nullptr ? 1.0F : importance[i];
        }
    }

    /// add(values, weights) for the elements whose index modulo fitLanes lies in the vector that begins at
    /// `part`.
    template <class Add>
    HWY_INLINE void forPart(std::size_t part, const Add& add) const {
        const FitFloats d;
        if (importance_ == nullptr) {
            for (std::size_t i = part; i < whole_; i += fitLanes)
                add(hn::LoadU(d, values_ + i), hn::Set(d, 1.0F));
        } else {
            for (std::size_t i = part; i < whole_; i += fitLanes)
                add(hn::LoadU(d, values_ + i), hn::LoadU(d, importance_ + i));
        }
        if (whole_ < count_)
            add(hn::Load(d, lastValues_ + part), hn::Load(d, lastWeights_ + part));
    }

private:
    const float* values_;
    const float* importance_;
    std::size_t count_;
    std::size_t whole_;
    HWY_ALIGN float lastValues_[fitLanes] = {};
    HWY_ALIGN float lastWeights_[fitLanes] = {};
};

/// levelOf(ratios): the levels of weights over the scale. Adds to sums.
template <class Level>
HWY_INLINE void measureRun(const FitRun& run, float scale, const Level& levelOf, FitSums& sums) {
    const FitFloats d;
    const FitVector scales = hn::Set(d, scale);
    const FitVector inverse = hn::Set(d, 1.0F / scale);
    HWY_ALIGN float xl[fitLanes];
    HWY_ALIGN float ll[fitLanes];
    HWY_ALIGN float error[fitLanes];
    for (std::size_t part = 0; part < fitLanes; part += hn::Lanes(d)) {
        FitVector sumXl = hn::Zero(d);
        FitVector sumLl = hn::Zero(d);
        FitVector sumError = hn::Zero(d);
        run.forPart(part, [&](FitVector value, FitVector weight) HWY_ATTR {
            const FitVector level = levelOf(hn::Mul(value, inverse));
            const FitVector difference = hn::Sub(value, hn::Mul(level, scales));
            const FitVector weighted = hn::Mul(weight, level);
            sumXl = hn::Add(sumXl, hn::Mul(weighted, value));
            sumLl = hn::Add(sumLl, hn::Mul(weighted, level));
            sumError = hn::Add(sumError, hn::Mul(hn::Mul(weight, difference), difference));
        });
        hn::Store(sumXl, d, xl + part);
        hn::Store(sumLl, d, ll + part);
        hn::Store(sumError, d, error + part);
    }
    sums += {inHalves(xl), inHalves(ll), inHalves(error)};
}

} // namespace mantissa::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
