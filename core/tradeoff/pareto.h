#pragma once
// Points (size, error) of recipes tried, and which of them no other beats in both.
#include <cstddef>
#include <span>
#include <vector>

namespace mantissa {

struct TradeoffPoint {
    double size = 0;  ///< smaller is better
    double error = 0; ///< smaller is better
};

/// Indices of the front, by rising size. Of equal points the first is taken.
std::vector<std::size_t> paretoFront(std::span<const TradeoffPoint> points);

} // namespace mantissa
