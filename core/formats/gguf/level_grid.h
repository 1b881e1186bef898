#pragma once
// What methods that round one weight at a time see of the types with a table of sixteen levels: IQ4_NL,
// IQ4_XS, MXFP4 and NVFP4. (Ternary types have no step to feed an error back into.)
#include "formats/gguf/reference/level_blocks.h"

#include <array>
#include <vector>

namespace mantissa::gguf {

class LevelGrid final : public ScalarGrid {
public:
    LevelGrid(const LevelLayout& layout, const Coder& coder);

    std::span<const float> levels() const override { return levels_; }
    std::int64_t fitElements(std::int64_t) const override { return layout_.elements; }
    std::int64_t scaleElements(std::int64_t) const override { return layout_.subElements; }
    void fit(std::span<const float> values, std::span<const float> importance,
             std::span<Affine> out) const override;
    int round(const Affine& affine, float value) const override;
    float value(const Affine& affine, int code) const override;
    void pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
              std::span<std::byte> out) const override;

private:
    const LevelLayout& layout_;
    const Coder& coder_;
    std::vector<float> levels_;           ///< ascending
    std::vector<float> borders_;          ///< between them
    std::array<std::uint8_t, 16> stored_; ///< the type's own code of each
};

} // namespace mantissa::gguf
