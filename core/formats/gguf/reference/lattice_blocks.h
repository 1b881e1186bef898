#pragma once
// The i-quants with codebooks: eight (IQ1, IQ2) or four (IQ3) neighbours share an index into a codebook of
// magnitudes, and have signs of their own. Source: ggml-common.h (block_iq2_xxs and so on), ggml-quants.c.
#include "formats/gguf/coder.h"

#include <array>

namespace mantissa::gguf {

/// A block taken apart: value = scales[i / subElements] * levels[codes[i]].
struct LatticeBlock {
    std::array<float, 16> scales{};
    std::array<std::uint8_t, 256> codes{};
};

struct LatticeLayout {
    DType dtype;
    int subElements; ///< elements under one scale
    int bytes;
    std::span<const float> levels; ///< ascending, signs included
    LatticeBlock (*read)(const std::uint8_t* bytes);
};

extern const LatticeLayout iq1S, iq1M, iq2XXS, iq2XS, iq2S, iq3XXS, iq3S;

const LatticeLayout* latticeLayout(DType dtype); ///< null for other types

namespace reference {
const Coder& latticeCoder(DType dtype);
} // namespace reference

} // namespace mantissa::gguf
