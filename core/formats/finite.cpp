#include "formats/finite.h"

#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

bool surelyHeld(const RowTile& tile, const ValueRange& range) {
    const float least = std::min({largestHalf, range.highest, -range.lowest});
    return firstNotBelow(tile.values, least) == tile.values.size();
}

Result<void> checkFinite(const RowTile& tile) {
    const auto bad = static_cast<std::int64_t>(firstNotFinite(tile.values));
    if (bad == static_cast<std::int64_t>(tile.values.size()))
        return {};
    return fail(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The weight in row %1, column %2 is %3. Only finite numbers can be "
                                     "quantized; repair the model, or leave this tensor as it is."),
                 tile.firstRow + bad / tile.columns, bad % tile.columns,
                 static_cast<double>(tile.values[static_cast<std::size_t>(bad)])));
}

std::size_t firstOutside(std::span<const float> values, const ValueRange& range) {
    const float nearest = std::min(range.highest, -range.lowest);
    std::size_t at = 0;
    while (at < values.size()) {
        at += firstNotBelow(values.subspan(at), nearest);
        if (at == values.size() || values[at] > range.highest || values[at] < range.lowest)
            break;
        ++at;
    }
    return at;
}

Result<void> checkRange(const Format& format, const ValueRange& range, const RowTile& tile) {
    const std::size_t at = firstOutside(tile.values, range);
    if (at == tile.values.size())
        return {};
    const auto place = static_cast<std::int64_t>(at);
    return fail(ErrorCode::Numeric,
                sentence(MANTISSA_TR("core", "The weight %1 in row %2, column %3 lies outside of what %4 can "
                                             "hold (%5 to %6). Choose a format with a wider range, or leave "
                                             "this tensor as it is."),
                         static_cast<double>(tile.values[at]), tile.firstRow + place / tile.columns,
                         place % tile.columns, format.info().id, static_cast<double>(range.lowest),
                         static_cast<double>(range.highest)));
}

namespace {

/// The first element that became infinite, or (asked for) that is the largest of its block and lost more than
/// half of itself: a scale or offset that should have been larger was cut to the largest there is.
std::size_t firstNotHeld(std::span<const float> values, std::span<const float> decoded, std::size_t block,
                         bool cut) {
    for (std::size_t begin = 0; begin < values.size(); begin += block) {
        const auto part = values.subspan(begin, std::min(block, values.size() - begin));
        if (firstNotBelow(part, largestHalf) == part.size())
            continue;
        std::size_t largest = 0;
        for (std::size_t i = 0; i < part.size(); ++i) {
            if (!std::isfinite(decoded[begin + i]))
                return begin + i;
            if (std::abs(part[i]) > std::abs(part[largest]))
                largest = i;
        }
        if (cut && std::abs(decoded[begin + largest]) < std::abs(part[largest]) / 2)
            return begin + largest;
    }
    return values.size();
}

} // namespace

Result<void> checkScalesHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile,
                             std::span<const std::byte> bytes) {
    // A scale or offset that overflows belongs to a weight at least this large.
    if (firstNotBelow(tile.values, largestHalf) == tile.values.size())
        return {};
    std::vector<float> decoded(tile.values.size());
    MANTISSA_CHECK(format.decode(parameters, bytes, tile.firstRow, tile.rows, tile.columns, decoded));
    // With few levels a block's largest weight may be given up for the others.
    constexpr int enoughLevels = 16;
    const std::size_t bad =
        firstNotHeld(tile.values, decoded, static_cast<std::size_t>(format.blockElements()),
                     format.codeCount() >= enoughLevels);
    if (bad == decoded.size())
        return {};
    const auto at = static_cast<std::int64_t>(bad);
    return fail(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The weights around row %1, column %2 are too large for the scales "
                                     "of %3. Choose a format with a wider range, or leave this tensor "
                                     "as it is."),
                 tile.firstRow + at / tile.columns, at % tile.columns, format.info().id));
}

} // namespace mantissa
