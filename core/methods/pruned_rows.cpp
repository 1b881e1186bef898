#include "methods/pruned_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mantissa {

namespace {

/// Of a part of a row, all but the `kept` that count most become zero.
void keepStrongest(std::span<float> values, std::span<const float> strengths, std::size_t kept) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto score = [&](std::size_t i) {
        return std::abs(values[i]) * (strengths.empty() ? 1.0F : strengths[i]);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return score(a) > score(b); });
    for (std::size_t i = kept; i < order.size(); ++i)
        values[order[i]] = 0;
}

} // namespace

void Pruning::apply(std::span<float> row, std::int64_t index) const {
    std::span<const float> factors;
    if (!strengths.empty()) {
        const std::size_t experts = strengths.size() / row.size();
        const auto expert = static_cast<std::size_t>(index / rowsPerExpert);
        factors = std::span(strengths).subspan(std::min(expert, experts - 1) * row.size(), row.size());
    }
    const auto part = [&](std::size_t begin, std::size_t count) {
        return factors.empty() ? factors : factors.subspan(begin, count);
    };
    if (run == 0) {
        const auto zeros = static_cast<std::size_t>(sparsity * static_cast<double>(row.size()));
        return keepStrongest(row, factors, row.size() - zeros);
    }
    const auto width = static_cast<std::size_t>(run);
    for (std::size_t begin = 0; begin < row.size(); begin += width) {
        const std::size_t count = std::min(width, row.size() - begin);
        // What is left at the end of a row keeps its share, rounded up.
        const std::size_t keep = (count * static_cast<std::size_t>(kept) + width - 1) / width;
        keepStrongest(row.subspan(begin, count), part(begin, count), keep);
    }
}

Result<void> PrunedRows::read(std::int64_t first, std::int64_t count, std::span<float> out) const {
    MANTISSA_CHECK(rows_->read(first, count, out));
    const auto width = static_cast<std::size_t>(columns());
    for (std::int64_t i = 0; i < count; ++i)
        pruning_->apply(out.subspan(static_cast<std::size_t>(i) * width, width), first + i);
    return {};
}

} // namespace mantissa
