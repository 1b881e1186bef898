#pragma once
// The K types: 256 elements a block, cut into sub-blocks whose small integer scales share one binary16.
// Q2_K, Q4_K, Q5_K: value = d * scale * code - dmin * min. Q3_K, Q6_K: value = d * scale * (code - levels).
// Source: ggml-common.h (block_q2_K and so on), ggml-quants.c.
#include "formats/gguf/coder.h"
#include "formats/gguf/reference/fits.h"

#include <array>

namespace mantissa::gguf {

inline constexpr int superElements = 256;

/// What a K block holds besides its codes, one number a field. Sub-blocks that a type lacks stay unused.
struct SuperScales {
    std::uint16_t d = 0;    ///< binary16
    std::uint16_t dmin = 0; ///< binary16
    std::array<std::int8_t, 16> scales{};
    std::array<std::int8_t, 16> mins{};
};

struct SuperBlock : SuperScales {
    std::array<std::uint8_t, superElements> codes{};
};

struct SuperLayout {
    DType dtype;
    int bits;         ///< of a code
    int subElements;  ///< 16 or 32
    bool hasMin;      ///< else codes are centred: code - levels()
    int lowestScale;  ///< of the integer scales
    int highestScale; ///< and of the mins
    int bytes;
    SuperBlock (*read)(const std::uint8_t* bytes);
    void (*write)(const SuperBlock& block, std::uint8_t* bytes);
    SuperScales (*readScales)(const std::uint8_t* bytes);
    void (*writeScales)(const SuperScales& scales, std::uint8_t* bytes);

    constexpr int subBlocks() const { return superElements / subElements; }
    constexpr int highest() const { return (1 << bits) - 1; }
    constexpr int levels() const { return hasMin ? 0 : 1 << (bits - 1); }
};

extern const SuperLayout q2K, q3K, q4K, q5K, q6K;

} // namespace mantissa::gguf
