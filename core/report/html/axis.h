#pragma once
// From values to places on a chart, and the few ticks that are worth drawing.
#include <string>
#include <vector>

namespace mantissa::html {

class Axis {
public:
    /// Covers [low, high] with a little air; `from` and `to` are the pixels of its ends.
    static Axis linear(double low, double high, double from, double to);
    /// low > 0.
    static Axis logarithmic(double low, double high, double from, double to);

    double at(double value) const;
    const std::vector<double>& ticks() const { return ticks_; }
    double low() const { return low_; }
    double high() const { return high_; }

private:
    Axis(double low, double high, double from, double to, bool logarithmic);
    void addLinearTicks();
    void addLogarithmicTicks();

    double low_;
    double high_;
    double from_;
    double to_;
    bool logarithmic_;
    std::vector<double> ticks_;
};

} // namespace mantissa::html
