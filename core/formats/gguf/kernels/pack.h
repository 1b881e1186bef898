#pragma once
// Codes of a K block (one a byte) to packed bytes, eight at a time in 64-bit words: codes are small, so
// shifts never carry into the next byte. The layouts are those of reference/super_layouts.cpp.
#include "formats/gguf/reference/super_blocks.h"

#include <cstring>

namespace mantissa::gguf::kernels {

inline std::uint64_t word(const std::uint8_t* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

inline void put(std::uint64_t value, std::uint8_t* bytes) {
    std::memcpy(bytes, &value, sizeof value);
}

inline constexpr std::uint64_t everyByte = 0x0101010101010101U;

/// Low nibbles: bytes of `run` elements paired with the `run` after them.
inline void packNibbles(const std::uint8_t* codes, int elements, int run, std::uint8_t* out) {
    for (int first = 0; first < elements; first += 2 * run, out += run) {
        for (int i = 0; i < run; i += 8) {
            const std::uint64_t low = word(codes + first + i) & 15 * everyByte;
            const std::uint64_t high = word(codes + first + run + i) & 15 * everyByte;
            put(low | high << 4, out + i);
        }
    }
}

/// Bits shift and shift+1 of every code.
inline void packQuarters(const std::uint8_t* codes, int shift, std::uint8_t* out) {
    for (int first = 0; first < superElements; first += 128, out += 32) {
        for (int i = 0; i < 32; i += 8) {
            std::uint64_t packed = 0;
            for (int quarter = 0; quarter < 4; ++quarter)
                packed |= (word(codes + first + 32 * quarter + i) >> shift & 3 * everyByte) << 2 * quarter;
            put(packed, out + i);
        }
    }
}

/// One bit of every code.
inline void packBits(const std::uint8_t* codes, int shift, std::uint8_t* out) {
    for (int i = 0; i < 32; i += 8) {
        std::uint64_t packed = 0;
        for (int part = 0; part < 8; ++part)
            packed |= (word(codes + 32 * part + i) >> shift & everyByte) << part;
        put(packed, out + i);
    }
}

/// layout.write, faster.
void packSuperBlock(const SuperLayout& layout, const SuperBlock& block, std::uint8_t* out);

} // namespace mantissa::gguf::kernels
