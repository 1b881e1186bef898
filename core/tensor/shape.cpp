#include "tensor/shape.h"

#include "base/checked.h"

namespace mantissa {

std::optional<std::uint64_t> elementCount(const Shape& shape) {
    std::uint64_t count = 1;
    for (const std::int64_t extent : shape) {
        if (extent < 0)
            return std::nullopt;
        const auto product = checkedMultiply(count, static_cast<std::uint64_t>(extent));
        if (!product)
            return std::nullopt;
        count = *product;
    }
    return count;
}

std::string describe(const Shape& shape) {
    std::string result;
    for (const std::int64_t extent : shape)
        result += (result.empty() ? "" : " × ") + std::to_string(extent);
    return result.empty() ? "scalar" : result;
}

} // namespace mantissa
