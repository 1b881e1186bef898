#pragma once
// What one walk over a stored tensor counts, for verify().
#include "analysis/error_figures.h"
#include "base/task.h"
#include "tensor/row_source.h"
#include "tensor/tensor.h"

#include <memory>
#include <vector>

namespace mantissa {

struct TensorTally {
    std::uint64_t elements = 0;
    std::uint64_t nans = 0;
    std::uint64_t infinities = 0;
    std::int64_t badRow = -1; ///< where the first NaN or infinity is
    std::int64_t badColumn = -1;
    std::uint64_t scales = 0; ///< of blocks; 0 for plain numbers
    std::uint64_t zeroScales = 0;
    std::uint64_t badScales = 0;           ///< NaN or infinite
    std::vector<std::uint64_t> codeCounts; ///< empty for plain numbers
    ErrorSums sums;                        ///< against the original, where there is one

    void add(const TensorTally& next); ///< of the rows that follow
    std::size_t usedCodes() const;
};

/// Walks over all rows in parallel. original: null, or of the same size. Errors: Unsupported (a type that
/// cannot be decoded), Cancelled.
Result<TensorTally> tally(const std::shared_ptr<const Tensor>& tensor, const RowSource* original,
                          const Task& task);

} // namespace mantissa
