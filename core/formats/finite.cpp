#include "formats/finite.h"

#include "tensor/float_convert.h"

namespace mantissa {

namespace {

// A scale or offset that overflows belongs to a weight at least this large.
constexpr float largestHalf = 65504.0F;

} // namespace

bool surelyHeld(const RowTile& tile) {
    return firstNotBelow(tile.values, largestHalf) == tile.values.size();
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

Result<void> checkScalesHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile,
                             std::span<const std::byte> bytes) {
    if (surelyHeld(tile))
        return {};
    std::vector<float> decoded(tile.values.size());
    MANTISSA_CHECK(format.decode(parameters, bytes, tile.firstRow, tile.rows, tile.columns, decoded));
    const std::size_t bad = firstNotFinite(decoded);
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
