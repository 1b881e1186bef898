// Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 as formats, and as scalar grids.
#include "formats/gguf/block_format.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/levels.h"
#include "formats/gguf/reference/small_coder.h"
#include "tensor/float_convert.h"

#include <algorithm>

namespace mantissa::gguf {

namespace {

template <const SmallLayout& layout>
void unpack(const std::uint8_t* bytes, const BlockParts& parts) {
    const SmallBlock block = readBlock(layout, bytes);
    std::copy(block.codes.begin(), block.codes.end(), parts.codes.begin());
    parts.scales[0] = block.scale();
    if (layout.hasMin)
        parts.offsets[0] = floatFromHalf(block.m);
}

class SmallGrid final : public ScalarGrid {
public:
    SmallGrid(const SmallLayout& layout, const Coder& coder)
        : layout_(layout), coder_(coder), levels_(levelsOf(layout.bits, layout.levels)) {}

    std::span<const float> levels() const override { return levels_; }
    std::int64_t fitElements(std::int64_t) const override { return smallElements; }
    std::int64_t scaleElements(std::int64_t) const override { return smallElements; }

    void fit(std::span<const float> values, std::span<const float> importance,
             std::span<Affine> out) const override {
        std::uint8_t bytes[34];
        coder_.ggml({values.data(), 1, smallElements, importance.empty() ? nullptr : importance.data()},
                    bytes);
        const SmallBlock block = readBlock(layout_, bytes);
        out[0] = {block.scale(), layout_.hasMin ? floatFromHalf(block.m) : 0.0F};
    }

    int round(const Affine& affine, float value) const override {
        // Q8_0's lowest code, -128, is left alone: see q8_0 in small_blocks.h.
        return nearestLevel(levels_, affine, value, layout_.bits == 8 ? 1 : 0);
    }
    float value(const Affine& affine, int code) const override { return levelValue(levels_, affine, code); }

    void pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
              std::span<std::byte> out) const override {
        SmallBlock block;
        block.d = halfFromFloat(scales[0].scale);
        block.m = halfFromFloat(scales[0].offset);
        std::copy(codes.begin(), codes.end(), block.codes.begin());
        writeBlock(layout_, block, reinterpret_cast<std::uint8_t*>(out.data()));
    }

private:
    const SmallLayout& layout_;
    const Coder& coder_;
    std::vector<float> levels_;
};

ValueRange rangeOf(const SmallLayout& layout) {
    const auto codes = static_cast<float>((1 << layout.bits) - 1);
    if (layout.hasMin) // the minimum, and all steps above the highest minimum
        return {within(largestHalf).lowest, within(largestHalf * (codes + 1)).highest};
    // Q8_0 leaves its lowest code alone, see q8_0 in small_blocks.h.
    return within(largestHalf * static_cast<float>(layout.bits == 8 ? layout.levels - 1 : layout.levels));
}

template <const SmallLayout& layout>
BlockKind kindOf(DType dtype, const char* description) {
    const Coder& coder = kernels::coder(dtype);
    static const SmallGrid grid(layout, coder);
    return {
        dtype,          {description, {}}, smallElements, layout.hasMin, levelsOf(layout.bits, layout.levels),
        &coder,         unpack<layout>,    &grid,         false,         dtype != DType::Q8_0,
        rangeOf(layout)};
}

const BlockKind& kindQ4_0() {
    static const BlockKind kind = kindOf<q4_0>(
        DType::Q4_0,
        MANTISSA_TR("core", "4 bits, one scale for 32 weights; the simplest 4-bit type: fast everywhere, "
                            "less accurate than Q4_K."));
    return kind;
}

const BlockKind& kindQ4_1() {
    static const BlockKind kind = kindOf<q4_1>(
        DType::Q4_1,
        MANTISSA_TR("core", "4 bits, a scale and a minimum for 32 weights; suits weights that are not "
                            "centred on zero."));
    return kind;
}

const BlockKind& kindQ5_0() {
    static const BlockKind kind = kindOf<q5_0>(
        DType::Q5_0, MANTISSA_TR("core", "5 bits, one scale for 32 weights; where rows are too narrow "
                                         "for Q4_K, this is what llama.cpp takes instead."));
    return kind;
}

const BlockKind& kindQ5_1() {
    static const BlockKind kind = kindOf<q5_1>(
        DType::Q5_1, MANTISSA_TR("core", "5 bits, a scale and a minimum for 32 weights; where rows are "
                                         "too narrow for Q5_K, this is what llama.cpp takes instead."));
    return kind;
}

const BlockKind& kindQ8_0() {
    static const BlockKind kind = kindOf<q8_0>(
        DType::Q8_0,
        MANTISSA_TR("core",
                    "8 bits, one scale for 32 weights; practically without loss, at a quarter of F32."));
    return kind;
}

} // namespace

const FormatEntry& q4_0Format() {
    return blockEntry<kindQ4_0>();
}
const FormatEntry& q4_1Format() {
    return blockEntry<kindQ4_1>();
}
const FormatEntry& q5_0Format() {
    return blockEntry<kindQ5_0>();
}
const FormatEntry& q5_1Format() {
    return blockEntry<kindQ5_1>();
}
const FormatEntry& q8_0Format() {
    return blockEntry<kindQ8_0>();
}

} // namespace mantissa::gguf
