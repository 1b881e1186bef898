#pragma once
// Codes of 1 to 8 bits in 32-bit little-endian words, low bits first. The words of one stream may lie apart:
// a matrix whose columns are streams has them a row's length from each other.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace mantissa::packings {

struct WordStream {
    int bits = 4;
    std::int64_t first = 0;  ///< word where the stream begins
    std::int64_t stride = 1; ///< words from one to the next
    /// Codes a word where none is cut by a word's end; 0: packed without gaps.
    int perWord = 0;

    /// Words that `count` codes take.
    static std::int64_t words(std::int64_t count, int bits, int perWord = 0) {
        return perWord > 0 ? (count + perWord - 1) / perWord : (count * bits + 31) / 32;
    }
};

inline std::uint32_t loadWord(std::span<const std::byte> bytes, std::int64_t index) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data() + index * 4, sizeof word);
    return word;
}

inline void addToWord(std::span<std::byte> bytes, std::int64_t index, std::uint32_t set) {
    const std::uint32_t word = loadWord(bytes, index) | set;
    std::memcpy(bytes.data() + index * 4, &word, sizeof word);
}

/// Where code `index` begins.
struct WordPlace {
    std::int64_t word = 0;
    int shift = 0;
};

inline WordPlace placeIn(const WordStream& stream, std::int64_t index) {
    if (stream.perWord > 0)
        return {index / stream.perWord, static_cast<int>(index % stream.perWord) * stream.bits};
    const std::int64_t bit = index * stream.bits;
    return {bit / 32, static_cast<int>(bit % 32)};
}

inline std::uint8_t readCode(std::span<const std::byte> bytes, const WordStream& stream, std::int64_t index) {
    const WordPlace place = placeIn(stream, index);
    std::uint32_t value = loadWord(bytes, stream.first + place.word * stream.stride) >> place.shift;
    if (place.shift + stream.bits > 32)
        value |= loadWord(bytes, stream.first + (place.word + 1) * stream.stride) << (32 - place.shift);
    return static_cast<std::uint8_t>(value & ((1U << stream.bits) - 1U));
}

/// The place must hold zeros.
inline void writeCode(std::span<std::byte> bytes, const WordStream& stream, std::int64_t index,
                      std::uint8_t code) {
    const WordPlace place = placeIn(stream, index);
    addToWord(bytes, stream.first + place.word * stream.stride, std::uint32_t{code} << place.shift);
    if (place.shift + stream.bits > 32)
        addToWord(bytes, stream.first + (place.word + 1) * stream.stride,
                  std::uint32_t{code} >> (32 - place.shift));
}

} // namespace mantissa::packings
