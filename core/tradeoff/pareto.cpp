#include "tradeoff/pareto.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mantissa {

std::vector<std::size_t> paretoFront(std::span<const TradeoffPoint> points) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < points.size(); ++i) {
        // A point without a size or an error (not measured yet) beats nothing and is on no front.
        if (!std::isnan(points[i].size) && !std::isnan(points[i].error))
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (points[a].size != points[b].size)
            return points[a].size < points[b].size;
        return points[a].error < points[b].error;
    });
    std::vector<std::size_t> front;
    for (const std::size_t index : order) {
        if (front.empty() || points[index].error < points[front.back()].error)
            front.push_back(index);
    }
    return front;
}

} // namespace mantissa
