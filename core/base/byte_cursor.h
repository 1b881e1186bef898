#pragma once
// Reads little-endian values from a span of bytes and never past its end.
#include "base/result.h"

#include <bit>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>

namespace mantissa {

static_assert(std::endian::native == std::endian::little, "files are read in place as little-endian");

class ByteCursor {
public:
    explicit ByteCursor(std::span<const std::byte> bytes, std::uint64_t position = 0)
        : bytes_(bytes), position_(position) {}

    std::uint64_t position() const { return position_; }
    std::uint64_t remaining() const { return position_ < bytes_.size() ? bytes_.size() - position_ : 0; }

    /// The next `count` bytes in place. Error Truncated, with the byte where the read began.
    Result<std::span<const std::byte>> take(std::uint64_t count);

    template <class T>
    requires std::is_trivially_copyable_v<T> Result<T> read() {
        MANTISSA_TRY(const auto bytes, take(sizeof(T)));
        T value;
        std::memcpy(&value, bytes.data(), sizeof(T));
        return value;
    }

private:
    std::span<const std::byte> bytes_;
    std::uint64_t position_;
};

} // namespace mantissa
