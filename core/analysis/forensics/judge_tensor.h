#pragma once
// What the counts of a tensor mean.
#include "analysis/forensics/finding.h"
#include "analysis/forensics/tensor_tally.h"

namespace mantissa {

/// withOriginal: whether tally.sums was measured against one.
std::vector<Finding> judgeTensor(const Tensor& tensor, const TensorTally& tally, bool withOriginal);

} // namespace mantissa
