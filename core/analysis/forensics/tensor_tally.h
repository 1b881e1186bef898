#pragma once
// What one walk over a stored tensor counts, so that it can be judged.
#include "analysis/error_figures.h"
#include "analysis/forensics/pair_differences.h"
#include "base/task.h"
#include "tensor/row_source.h"
#include "tensor/tensor.h"

#include <limits>
#include <memory>
#include <vector>

namespace mantissa {

/// Pair differences of plain numbers, which may hold numbers of a narrower type: rows of F32 that were BF16
/// once use every 65536th float only. Each is counted in steps of all three, and the one that fits is judged.
struct NumberDifferences {
    PairDifferences single; ///< in steps of F32
    PairDifferences half;   ///< of F16's precision (10 bits)
    PairDifferences brain;  ///< of BF16's
    std::uint32_t bits = 0; ///< all numbers' bits together

    void add(const NumberDifferences& other);
    const PairDifferences& fitting() const;
};

struct TensorTally {
    std::uint64_t elements = 0;
    std::uint64_t nans = 0;
    std::uint64_t infinities = 0;
    std::int64_t badRow = -1; ///< where the first NaN or infinity is
    std::int64_t badColumn = -1;
    float lowest = std::numeric_limits<float>::infinity(); ///< of the finite values
    float highest = -std::numeric_limits<float>::infinity();
    std::uint64_t scales = 0; ///< of blocks; 0 for plain numbers
    std::uint64_t zeroScales = 0;
    std::uint64_t badScales = 0;           ///< NaN or infinite
    std::vector<std::uint64_t> codeCounts; ///< empty for plain numbers
    std::uint64_t outermostLow = 0; ///< weights on the outermost codes that are not zeros, see CodeRanks
    std::uint64_t outermostHigh = 0;
    PairDifferences codes;     ///< of block types whose elements have codes of their own
    NumberDifferences numbers; ///< of plain numbers
    ErrorSums sums;            ///< against the original, where there is one

    void add(const TensorTally& next); ///< of the rows that follow
    std::size_t usedCodes() const;
};

/// Walks over all rows in parallel. original: null, or of the same size. Pair differences come from an even
/// sample of about four million weights. Errors: Unsupported (a type that cannot be decoded), Truncated,
/// Cancelled.
Result<TensorTally> tally(const std::shared_ptr<const Tensor>& tensor, const RowSource* original,
                          const Task& task);

} // namespace mantissa
