#include "files/model.h"

#include <algorithm>

namespace mantissa {

std::shared_ptr<const Tensor> Model::tensor(std::string_view wanted) const {
    const auto found =
        std::find_if(tensors.begin(), tensors.end(), [wanted](const auto& t) { return t->name == wanted; });
    return found == tensors.end() ? nullptr : *found;
}

bool Model::quantized() const {
    return std::any_of(tensors.begin(), tensors.end(),
                       [](const auto& t) { return isBlock(t->dtype) || t->dtype == DType::Packed; });
}

std::string_view name(Container container) {
    switch (container) {
    case Container::Gguf:
        return "GGUF";
    case Container::Safetensors:
        return "safetensors";
    case Container::HuggingFace:
        return "Hugging Face";
    case Container::Npy:
        return "NPY";
    case Container::Npz:
        return "NPZ";
    }
    return {};
}

} // namespace mantissa
