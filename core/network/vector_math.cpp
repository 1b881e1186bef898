#include "network/vector_math.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "network/vector_math.cpp"
// clang-format off
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <hwy/contrib/math/math-inl.h>
// clang-format on

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace mantissa::vector_math::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Doubles = hn::ScalableTag<double>;
using HalfFloats = hn::Half<Floats>;

/// Calls step(vector) on whole vectors of x and on its tail, filled up with `filler`.
template <class Step>
void forEach(std::span<const float> x, float filler, const Step& step) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= x.size(); i += lanes)
        step(hn::LoadU(d, x.data() + i));
    if (i == x.size())
        return;
    HWY_ALIGN float tail[HWY_MAX_BYTES / sizeof(float)];
    std::fill(std::begin(tail), std::end(tail), filler);
    std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.end(), tail);
    step(hn::Load(d, tail));
}

/// out = step(x), tails included.
template <class Step>
void mapEach(std::span<const float> x, std::span<float> out, const Step& step) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= x.size(); i += lanes)
        hn::StoreU(step(hn::LoadU(d, x.data() + i)), d, out.data() + i);
    if (i == x.size())
        return;
    HWY_ALIGN float tail[HWY_MAX_BYTES / sizeof(float)] = {};
    std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.end(), tail);
    hn::Store(step(hn::Load(d, tail)), d, tail);
    std::copy(tail, tail + (x.size() - i), out.begin() + static_cast<std::ptrdiff_t>(i));
}

template <class Step>
void mapPairs(std::span<const float> x, std::span<const float> y, std::span<float> out, const Step& step) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= x.size(); i += lanes)
        hn::StoreU(step(hn::LoadU(d, x.data() + i), hn::LoadU(d, y.data() + i)), d, out.data() + i);
    HWY_ALIGN float one[HWY_MAX_BYTES / sizeof(float)] = {};
    HWY_ALIGN float two[HWY_MAX_BYTES / sizeof(float)] = {};
    const std::size_t rest = x.size() - i;
    std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.end(), one);
    std::copy(y.begin() + static_cast<std::ptrdiff_t>(i), y.end(), two);
    hn::Store(step(hn::Load(d, one), hn::Load(d, two)), d, one);
    std::copy(one, one + rest, out.begin() + static_cast<std::ptrdiff_t>(i));
}

/// Sums in double, the lower and the upper half of each vector apart.
class DoubleSum {
public:
    // Written out: a constructor that the compiler makes is not compiled for the target.
    DoubleSum() : low_(hn::Zero(Doubles())), high_(hn::Zero(Doubles())) {}
    template <class V>
    void add(V v) {
        const HalfFloats half;
        const Doubles wide;
        low_ = hn::Add(low_, hn::PromoteTo(wide, hn::LowerHalf(half, v)));
#if HWY_TARGET != HWY_SCALAR // whose vectors have one lane, the lower half
        high_ = hn::Add(high_, hn::PromoteTo(wide, hn::UpperHalf(half, v)));
#endif
    }
    double value() const {
        const Doubles wide;
        return hn::GetLane(hn::SumOfLanes(wide, hn::Add(low_, high_)));
    }

private:
    hn::Vec<Doubles> low_;
    hn::Vec<Doubles> high_;
};

bool AllFinite(std::span<const float> x) {
    const Floats d;
    // x * 0 is 0 for finite x and NaN for NaN and infinity; a sum of zeros and NaNs keeps the NaN.
    auto poison = hn::Zero(d);
    forEach(x, 0.0F, [&](auto v) { poison = hn::Add(poison, hn::Mul(v, hn::Zero(d))); });
    return !std::isnan(hn::GetLane(hn::SumOfLanes(d, poison)));
}

double Sum(std::span<const float> x) {
    DoubleSum sum;
    forEach(x, 0.0F, [&](auto v) { sum.add(v); });
    return sum.value();
}

double SumOfSquares(std::span<const float> x) {
    DoubleSum sum;
    forEach(x, 0.0F, [&](auto v) { sum.add(hn::Mul(v, v)); });
    return sum.value();
}

