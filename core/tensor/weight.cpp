#include "tensor/weight.h"

#include <utility>

namespace mantissa {

namespace {

/// Marks the owner of a tensor's bytes, of which it holds the real one.
struct InputsFirst {
    std::shared_ptr<const void> owner;
    void operator()(const void* /*tensor*/) const {}
};

bool namesExperts(std::string_view name) {
    const auto contains = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    return contains("experts.") || contains("_exps") || contains("_chexps") || contains("moe.");
}

void readKernel(const Shape& shape, Weight& weight) {
    weight.outputs = shape[0];
    for (std::size_t axis = 1; axis < shape.size(); ++axis)
        weight.inputs *= shape[axis];
}

void readStack(const Shape& shape, Weight& weight) {
    if (!shape.empty())
        weight.inputs = shape.back();
    for (std::size_t axis = 0; axis + 1 < shape.size(); ++axis) {
        if (shape.size() == 3 && axis == 0)
            weight.experts = shape[axis];
        else
            weight.outputs *= shape[axis];
    }
}

} // namespace

bool isKernel(const Tensor& tensor) {
    const std::string_view name = tensor.name;
    if (tensor.shape.size() < 3 || namesExperts(name))
        return false;
    if (tensor.place.role == Role::Convolution)
        return true;
    // Parameters that are no module's weight (position embeddings, class tokens) are lists of vectors.
    return !name.starts_with("blk.") && (name.ends_with(".weight") || name == "weight");
}

std::int64_t blockRow(const Tensor& tensor) {
    if (tensor.shape.empty())
        return 1;
    return inputsFirst(tensor) ? tensor.shape.front() : tensor.shape.back();
}

Weight weightOf(std::shared_ptr<const Tensor> tensor) {
    Weight weight;
    if (isKernel(*tensor))
        readKernel(tensor->shape, weight);
    else
        readStack(tensor->shape, weight);
    weight.outputStride = weight.inputs;
    weight.expertStride = weight.inputs * weight.outputs;
    if (inputsFirst(*tensor) && tensor->shape.size() == 2) {
        std::swap(weight.outputs, weight.inputs);
        weight.outputStride = 1;
        weight.inputStride = weight.outputs;
    }
    weight.tensor = std::move(tensor);
    return weight;
}

bool inputsFirst(const Tensor& tensor) {
    return std::get_deleter<InputsFirst>(tensor.owner) != nullptr;
}

std::shared_ptr<const Tensor> withInputsFirst(std::shared_ptr<const Tensor> tensor, bool first) {
    if (!tensor || inputsFirst(*tensor) == first)
        return tensor;
    auto other = std::make_shared<Tensor>(*tensor);
    if (first)
        other->owner = std::shared_ptr<const void>(tensor.get(), InputsFirst{tensor->owner});
    else
        other->owner = std::get_deleter<InputsFirst>(tensor->owner)->owner;
    return other;
}

} // namespace mantissa
