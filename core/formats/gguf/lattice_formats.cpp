// The i-quants with codebooks as formats.
#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/lattice_coder.h"

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
BlockKind kindOf(const char* description, bool needsImportance) {
    BlockKind made{layout.dtype,
                   {description, {}},
                   layout.subElements,
                   false,
                   std::vector<float>(layout.levels.begin(), layout.levels.end()),
                   &kernels::coder(layout.dtype),
                   unpack<layout>,
                   nullptr};
    made.needsImportance = needsImportance;
    made.range = within(largestHalf * steepest(layout.dtype) * layout.levels.back());
    if (latticeRules(layout.dtype) != nullptr)
        made.refused = refusedLattice;
    return made;
}

const BlockKind& kindIq3S() {
    static const BlockKind made = kindOf<iq3S>(
        MANTISSA_TR("core", "Four weights share an index into a codebook of 512 entries and have their signs "
                            "apart; 32 weights share a scale."),
        false);
    return made;
}

const BlockKind& kindIq3XXS() {
    static const BlockKind made = kindOf<iq3XXS>(
        MANTISSA_TR("core",
                    "Four weights share an index into a codebook of 256 entries, eight share seven bits "
                    "of signs; 32 weights share a scale."),
        false);
    return made;
}

const BlockKind& kindIq2S() {
    static const BlockKind made = kindOf<iq2S>(
        MANTISSA_TR("core",
                    "Eight weights share an index into a codebook of 1024 entries and have their signs "
                    "apart; 16 weights share a scale."),
        false);
    return made;
}

const BlockKind& kindIq2XS() {
    static const BlockKind made = kindOf<iq2XS>(
        MANTISSA_TR("core", "Eight weights share an index into a codebook of 512 entries and seven bits of "
                            "signs; 16 weights share a scale; wants an importance matrix."),
        true);
    return made;
}

const BlockKind& kindIq2XXS() {
    static const BlockKind made = kindOf<iq2XXS>(
        MANTISSA_TR("core", "Eight weights share an index into a codebook of 256 entries and seven bits of "
                            "signs; 32 weights share a scale; wants an importance matrix."),
        true);
    return made;
}

const BlockKind& kindIq1S() {
    static const BlockKind made = kindOf<iq1S>(
        MANTISSA_TR("core", "Eight weights share an index into a codebook of -1, 0 and 1, with a scale and a "
                            "shift for 32; very small, wants an importance matrix."),
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

const FormatEntry& iq3SFormat() {
    return blockEntry<kindIq3S>();
}
const FormatEntry& iq3XXSFormat() {
    return blockEntry<kindIq3XXS>();
}
const FormatEntry& iq2SFormat() {
    return blockEntry<kindIq2S>();
}
const FormatEntry& iq2XSFormat() {
    return blockEntry<kindIq2XS>();
}
const FormatEntry& iq2XXSFormat() {
    return blockEntry<kindIq2XXS>();
}
const FormatEntry& iq1SFormat() {
    return blockEntry<kindIq1S>();
}
const FormatEntry& iq1MFormat() {
    return blockEntry<kindIq1M>();
}

} // namespace mantissa::gguf
