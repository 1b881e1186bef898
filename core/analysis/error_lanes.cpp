#include "analysis/error_lanes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/error_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Lanes [first, first + Lanes(d)) of all eight. No fused multiply-add: its sums would be others.
template <class D>
HWY_INLINE void addPart(D d, std::size_t first, const float* x, const float* y, std::size_t elements,
                        ErrorLanes& sums) {
    const hn::Rebind<float, D> df;
    auto original2 = hn::LoadU(d, sums.original2.data() + first);
    auto decoded2 = hn::LoadU(d, sums.decoded2.data() + first);
    auto product = hn::LoadU(d, sums.product.data() + first);
    auto error2 = hn::LoadU(d, sums.error2.data() + first);
    auto maxAbs = hn::LoadU(d, sums.maxAbs.data() + first);
    for (std::size_t i = first; i < elements; i += ErrorLanes::count) {
        const auto before = hn::PromoteTo(d, hn::LoadU(df, x + i));
        const auto after = hn::PromoteTo(d, hn::LoadU(df, y + i));
        const auto error = hn::Sub(before, after);
        const auto size = hn::Abs(error);
        original2 = hn::Add(original2, hn::Mul(before, before));
        decoded2 = hn::Add(decoded2, hn::Mul(after, after));
        product = hn::Add(product, hn::Mul(before, after));
        error2 = hn::Add(error2, hn::Mul(error, error));
        maxAbs = hn::IfThenElse(hn::Gt(size, maxAbs), size, maxAbs);
    }
    hn::StoreU(original2, d, sums.original2.data() + first);
    hn::StoreU(decoded2, d, sums.decoded2.data() + first);
    hn::StoreU(product, d, sums.product.data() + first);
    hn::StoreU(error2, d, sums.error2.data() + first);
    hn::StoreU(maxAbs, d, sums.maxAbs.data() + first);
}

void AddErrors(const float* x, const float* y, std::size_t elements, ErrorLanes& sums) {
    const hn::CappedTag<double, ErrorLanes::count> d;
    for (std::size_t first = 0; first < ErrorLanes::count; first += hn::Lanes(d))
        addPart(d, first, x, y, elements, sums);
}

} // namespace mantissa::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa {

HWY_EXPORT(AddErrors);

void addErrors(const float* x, const float* y, std::size_t elements, ErrorLanes& sums) {
    HWY_DYNAMIC_DISPATCH(AddErrors)(x, y, elements, sums);
}

} // namespace mantissa
#endif
