#pragma once
// The GGUF types with 32 elements a block: Q4_0, Q5_0, Q8_0 (value = d * (code - levels)) and Q4_1, Q5_1
// (value = d * code + m). Source: ggml-common.h (block_q4_0 and so on), ggml-quants.c.
#include "formats/gguf/coder.h"

#include <array>

namespace mantissa::gguf {

inline constexpr int smallElements = 32;

/// Where things lie in such a block. Offsets in bytes; d comes first, always a binary16.
struct SmallLayout {
    int bits;     ///< of a code
    bool hasMin;  ///< a second binary16, m, follows d
    int highBits; ///< offset of the 32 fifth bits, or 0
    int codes;    ///< offset of nibbles (element j low, element j+16 high) or of whole bytes (Q8_0)
    int bytes;    ///< of the block
    int levels;   ///< half the range: what a code is less by; 0 where there is a min
    int highest() const { return (1 << bits) - 1; }
};

inline constexpr SmallLayout q4_0{4, false, 0, 2, 18, 8};
inline constexpr SmallLayout q4_1{4, true, 0, 4, 20, 0};
inline constexpr SmallLayout q5_0{5, false, 2, 6, 22, 16};
inline constexpr SmallLayout q5_1{5, true, 4, 8, 24, 0};
// Q8_0 never stores -128. The byte is legal, and ggml's AVX2 kernel takes it (|w| as an unsigned byte times
// the activation with w's sign), but a kernel that negates the weight byte instead would overflow on it, and
// one level more in 255 gains less than half a percent of error. ggml's own encoder does not store it either.
inline constexpr SmallLayout q8_0{8, false, 0, 2, 34, 128};

struct SmallBlock {
    std::uint16_t d = 0;                             ///< binary16
    std::uint16_t m = 0;                             ///< binary16
    std::array<std::uint8_t, smallElements> codes{}; ///< Q8_0: the signed byte + 128

    float scale() const;
    float offset(const SmallLayout& layout) const; ///< value = scale() * code + offset()
};

SmallBlock readBlock(const SmallLayout& layout, const std::uint8_t* bytes);
void writeBlock(const SmallLayout& layout, const SmallBlock& block, std::uint8_t* bytes);

} // namespace mantissa::gguf
