#include "methods/grid_tile.h"

#include "base/checked.h"
#include "formats/finite.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

GridTile::GridTile(const Format& format, const ScalarGrid& grid, std::int64_t rows, std::int64_t columns)
    : format_(format), grid_(grid), rows_(rows), columns_(columns), rowsPerRun_(format.tileRows(columns)),
      fit_(std::min(grid.fitElements(columns), rowsPerRun_ * columns)),
      scale_(std::min(grid.scaleElements(columns), fit_)),
      affinesPerRun_(ceilDivide(rowsPerRun_ * columns, scale_)),
      affines_(static_cast<std::size_t>(ceilDivide(rows, rowsPerRun_) * affinesPerRun_)),
      codes_(static_cast<std::size_t>(rows * columns)) {}

void GridTile::fitAll(std::span<const float> values, std::span<const float> importance) {
    std::vector<float> weights;
    for (std::int64_t first = 0; first < rows_; first += rowsPerRun_) {
        const std::int64_t elements = std::min(rowsPerRun_, rows_ - first) * columns_;
        for (std::int64_t begin = 0; begin < elements; begin += fit_) {
            const std::int64_t count = std::min(fit_, elements - begin);
            weights.resize(importance.empty() ? 0 : static_cast<std::size_t>(count));
            for (std::size_t i = 0; i < weights.size(); ++i)
                weights[i] =
                    importance[(static_cast<std::size_t>(begin) + i) % static_cast<std::size_t>(columns_)];
            const auto place =
                static_cast<std::size_t>(first / rowsPerRun_ * affinesPerRun_ + begin / scale_);
            const auto scales =
                std::span(affines_).subspan(place, static_cast<std::size_t>(ceilDivide(count, scale_)));
            grid_.fit(values.subspan(static_cast<std::size_t>(first * columns_ + begin),
                                     static_cast<std::size_t>(count)),
                      weights, scales);
            keepFinite(scales);
        }
    }
}

void GridTile::fit(std::int64_t row, std::int64_t column, std::span<const float> values,
                   std::span<const float> importance) {
    const auto scales =
        static_cast<std::size_t>(ceilDivide(static_cast<std::int64_t>(values.size()), scale_));
    const auto out = std::span(affines_).subspan(affineIndex(row, column), scales);
    grid_.fit(values, importance, out);
    keepFinite(out);
}

void GridTile::keepFinite(std::span<Affine> affines) {
    for (Affine& affine : affines) {
        if (std::isfinite(affine.scale) && std::isfinite(affine.offset))
            continue;
        affine = {};
        finite_ = false;
    }
}

Result<void> GridTile::checkScales(std::int64_t firstRow) const {
    if (finite_)
        return {};
    return fail(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The weights in rows %1 to %2 are too large for the scales of %3. "
                                     "Choose another format, or leave this tensor as it is."),
                 firstRow, firstRow + rows_ - 1, format_.text()));
}

void GridTile::pack(std::span<std::byte> out) const {
    for (std::int64_t first = 0; first < rows_; first += rowsPerRun_) {
        const std::int64_t elements = std::min(rowsPerRun_, rows_ - first) * columns_;
        const std::int64_t packed = std::min(grid_.packElements(columns_), elements);
        for (std::int64_t begin = 0; begin < elements; begin += packed) {
            const std::int64_t count = std::min(packed, elements - begin);
            const auto scales = std::span(affines_).subspan(
                static_cast<std::size_t>(first / rowsPerRun_ * affinesPerRun_ + begin / scale_),
                static_cast<std::size_t>(ceilDivide(count, scale_)));
            const auto codes = std::span(codes_).subspan(static_cast<std::size_t>(first * columns_ + begin),
                                                         static_cast<std::size_t>(count));
            const std::uint64_t offset =
                format_.payloadBytes(first, columns_) + (begin == 0 ? 0 : format_.payloadBytes(1, begin));
            grid_.pack(codes, scales, out.subspan(offset));
        }
    }
}

Result<void> checkHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile) {
    // The smallest range of all grids is NVFP4's, 448 times 6.
    constexpr float surelyHeld = 1000;
    MANTISSA_CHECK(checkFinite(tile));
    const bool small = std::all_of(tile.values.begin(), tile.values.end(),
                                   [](float value) { return std::abs(value) <= surelyHeld; });
    if (small)
        return {};
    RowTile plain = tile;
    plain.importance = {};
    std::vector<std::byte> bytes(format.payloadBytes(tile.rows, tile.columns));
    return format.encode(format.encoders().front(), parameters, plain, bytes);
}

} // namespace mantissa
