#include "formats/integer/integer_scalar_grid.h"

#include <cmath>

namespace mantissa::integer {

IntegerScalarGrid::IntegerScalarGrid(const Layout& layout, std::optional<Step> tensorStep)
    : layout_(layout), tensorStep_(tensorStep) {
    const Grid& grid = layout_.grid;
    const int first = grid.symmetric ? -grid.middle() : 0;
    for (int code = 0; code <= grid.maxCode(); ++code)
        levels_.push_back(static_cast<float>(first + code));
}

Affine IntegerScalarGrid::affineOf(const Step& step) const {
    if (layout_.grid.symmetric)
        return {step.scale, 0.0F};
    return {step.scale, static_cast<float>(-step.zero) * step.scale};
}

Step IntegerScalarGrid::stepOf(const Affine& affine) const {
    if (layout_.grid.symmetric)
        return {affine.scale, layout_.grid.middle()};
    if (affine.scale == 0)
        return {};
    return {affine.scale, static_cast<int>(std::nearbyint(-affine.offset / affine.scale))};
}

void IntegerScalarGrid::fit(std::span<const float> values, std::span<const float> importance,
                            std::span<Affine> out) const {
    if (tensorStep_) {
        out[0] = affineOf(*tensorStep_);
        return;
    }
    const Step start = rtnStep(layout_.grid, range(values));
    // Without importance the caller wants the textbook's scale; with it, the least weighted error.
    out[0] = affineOf(importance.empty() ? start : searchStep(layout_.grid, start, values, importance));
}

int IntegerScalarGrid::round(const Affine& affine, float value) const {
    std::uint8_t code = 0;
    reference::quantize({&value, 1}, stepOf(affine), layout_.grid.maxCode(), {&code, 1});
    return code;
}

float IntegerScalarGrid::value(const Affine& affine, int code) const {
    const auto narrow = static_cast<std::uint8_t>(code);
    float result = 0;
    reference::dequantize({&narrow, 1}, stepOf(affine), {&result, 1});
    return result;
}

void IntegerScalarGrid::pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
                             std::span<std::byte> out) const {
    std::vector<std::uint8_t> narrow(codes.begin(), codes.end());
    std::vector<Step> steps;
    for (const Affine& affine : scales)
        steps.push_back(stepOf(affine));
    layout_.writeRow(narrow, tensorStep_ ? std::span<const Step>() : steps, out.data());
}

} // namespace mantissa::integer