float Maximum(std::span<const float> x) {
    const Floats d;
    auto most = hn::Set(d, -std::numeric_limits<float>::infinity());
    forEach(x, -std::numeric_limits<float>::infinity(), [&](auto v) { most = hn::Max(most, v); });
    return hn::GetLane(hn::MaxOfLanes(d, most));
}

/// 0 in place of results below the least normal float: denormal ones take the processor a hundred times as
/// long, here and in the products that follow.
template <class V>
V normalExp(V v) {
    const Floats d;
    const auto least = hn::Set(d, -87.0F); // e^-87 is 1.4 of it
    const auto below = hn::Lt(v, least);   // not NaN, which stays NaN
    return hn::IfThenZeroElse(below, hn::Exp(d, hn::IfThenElse(below, least, v)));
}

double SumExp(std::span<const float> x, float shift) {
    const Floats d;
    DoubleSum sum;
    // The filler adds 0.
    forEach(x, -std::numeric_limits<float>::max(),
            [&](auto v) { sum.add(normalExp(hn::Sub(v, hn::Set(d, shift)))); });
    return sum.value();
}

double ExpInPlace(std::span<float> x, float shift) {
    const Floats d;
    mapEach(x, x, [&](auto v) { return normalExp(hn::Sub(v, hn::Set(d, shift))); });
    return Sum(x);
}

void ScaleInPlace(std::span<float> x, float factor) {
    const Floats d;
    mapEach(x, x, [&](auto v) { return hn::Mul(v, hn::Set(d, factor)); });
}

void Add(std::span<const float> x, std::span<const float> y, std::span<float> out) {
    mapPairs(x, y, out, [](auto a, auto b) { return hn::Add(a, b); });
}

void Multiply(std::span<const float> x, std::span<const float> y, std::span<float> out) {
    mapPairs(x, y, out, [](auto a, auto b) { return hn::Mul(a, b); });
}

void ScaledProduct(std::span<const float> x, float factor, std::span<const float> y, std::span<float> out) {
    const Floats d;
    mapPairs(x, y, out, [&](auto a, auto b) { return hn::Mul(hn::Mul(a, hn::Set(d, factor)), b); });
}

/// Highway's Exp is wrong for arguments beyond its integer range; e^88 is near the largest float.
template <class V>
V boundedExp(V v) {
    const Floats d;
    return hn::Exp(d, hn::Min(v, hn::Set(d, 88.0F)));
}

template <class V>
V sigmoidOf(V v) {
    const Floats d;
    const auto one = hn::Set(d, 1.0F);
    return hn::Div(one, hn::Add(one, boundedExp(hn::Neg(v))));
}

void Sigmoid(std::span<const float> x, std::span<float> out) {
    mapEach(x, out, [](auto v) { return sigmoidOf(v); });
}

void Silu(std::span<const float> x, std::span<float> out) {
    const Floats d;
    mapEach(x, out, [&](auto v) { return hn::Div(v, hn::Add(hn::Set(d, 1.0F), boundedExp(hn::Neg(v)))); });
}

void Tanh(std::span<const float> x, std::span<float> out) {
    const Floats d;
    mapEach(x, out, [&](auto v) { return hn::Tanh(d, v); });
}

void GeluTanh(std::span<const float> x, std::span<float> out) {
    // 0.5 x (1 + tanh(u)) = x * sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3)
    const Floats d;
    mapEach(x, out, [&](auto v) {
        const auto cube = hn::Mul(hn::Mul(v, v), v);
        const auto inner = hn::Add(v, hn::Mul(hn::Set(d, 0.044715F), cube));
        return hn::Mul(v, sigmoidOf(hn::Mul(hn::Set(d, 2.0F * 0.79788456080286535588F), inner)));
    });
}

