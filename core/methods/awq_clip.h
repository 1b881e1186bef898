#pragma once
// AWQ's search for where to cut the range of each block.
#include "methods/grid_tile.h"

namespace mantissa {

/// What the inputs of a weight do to errors within one block of columns.
class BlockMoments {
public:
    /// hessian: columns x columns; divisors: of the inputs, one a column, or empty. Blocks wider than a
    /// thousand columns keep their diagonal only.
    BlockMoments(std::span<const double> hessian, std::int64_t columns, std::int64_t block,
                 std::span<const float> divisors);

    std::int64_t block() const { return block_; }
    /// e H e^T for `rows` rows of errors in the columns from `begin` on, `width` of them.
    std::vector<double> costs(std::span<const float> errors, std::int64_t rows, std::int64_t begin,
                              std::int64_t width) const;

private:
    std::int64_t columns_;
    std::int64_t block_;
    bool diagonal_;
    std::vector<float> values_; ///< columns x block, or one a column
};

/// Fits every block of the tile to the range, out of ten from the whole down to 55 %, that costs least.
void fitClipped(GridTile& tile, const RowTile& values, const BlockMoments& moments);

} // namespace mantissa
