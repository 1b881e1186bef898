#pragma once
// Sizes that come from a file are multiplied and added only through these.
#include <cstdint>
#include <optional>

namespace mantissa {

inline std::optional<std::uint64_t> checkedMultiply(std::uint64_t a, std::uint64_t b) {
    std::uint64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product))
        return std::nullopt;
    return product;
}

inline std::optional<std::uint64_t> checkedAdd(std::uint64_t a, std::uint64_t b) {
    std::uint64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        return std::nullopt;
    return sum;
}

/// a / b rounded up; b > 0.
constexpr std::int64_t ceilDivide(std::int64_t a, std::int64_t b) {
    return a / b + (a % b != 0 ? 1 : 0);
}

/// The next multiple of `alignment` (> 0) at or after `value`; nothing when it does not fit.
inline std::optional<std::uint64_t> alignUp(std::uint64_t value, std::uint64_t alignment) {
    const std::uint64_t remainder = value % alignment;
    return remainder == 0 ? std::optional(value) : checkedAdd(value, alignment - remainder);
}

} // namespace mantissa
