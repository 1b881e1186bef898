// IQ4_NL, IQ4_XS, MXFP4, NVFP4, TQ1_0, TQ2_0, Q1_0, Q2_0 as formats.
#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/level_grid.h"
#include "formats/gguf/reference/level_blocks.h"

#include <algorithm>

namespace mantissa::gguf {

namespace {

template <const LevelLayout& layout>
void unpack(const std::uint8_t* bytes, const BlockParts& parts) {
    const LevelBlock block = layout.read(bytes);
    std::copy_n(block.codes.begin(), parts.codes.size(), parts.codes.begin());
    for (std::size_t j = 0; j < parts.scales.size(); ++j)
        parts.scales[j] = layout.scale(block, static_cast<int>(j));
}

ValueRange rangeOf(const LevelLayout& layout) {
    switch (layout.dtype) {
    case DType::MXFP4: // powers of two up to 2^127: every float
        return {};
    case DType::NVFP4: { // E4M3's largest number is 448, E2M1's is 6
        constexpr float largest = 448.0F * 6.0F;
        return {-largest, largest};
    }
    case DType::IQ4_XS:
        return within(largestHalf * 32 * -layout.levels[0]);
    case DType::IQ4_NL:
        return within(largestHalf * -layout.levels[0]);
    default: // 0 and +-1 times the scale; nothing counts on Q2_0's level 2, which has no counterpart below 0
        return within(largestHalf);
    }
}

template <const LevelLayout& layout>
const ScalarGrid* gridOf() {
    if (layout.levels.size() != 16)
        return nullptr;
    static const LevelGrid grid(layout, kernels::coder(layout.dtype));
    return &grid;
}

template <const LevelLayout& layout>
BlockKind kindOf(const char* description) {
    return {layout.dtype,
            {description, {}},
            layout.subElements,
            false,
            std::vector<float>(layout.levels.begin(), layout.levels.end()),
            &kernels::coder(layout.dtype),
            unpack<layout>,
            gridOf<layout>(),
            false,
            layout.dtype == DType::IQ4_NL || layout.dtype == DType::IQ4_XS,
            rangeOf(layout)};
}

const BlockKind& kindIq4NL() {
    static const BlockKind kind =
        kindOf<iq4NL>(MANTISSA_TR("core", "4 bits that pick from a bell-shaped table, one scale for 32 "
                                          "weights; better than Q4_0 in the same size."));
    return kind;
}

const BlockKind& kindIq4XS() {
    static const BlockKind kind = kindOf<iq4XS>(MANTISSA_TR(
        "core",
        "As IQ4_NL, with 6-bit scales that share one number in 256 weights: a quarter of a bit smaller."));
    return kind;
}

const BlockKind& kindMxfp4() {
    static const BlockKind kind = kindOf<mxfp4>(MANTISSA_TR(
        "core",
        "OCP microscaling: 4-bit floating point numbers, one power of two as the scale of 32 weights."));
    return kind;
}

const BlockKind& kindNvfp4() {
    static const BlockKind kind = kindOf<nvfp4>(MANTISSA_TR(
        "core", "4-bit floating point numbers with an 8-bit floating point scale for 16 weights."));
    return kind;
}

const BlockKind& kindTq1_0() {
    static const BlockKind kind = kindOf<tq1_0>(MANTISSA_TR(
        "core",
        "Ternary: -1, 0 or 1 times one scale for 256 weights, five to a byte; for models trained that way."));
    return kind;
}

const BlockKind& kindTq2_0() {
    static const BlockKind kind = kindOf<tq2_0>(
        MANTISSA_TR("core", "Ternary as TQ1_0, but four to a byte: a little larger and faster to read."));
    return kind;
}

const BlockKind& kindQ1_0() {
    static const BlockKind kind =
        kindOf<q1_0>(MANTISSA_TR("core", "Only the sign of each weight, one magnitude for 128 weights."));
    return kind;
}

const BlockKind& kindQ2_0() {
    static const BlockKind kind =
        kindOf<q2_0>(MANTISSA_TR("core", "2 bits: -1, 0, 1 or 2 times one scale for 64 weights."));
    return kind;
}

} // namespace

const FormatEntry& iq4NLFormat() {
    return blockEntry<kindIq4NL>();
}
const FormatEntry& iq4XSFormat() {
    return blockEntry<kindIq4XS>();
}
const FormatEntry& mxfp4Format() {
    return blockEntry<kindMxfp4>();
}
const FormatEntry& nvfp4Format() {
    return blockEntry<kindNvfp4>();
}
const FormatEntry& tq1_0Format() {
    return blockEntry<kindTq1_0>();
}
const FormatEntry& tq2_0Format() {
    return blockEntry<kindTq2_0>();
}
const FormatEntry& q1_0Format() {
    return blockEntry<kindQ1_0>();
}
const FormatEntry& q2_0Format() {
    return blockEntry<kindQ2_0>();
}

} // namespace mantissa::gguf
