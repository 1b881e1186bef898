#include "tensor/weight.h"

namespace mantissa {

Weight weightOf(std::shared_ptr<const Tensor> tensor) {
    Weight weight;
    const Shape& shape = tensor->shape;
    if (!shape.empty())
        weight.inputs = shape.back();
    for (std::size_t axis = 0; axis + 1 < shape.size(); ++axis) {
        if (shape.size() == 3 && axis == 0)
            weight.experts = shape[axis];
        else
            weight.outputs *= shape[axis];
    }
    weight.outputStride = weight.inputs;
    weight.expertStride = weight.inputs * weight.outputs;
    weight.tensor = std::move(tensor);
    return weight;
}

} // namespace mantissa
