#pragma once
// What methods that round one weight at a time see of an integer format. fit() looks at one group (the last
// one of a row may be shorter), pack() writes a whole row.
#include "formats/format.h"
#include "formats/integer/integer_layout.h"

namespace mantissa::integer {

class IntegerScalarGrid final : public ScalarGrid {
public:
    /// tensorStep: the one that plan() found, where the tensor has one; fit() then gives always that.
    explicit IntegerScalarGrid(const Layout& layout, std::optional<Step> tensorStep = std::nullopt);

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

    Affine affineOf(const Step& step) const;
    Step stepOf(const Affine& affine) const;

private:
    Layout layout_;
    std::optional<Step> tensorStep_;
    std::vector<float> levels_;
};

} // namespace mantissa::integer