WeightedDifference WeightedDifferenceOf(std::span<const float> x, std::span<const float> y, float shift) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    DoubleSum weight;
    DoubleSum difference;
    const auto step = [&](auto a, auto b) {
        const auto e = normalExp(hn::Sub(a, hn::Set(d, shift)));
        weight.add(e);
        difference.add(hn::Mul(e, hn::Sub(a, b)));
    };
    std::size_t i = 0;
    for (; i + lanes <= x.size(); i += lanes)
        step(hn::LoadU(d, x.data() + i), hn::LoadU(d, y.data() + i));
    if (i == x.size())
        return {weight.value(), difference.value()};
    HWY_ALIGN float one[HWY_MAX_BYTES / sizeof(float)];
    HWY_ALIGN float two[HWY_MAX_BYTES / sizeof(float)];
    // Equal and far below: weight and difference are 0.
    std::fill(std::begin(one), std::end(one), -std::numeric_limits<float>::max());
    std::copy(std::begin(one), std::end(one), two);
    std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.end(), one);
    std::copy(y.begin() + static_cast<std::ptrdiff_t>(i), y.end(), two);
    step(hn::Load(d, one), hn::Load(d, two));
    return {weight.value(), difference.value()};
}

void AddSquares(std::span<const float> x, std::span<double> sums) {
    const Doubles wide;
    const hn::Rebind<float, Doubles> narrow;
    const std::size_t lanes = hn::Lanes(wide);
    std::size_t i = 0;
    for (; i + lanes <= x.size(); i += lanes) {
        const auto v = hn::PromoteTo(wide, hn::LoadU(narrow, x.data() + i));
        hn::StoreU(hn::Add(hn::LoadU(wide, sums.data() + i), hn::Mul(v, v)), wide, sums.data() + i);
    }
    for (; i < x.size(); ++i)
        sums[i] += static_cast<double>(x[i]) * static_cast<double>(x[i]);
}

} // namespace mantissa::vector_math::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::vector_math {

HWY_EXPORT(AllFinite);
HWY_EXPORT(Sum);
HWY_EXPORT(SumOfSquares);
HWY_EXPORT(Maximum);
HWY_EXPORT(SumExp);
HWY_EXPORT(ExpInPlace);
HWY_EXPORT(ScaleInPlace);
HWY_EXPORT(Add);
HWY_EXPORT(Multiply);
HWY_EXPORT(ScaledProduct);
HWY_EXPORT(Silu);
HWY_EXPORT(GeluTanh);
HWY_EXPORT(Sigmoid);
HWY_EXPORT(Tanh);
HWY_EXPORT(WeightedDifferenceOf);
HWY_EXPORT(AddSquares);

bool allFinite(std::span<const float> x) {
    return HWY_DYNAMIC_DISPATCH(AllFinite)(x);
}
double sum(std::span<const float> x) {
    return HWY_DYNAMIC_DISPATCH(Sum)(x);
}
double sumOfSquares(std::span<const float> x) {
    return HWY_DYNAMIC_DISPATCH(SumOfSquares)(x);
}
float maximum(std::span<const float> x) {
    return HWY_DYNAMIC_DISPATCH(Maximum)(x);
}
double sumExp(std::span<const float> x, float shift) {
    return HWY_DYNAMIC_DISPATCH(SumExp)(x, shift);
}
double expInPlace(std::span<float> x, float shift) {
    return HWY_DYNAMIC_DISPATCH(ExpInPlace)(x, shift);
}
void scaleInPlace(std::span<float> x, float factor) {
    HWY_DYNAMIC_DISPATCH(ScaleInPlace)(x, factor);
}
void add(std::span<const float> x, std::span<const float> y, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(Add)(x, y, out);
}
void multiply(std::span<const float> x, std::span<const float> y, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(Multiply)(x, y, out);
}
void scaledProduct(std::span<const float> x, float factor, std::span<const float> y, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(ScaledProduct)(x, factor, y, out);
}
void silu(std::span<const float> x, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(Silu)(x, out);
}
void geluTanh(std::span<const float> x, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(GeluTanh)(x, out);
}
void sigmoid(std::span<const float> x, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(Sigmoid)(x, out);
}
void tanh(std::span<const float> x, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(Tanh)(x, out);
}
WeightedDifference weightedDifference(std::span<const float> x, std::span<const float> y, float shift) {
    return HWY_DYNAMIC_DISPATCH(WeightedDifferenceOf)(x, y, shift);
}
void addSquares(std::span<const float> x, std::span<double> sums) {
    HWY_DYNAMIC_DISPATCH(AddSquares)(x, sums);
}

} // namespace mantissa::vector_math
#endif
