#include "report/html/axis.h"

#include <cmath>

namespace mantissa::html {

namespace {

// 1, 2 or 5 times a power of ten: the least such step that gives at most `most` ticks.
double niceStep(double range, int most) {
    const double rough = range / most;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

Axis::Axis(double low, double high, double from, double to, bool logarithmic)
    : low_(low), high_(high), from_(from), to_(to), logarithmic_(logarithmic) {
    if (logarithmic_)
        addLogarithmicTicks();
    else
        addLinearTicks();
}

Axis Axis::linear(double low, double high, double from, double to) {
    if (!(high > low)) {
        const double around = low == 0 ? 1 : std::abs(low) / 2;
        return {low - around, low + around, from, to, false};
    }
    const double air = 0.04 * (high - low);
    return {low - air, high + air, from, to, false};
}

Axis Axis::logarithmic(double low, double high, double from, double to) {
    // At least a third of a decade, so that rounding noise does not look like a difference.
    const double ratio = std::max(high / low, 2.0);
    const double air = std::pow(ratio, 0.06);
    return {low / air, low * ratio * air, from, to, true};
}

double Axis::at(double value) const {
    const double share =
        logarithmic_ ? std::log(value / low_) / std::log(high_ / low_) : (value - low_) / (high_ - low_);
    return from_ + share * (to_ - from_);
}

void Axis::addLinearTicks() {
    const double step = niceStep(high_ - low_, 6);
    for (double i = std::ceil(low_ / step); i * step <= high_; ++i)
        ticks_.push_back(i * step);
}

void Axis::addLogarithmicTicks() {
    const double decades = std::log10(high_ / low_);
    // Wide axes: powers of ten (every second or third if need be); narrow ones: 1, 2, 5 as well.
    const int stride = decades > 8 ? 3 : decades > 5 ? 2 : 1;
    const auto first = static_cast<int>(std::floor(std::log10(low_)));
    for (int exponent = first; std::pow(10.0, exponent) <= high_; ++exponent) {
        if (exponent % stride != 0)
            continue;
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = factor * std::pow(10.0, exponent);
            if ((factor == 1.0 || decades < 2.5) && value >= low_ && value <= high_)
                ticks_.push_back(value);
        }
    }
}

} // namespace mantissa::html
