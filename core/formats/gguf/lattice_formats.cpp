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
        nullptr};
    return made;
}

} // namespace

std::span<const FormatEntry* const> readableFormats() {
    static const FormatEntry* const all[] = {
        &blockEntry<kind<iq3S>>(),  &blockEntry<kind<iq3XXS>>(), &blockEntry<kind<iq2S>>(),
        &blockEntry<kind<iq2XS>>(), &blockEntry<kind<iq2XXS>>(), &blockEntry<kind<iq1M>>(),
        &blockEntry<kind<iq1S>>(),
    };
    return all;
}

} // namespace mantissa::gguf
