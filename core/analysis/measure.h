#pragma once
// One tensor under one scheme, as compare() measures it: the scheme or what stands in for it, its size and
// its error.
#include "analysis/comparison.h"
#include "tradeoff/recipe.h"

namespace mantissa {

/// What is measured: rows to quantize, and the rows that errors refer to (the same object, or another
/// file's).
struct MeasuredRows {
    std::shared_ptr<const RowSource> rows;
    std::shared_ptr<const RowSource> original;
    std::vector<float> importance = {};                   ///< of the columns (see MethodInput), or empty
    std::shared_ptr<const QuantizedTensor> finished = {}; ///< likewise
};

/// Finds tensors of an original by their names. Errors: NotFound, Mismatch.
OriginalRows originalByName(ModelPtr original);

/// Opens the tensor and, unless `original` is empty, what its errors refer to. Errors: as compare().
Result<MeasuredRows> openMeasured(const std::shared_ptr<const Tensor>& tensor, const OriginalRows& original);

/// Elements that measure() will look at (and advance the task by).
std::uint64_t measuredElements(const TensorPlan& plan, const RowSource& rows, Extent extent);

Result<Measurement> measure(const TensorPlan& plan, const MeasuredRows& rows, Extent extent,
                            const Task& task);

} // namespace mantissa
