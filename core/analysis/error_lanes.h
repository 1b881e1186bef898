#pragma once
// The sums behind error figures, in eight interleaved lanes of doubles whatever the width of the CPU's
// vectors: lane i takes the elements i, i + 8, i + 16, ... in their order.
#include <array>
#include <cstddef>

namespace mantissa {

struct ErrorLanes {
    static constexpr std::size_t count = 8;
    using Lanes = std::array<double, count>;

    Lanes original2{};
    Lanes decoded2{};
    Lanes product{};
    Lanes error2{};
    Lanes maxAbs{};
};

/// Adds `elements` of x and y, a multiple of ErrorLanes::count. The same bits on every CPU.
void addErrors(const float* x, const float* y, std::size_t elements, ErrorLanes& sums);

} // namespace mantissa
