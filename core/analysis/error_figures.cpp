#include "analysis/error_figures.h"

#include "analysis/error_lanes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace mantissa {

namespace {

using Lanes = ErrorLanes::Lanes;

// As addErrors(), for the elements behind the last eight.
void addRest(ErrorLanes& sums, std::size_t lane, double x, double y) {
    const double error = x - y;
    const double size = std::abs(error);
    sums.original2[lane] += x * x;
    sums.decoded2[lane] += y * y;
    sums.product[lane] += x * y;
    sums.error2[lane] += error * error;
    sums.maxAbs[lane] = size > sums.maxAbs[lane] ? size : sums.maxAbs[lane];
}

double fold(const Lanes& l) {
    return ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
}

ErrorSums rowSums(std::span<const float> x, std::span<const float> y, std::int64_t row) {
    ErrorLanes lanes;
    const std::size_t whole = x.size() / ErrorLanes::count * ErrorLanes::count;
    addErrors(x.data(), y.data(), whole, lanes);
    for (std::size_t i = whole; i < x.size(); ++i)
        addRest(lanes, i - whole, x[i], y[i]);

    ErrorSums sums;
    sums.count = x.size();
    sums.original2 = fold(lanes.original2);
    sums.decoded2 = fold(lanes.decoded2);
    sums.product = fold(lanes.product);
    sums.error2 = fold(lanes.error2);
    sums.maxAbs = *std::max_element(lanes.maxAbs.begin(), lanes.maxAbs.end());
    sums.maxRow = row;
    return sums;
}

// Looked for afterwards, and only in rows that raise the maximum: the sums then carry no index.
std::int64_t firstColumnWith(double size, std::span<const float> x, std::span<const float> y) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::abs(static_cast<double>(x[i]) - static_cast<double>(y[i])) == size)
            return static_cast<std::int64_t>(i);
    }
    return 0;
}

} // namespace

void ErrorSums::add(const ErrorSums& other) {
    count += other.count;
    original2 += other.original2;
    decoded2 += other.decoded2;
    product += other.product;
    error2 += other.error2;
    if (other.maxAbs > maxAbs) {
        maxAbs = other.maxAbs;
        maxRow = other.maxRow;
        maxColumn = other.maxColumn;
    }
}

ErrorSums ErrorSums::extrapolated(std::uint64_t elements) const {
    if (count == 0 || count == elements)
        return *this;
    const double factor = static_cast<double>(elements) / static_cast<double>(count);
    ErrorSums result = *this;
    result.count = elements;
    result.original2 *= factor;
    result.decoded2 *= factor;
    result.product *= factor;
    result.error2 *= factor;
    return result;
}

ErrorSums errorSums(std::span<const float> original, std::span<const float> decoded, std::int64_t firstRow,
                    std::int64_t columns) {
    ErrorSums sums;
    if (columns <= 0)
        return sums;
    const auto width = static_cast<std::size_t>(columns);
    for (std::size_t begin = 0; begin + width <= original.size(); begin += width) {
        const auto x = original.subspan(begin, width);
        const auto y = decoded.subspan(begin, width);
        ErrorSums row = rowSums(x, y, firstRow + static_cast<std::int64_t>(begin / width));
        if (row.maxAbs > sums.maxAbs)
            row.maxColumn = firstColumnWith(row.maxAbs, x, y);
        sums.add(row);
    }
    return sums;
}

ErrorFigures figures(const ErrorSums& sums) {
    ErrorFigures result;
    constexpr double infinite = std::numeric_limits<double>::infinity();
    if (sums.count > 0)
        result.rmse = std::sqrt(sums.error2 / static_cast<double>(sums.count));
    if (sums.error2 != 0)
        result.relativeRmse = sums.original2 == 0 ? infinite : std::sqrt(sums.error2 / sums.original2);
    result.sqnrDb = result.relativeRmse == 0 ? infinite : -20 * std::log10(result.relativeRmse);
    if (sums.original2 != 0 && sums.decoded2 != 0) {
        // The root of the product is exact for an exact copy; the product of the roots is not.
        const double cosine = sums.product / std::sqrt(sums.original2 * sums.decoded2);
        result.cosine = std::clamp(cosine, -1.0, 1.0);
    } else if (sums.original2 != sums.decoded2) {
        result.cosine = 0;
    }
    result.maxAbs = sums.maxAbs;
    result.maxRow = sums.maxRow;
    result.maxColumn = sums.maxColumn;
    return result;
}

} // namespace mantissa
