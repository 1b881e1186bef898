#include "formats/gguf/level_grid.h"

#include "formats/gguf/scale_products.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <numeric>

namespace mantissa::gguf {

namespace {

/// The stored scale that decodes to this number; there is one, because fit() read the number from one.
std::uint8_t storedScale(const LevelLayout& layout, float scale) {
    for (int code = 0; code < 256; ++code) {
        LevelScales scales;
        scales.scales[0] = static_cast<std::uint8_t>(code);
        if (layout.scale(scales, 0) == scale)
            return scales.scales[0];
    }
    return 0;
}

} // namespace

LevelGrid::LevelGrid(const LevelLayout& layout, const Coder& coder) : layout_(layout), coder_(coder) {
    std::iota(stored_.begin(), stored_.end(), std::uint8_t{0});
    // E2M1 has two zeros; the positive one comes last, which round() prefers.
    std::stable_sort(stored_.begin(), stored_.end(), [&](std::uint8_t a, std::uint8_t b) {
        return layout.levels[a] < layout.levels[b] || (layout.levels[a] == layout.levels[b] && a > b);
    });
    for (const std::uint8_t code : stored_)
        levels_.push_back(layout.levels[code]);
    for (std::size_t i = 0; i + 1 < levels_.size(); ++i)
        borders_.push_back((levels_[i] + levels_[i + 1]) / 2);
}

void LevelGrid::fit(std::span<const float> values, std::span<const float> importance,
                    std::span<Affine> out) const {
    std::uint8_t bytes[136];
    const Rows block{values.data(), 1, layout_.elements, importance.empty() ? nullptr : importance.data()};
    // ggml's encoders of the E2M1 types do not look at importance.
    (importance.empty() ? coder_.ggml : coder_.search)(block, bytes);
    const LevelBlock read = layout_.read(bytes);
    for (int j = 0; j < layout_.subBlocks(); ++j)
        out[static_cast<std::size_t>(j)] = {layout_.scale(read, j), 0.0F};
}

int LevelGrid::round(const Affine& affine, float value) const {
    const float level = affine.scale == 0 ? 0.0F : value / affine.scale;
    const auto above = std::upper_bound(borders_.begin(), borders_.end(), level);
    auto rank = static_cast<int>(above - borders_.begin());
    if (static_cast<std::size_t>(rank) + 1 < levels_.size() &&
        levels_[static_cast<std::size_t>(rank)] == levels_[static_cast<std::size_t>(rank) + 1])
        ++rank; // the other zero
    return rank;
}

float LevelGrid::value(const Affine& affine, int code) const {
    return affine.scale * levels_[static_cast<std::size_t>(code)];
}

void LevelGrid::pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
                     std::span<std::byte> out) const {
    LevelBlock block;
    for (std::size_t i = 0; i < codes.size(); ++i)
        block.codes[i] = stored_[codes[i]];
    if (layout_.dtype == DType::IQ4_NL) {
        block.d = halfFromFloat(scales[0].scale);
    } else if (layout_.dtype == DType::IQ4_XS) {
        float products[8];
        std::int8_t integers[8];
        std::transform(scales.begin(), scales.end(), products, [](const Affine& a) { return a.scale; });
        block.d = productUnit({products, scales.size()}, -32, 31, integers);
        for (std::size_t j = 0; j < scales.size(); ++j)
            block.scales[j] = static_cast<std::uint8_t>(integers[j] + 32);
    } else {
        for (std::size_t j = 0; j < scales.size(); ++j)
            block.scales[j] = storedScale(layout_, scales[j].scale);
    }
    layout_.write(block, reinterpret_cast<std::uint8_t*>(out.data()));
}

} // namespace mantissa::gguf
