#pragma once
// What methods that round one weight at a time see of narrow floats. fit() looks at one group (the last one
// of a row may be shorter), pack() writes a whole row. Codes of the grid number its levels; both zeros are
// one of them.
#include "formats/format.h"
#include "formats/narrow/narrow_layout.h"

namespace mantissa::narrow {

class NarrowGrid final : public ScalarGrid {
public:
    /// tensorScale: the one that plan() found, where the tensor has one; fit() then gives always that.
    explicit NarrowGrid(const Layout& layout, std::optional<float> tensorScale = std::nullopt);

    std::span<const float> levels() const override { return levels_; }
    std::int64_t fitElements(std::int64_t columns) const override { return layout_.groupElements(columns); }
    std::int64_t scaleElements(std::int64_t columns) const override { return layout_.groupElements(columns); }
    std::int64_t packElements(std::int64_t columns) const override { return columns; }
    void fit(std::span<const float> values, std::span<const float> importance,
             std::span<Affine> out) const override;
    int round(const Affine& affine, float value) const override;
    float value(const Affine& affine, int code) const override;
    void pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
              std::span<std::byte> out) const override;

private:
    Layout layout_;
    std::optional<float> tensorScale_;
    std::vector<float> levels_;
};

} // namespace mantissa::narrow
