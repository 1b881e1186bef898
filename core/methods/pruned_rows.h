#pragma once
// Rows of which a share is zero: what pruning leaves.
#include "tensor/row_source.h"

#include <memory>
#include <vector>

namespace mantissa {

struct Pruning {
    double sparsity = 0.5; ///< of each row; rounded down to whole weights
    std::int64_t kept = 0; ///< of each `run` weights that follow each other; 0: no pattern, by sparsity
    std::int64_t run = 0;
    /// By what |weight| is multiplied before it is compared, one a column, or one a column for each expert;
    /// empty for 1.
    std::vector<float> strengths;
    std::int64_t rowsPerExpert = 1;

    /// Sets the weights of a row to zero that count least; of equal ones those that come later.
    void apply(std::span<float> row, std::int64_t index) const;
};

class PrunedRows final : public RowSource {
public:
    PrunedRows(std::shared_ptr<const RowSource> rows, std::shared_ptr<const Pruning> pruning)
        : rows_(std::move(rows)), pruning_(std::move(pruning)) {}
    std::int64_t rows() const override { return rows_->rows(); }
    std::int64_t columns() const override { return rows_->columns(); }
    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override;

private:
    std::shared_ptr<const RowSource> rows_;
    std::shared_ptr<const Pruning> pruning_;
};

} // namespace mantissa
