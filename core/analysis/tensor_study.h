#pragma once
// Everything the Tensor view and the report show of one weight under one scheme. A study of a sample comes
// first (Extent), the exact one after; both are immutable.
#include "analysis/error_figures.h"
#include "analysis/histogram.h"
#include "methods/quantize.h"

namespace mantissa {

struct StudyOptions {
    Extent extent;
    int bins = 256; ///< the most there may be; they are a power of two wide (see NestedHistogram)
    /// Of rows beyond this many an even selection is listed in rowRelativeRmse.
    std::int64_t maxRows = 8192;
    /// What errors are measured against when the original is another file; null: input.rows itself.
    std::shared_ptr<const RowSource> original;
};

struct TensorStudy {
    std::string scheme; ///< canonical text
    bool exact = false; ///< false: a sample of `sums.count` elements
    std::uint64_t elements = 0;
    std::uint64_t bytes = 0; ///< of the whole tensor, parameters included; exact always
    double bitsPerWeight = 0;
    ErrorSums sums;
    double sigma = 0;        ///< root mean square of x
    double outlierShare = 0; ///< share of |x| > 6 sigma
    Histogram original;      ///< common bins with `decoded`
    Histogram decoded;
    Histogram error;           ///< x - y, symmetric about 0
    std::vector<float> levels; ///< the grid at the median |scale| (and median offset), for marks; empty for
                               ///< plain numbers
    std::vector<std::uint64_t> codeUsage; ///< count of each code; empty for plain numbers
    Histogram scales;                     ///< of |scale| of the blocks; empty counts where there are none
    std::vector<float> rowRelativeRmse;   ///< one a row that was looked at
    std::vector<std::int64_t> rowIndex;   ///< which rows those are
};

using TensorStudyPtr = std::shared_ptr<const TensorStudy>;

/// Errors: Numeric for NaN or Inf among the weights (row and column named), Mismatch when `original` has
/// another size, InvalidArgument when the format cannot hold rows of this length, and what reading and
/// encoding say. The same figures whatever the number of threads.
Result<TensorStudyPtr> studyTensor(const Scheme& scheme, const MethodInput& input,
                                   const StudyOptions& options, const Task& task);

} // namespace mantissa
