#include "formats/finite.h"

#include "tensor/float_convert.h"

namespace mantissa {

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

} // namespace mantissa
