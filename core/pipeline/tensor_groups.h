#pragma once
// Cutting a model's weights into groups.
#include "pipeline/model_sensitivity.h"

namespace mantissa {

/// Those of the tensors that have a place in the network, grouped; groups in the order of their first tensor.
/// What belongs to no layer is a group by itself under its role's name. Error InvalidArgument when nothing is
/// left.
Result<std::vector<TensorGroup>> groupTensors(const std::vector<std::shared_ptr<const Tensor>>& tensors,
                                              const CausalNetwork& network, Grouping grouping);

} // namespace mantissa
