#pragma once
// A tile of rows whose codes are chosen one by one against a scalar grid: what methods that drive fit, round
// and pack fill in.
#include "formats/format.h"

#include <cmath>

namespace mantissa {

/// Blocks lie along a row, or, in formats whose blocks cross rows, along a run of as many rows as end
/// together with one.
class GridTile {
public:
    /// grid: the format's, alive as long as this.
    GridTile(const Format& format, const ScalarGrid& grid, std::int64_t rows, std::int64_t columns);

    bool acrossRows() const { return rowsPerRun_ > 1; }
    /// Elements whose scales are fitted together, at most a run.
    std::int64_t fitElements() const { return fit_; }

    /// Scales of all blocks. values: rows x columns. importance: one a column, or empty.
    void fitAll(std::span<const float> values, std::span<const float> importance);
    /// Scales of the block of a row that begins in this column, whose values (as many as are in the row) are
    /// given. Not where blocks cross rows.
    void fit(std::int64_t row, std::int64_t column, std::span<const float> values,
             std::span<const float> importance);

    const Affine& affine(std::int64_t row, std::int64_t column) const {
        return affines_[affineIndex(row, column)];
    }
    void setAffine(std::int64_t row, std::int64_t column, const Affine& affine) {
        affines_[affineIndex(row, column)] = affine;
    }
    /// Takes the nearest code and gives its value. What is no number counts as 0, and checkScales() fails.
    float round(std::int64_t row, std::int64_t column, float value) {
        if (!std::isfinite(value)) {
            finite_ = false;
            value = 0;
        }
        const Affine& scales = affine(row, column);
        const int code = grid_.round(scales, value);
        codes_[static_cast<std::size_t>(row * columns_ + column)] = static_cast<std::uint16_t>(code);
        const float rounded = grid_.value(scales, code);
        finite_ = finite_ && std::isfinite(rounded);
        return rounded;
    }

    /// The code of the level nearest to a finite value.
    int nearest(std::int64_t row, std::int64_t column, float value) const {
        return grid_.round(affine(row, column), value);
    }
    int code(std::int64_t row, std::int64_t column) const {
        return codes_[static_cast<std::size_t>(row * columns_ + column)];
    }
    void setCode(std::int64_t row, std::int64_t column, int code) {
        codes_[static_cast<std::size_t>(row * columns_ + column)] = static_cast<std::uint16_t>(code);
    }
    float valueOf(std::int64_t row, std::int64_t column, int code) const {
        return grid_.value(affine(row, column), code);
    }

    /// Error Numeric where a scale or a value was no finite number: the weights are too large for the format.
    Result<void> checkScales(std::int64_t firstRow) const;
    /// out: the format's bytes of the whole tile.
    void pack(std::span<std::byte> out) const;

private:
    std::size_t affineIndex(std::int64_t row, std::int64_t column) const {
        const std::int64_t inRun = row % rowsPerRun_ * columns_ + column;
        return static_cast<std::size_t>(row / rowsPerRun_ * affinesPerRun_ + inRun / scale_);
    }

    const Format& format_;
    const ScalarGrid& grid_;
    std::int64_t rows_;
    std::int64_t columns_;
    std::int64_t rowsPerRun_;
    std::int64_t fit_;
    std::int64_t scale_;
    std::int64_t affinesPerRun_;
    /// Grids need not expect scales that are no numbers.
    void keepFinite(std::span<Affine> affines);

    bool finite_ = true; ///< all scales and values so far were
    std::vector<Affine> affines_;
    std::vector<std::uint16_t> codes_;
};

/// Errors Numeric: a weight that is no finite number, or that the format's own encoder finds its scales
/// cannot hold, where a grid would cut it without a word. Looks at the weights once unless some are large.
Result<void> checkHeld(const Format& format, const TensorParameters* parameters, const RowTile& tile);

} // namespace mantissa
