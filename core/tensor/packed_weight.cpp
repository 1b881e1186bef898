#include "tensor/packed_weight.h"

namespace mantissa {

std::string storedType(const Tensor& tensor) {
    return tensor.packed ? tensor.packed->type() : std::string(info(tensor.dtype).name);
}

std::vector<std::span<const std::byte>> storedSpans(const Tensor& tensor) {
    if (!tensor.packed)
        return {tensor.bytes};
    std::vector<std::span<const std::byte>> spans;
    for (const auto& part : tensor.packed->parts())
        spans.push_back(part->bytes);
    return spans;
}

std::uint64_t storedBytes(const Tensor& tensor) {
    std::uint64_t bytes = 0;
    for (const auto& span : storedSpans(tensor))
        bytes += span.size();
    return bytes;
}

} // namespace mantissa
