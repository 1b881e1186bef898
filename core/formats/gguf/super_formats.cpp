// Q2_K to Q6_K as formats, and as scalar grids.
#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/levels.h"
#include "formats/gguf/reference/super_coder.h"
#include "formats/gguf/scale_products.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf {

namespace {

float scaleOf(const SuperBlock& block, int j) {
    return floatFromHalf(block.d) * static_cast<float>(block.scales[j]);
}

float offsetOf(const SuperBlock& block, int j) {
    return -(floatFromHalf(block.dmin) * static_cast<float>(block.mins[j]));
}

template <const SuperLayout& layout>
void unpack(const std::uint8_t* bytes, const BlockParts& parts) {
    const SuperBlock block = layout.read(bytes);
    std::copy(block.codes.begin(), block.codes.end(), parts.codes.begin());
    for (int j = 0; j < layout.subBlocks(); ++j) {
        parts.scales[j] = scaleOf(block, j);
        if (layout.hasMin)
            parts.offsets[j] = offsetOf(block, j);
    }
}

class SuperGrid final : public ScalarGrid {
public:
    SuperGrid(const SuperLayout& layout, const Coder& coder)
        : layout_(layout), coder_(coder), levels_(levelsOf(layout.bits, layout.levels())) {}

    std::span<const float> levels() const override { return levels_; }
    std::int64_t fitElements(std::int64_t) const override { return superElements; }
    std::int64_t scaleElements(std::int64_t) const override { return layout_.subElements; }

    void fit(std::span<const float> values, std::span<const float> importance,
             std::span<Affine> out) const override {
        std::uint8_t bytes[210];
        coder_.ggml({values.data(), 1, superElements, importance.empty() ? nullptr : importance.data()},
                    bytes);
        const SuperBlock block = layout_.read(bytes);
        for (int j = 0; j < layout_.subBlocks(); ++j)
            out[static_cast<std::size_t>(j)] = {scaleOf(block, j),
                                                layout_.hasMin ? offsetOf(block, j) : 0.0F};
    }

    int round(const Affine& affine, float value) const override {
        return nearestLevel(levels_, affine, value);
    }
    float value(const Affine& affine, int code) const override { return levelValue(levels_, affine, code); }

    void pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
              std::span<std::byte> out) const override {
        SuperBlock block;
        std::copy(codes.begin(), codes.end(), block.codes.begin());
        float products[16];
        const auto count = static_cast<std::size_t>(layout_.subBlocks());
        std::transform(scales.begin(), scales.end(), products, [](const Affine& a) { return a.scale; });
        block.d =
            productUnit({products, count}, layout_.lowestScale, layout_.highestScale, block.scales.data());
        std::transform(scales.begin(), scales.end(), products, [](const Affine& a) { return -a.offset; });
        block.dmin = productUnit({products, count}, 0, layout_.highestScale, block.mins.data());
        layout_.write(block, reinterpret_cast<std::uint8_t*>(out.data()));
    }

private:
    const SuperLayout& layout_;
    const Coder& coder_;
    std::vector<float> levels_;
};

ValueRange rangeOf(const SuperLayout& layout) {
    const float steepest =
        largestHalf * static_cast<float>(std::max(layout.highestScale, -layout.lowestScale));
    if (layout.hasMin) // scales and minima are not negative
        return {within(steepest).lowest, within(steepest * static_cast<float>(layout.highest())).highest};
    return within(steepest * static_cast<float>(layout.levels()));
}

template <const SuperLayout& layout>
BlockKind kindOf(const char* description) {
    const Coder& coder = kernels::coder(layout.dtype);
    static const SuperGrid grid(layout, coder);
    return {layout.dtype,
            {description, {}},
            layout.subElements,
            layout.hasMin,
            levelsOf(layout.bits, layout.levels()),
            &coder,
            unpack<layout>,
            &grid,
            false,
            true,
            rangeOf(layout)};
}

const BlockKind& kindQ2K() {
    static const BlockKind kind = kindOf<q2K>(MANTISSA_TR(
        "core", "2 bits with a 4-bit scale and minimum for 16 weights; for when nothing larger fits."));
    return kind;
}

const BlockKind& kindQ3K() {
    static const BlockKind kind = kindOf<q3K>(
        MANTISSA_TR("core", "3 bits with a 6-bit scale for 16 weights; small, with visible loss."));
    return kind;
}

const BlockKind& kindQ4K() {
    static const BlockKind kind = kindOf<q4K>(MANTISSA_TR(
        "core", "4 bits with a 6-bit scale and minimum for 32 weights; the usual choice for large models."));
    return kind;
}

const BlockKind& kindQ5K() {
    static const BlockKind kind = kindOf<q5K>(
        MANTISSA_TR("core", "5 bits with a 6-bit scale and minimum for 32 weights; half the error of Q4_K."));
    return kind;
}

const BlockKind& kindQ6K() {
    static const BlockKind kind = kindOf<q6K>(MANTISSA_TR(
        "core", "6 bits with an 8-bit scale for 16 weights; close to the original; llama.cpp's mixtures "
                "keep sensitive tensors in it."));
    return kind;
}

} // namespace

const FormatEntry& q2KFormat() {
    return blockEntry<kindQ2K>();
}
const FormatEntry& q3KFormat() {
    return blockEntry<kindQ3K>();
}
const FormatEntry& q4KFormat() {
    return blockEntry<kindQ4K>();
}
const FormatEntry& q5KFormat() {
    return blockEntry<kindQ5K>();
}
const FormatEntry& q6KFormat() {
    return blockEntry<kindQ6K>();
}

} // namespace mantissa::gguf
