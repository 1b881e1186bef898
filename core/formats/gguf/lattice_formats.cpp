// The i-quants with codebooks as formats that can be read.
#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/lattice_blocks.h"

#include <algorithm>

namespace mantissa::gguf {

namespace {

template <const LatticeLayout& layout>
void unpack(const std::uint8_t* bytes, const BlockParts& parts) {
    const LatticeBlock block = layout.read(bytes);
    std::copy(block.codes.begin(), block.codes.end(), parts.codes.begin());
    std::copy_n(block.scales.begin(), parts.scales.size(), parts.scales.begin());
}

/// The largest sub-block scale as a multiple of d: what lattice_blocks.cpp reads with all bits of a scale
/// set.
float steepest(DType dtype) {
    switch (dtype) {
    case DType::IQ3_S:
        return 31;
    case DType::IQ3_XXS:
        return 15.5F * 0.5F;
    case DType::IQ1_S:
    case DType::IQ1_M:
        return 15;
    default: // IQ2
        return 15.5F * 0.25F;
    }
}

template <const LatticeLayout& layout>
const BlockKind& kind() {
    static const BlockKind made{
        layout.dtype,
        {MANTISSA_TR(
             "core",
             "Groups of weights share an index into a codebook of ggml's. Can be read, not written yet."),
         {}},
        layout.subElements,
        false,
        std::vector<float>(layout.levels.begin(), layout.levels.end()),
        &kernels::coder(layout.dtype),
        unpack<layout>,
        nullptr,
        false,
        true,
        within(largestHalf * steepest(layout.dtype) * layout.levels.back())};
    return made;
}

/// Types that can be written.
template <const LatticeLayout& layout>
BlockKind kindOf(const char* description, bool needsImportance) {
    BlockKind made = kind<layout>();
    made.description = {description, {}};
    made.needsImportance = needsImportance;
    return made;
}

const BlockKind& kindIq1S() {
    static const BlockKind made = kindOf<iq1S>(
        MANTISSA_TR("core", "Eight weights share an index into a codebook of -1, 0 and 1, with a scale and a "
                            "shift for 32. Very small; wants an importance matrix."),
        true);
    return made;
}

const BlockKind& kindIq1M() {
    static const BlockKind made = kindOf<iq1M>(
        MANTISSA_TR("core", "As IQ1_S, with a scale for 16 weights and a shift for eight: a little larger "
                            "and better."),
        false);
    return made;
}

} // namespace

const FormatEntry& iq1SFormat() {
    return blockEntry<kindIq1S>();
}
const FormatEntry& iq1MFormat() {
    return blockEntry<kindIq1M>();
}

std::span<const FormatEntry* const> readableFormats() {
    static const FormatEntry* const all[] = {
        &blockEntry<kind<iq3S>>(),  &blockEntry<kind<iq3XXS>>(), &blockEntry<kind<iq2S>>(),
        &blockEntry<kind<iq2XS>>(), &blockEntry<kind<iq2XXS>>(),
    };
    return all;
}

} // namespace mantissa::gguf
