#pragma once
// Binary16 numbers inside blocks: little-endian, at any address.
#include "tensor/float_convert.h"

namespace mantissa::gguf {

inline std::uint16_t loadHalf(const std::uint8_t* bytes) {
    return static_cast<std::uint16_t>(bytes[0] | bytes[1] << 8);
}

inline void storeHalf(std::uint16_t half, std::uint8_t* bytes) {
    bytes[0] = static_cast<std::uint8_t>(half & 0xff);
    bytes[1] = static_cast<std::uint8_t>(half >> 8);
}

} // namespace mantissa::gguf
