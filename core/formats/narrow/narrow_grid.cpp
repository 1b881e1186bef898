#include "formats/narrow/narrow_grid.h"

#include <cstdlib>

namespace mantissa::narrow {

NarrowGrid::NarrowGrid(const Layout& layout, std::optional<float> tensorScale)
    : layout_(layout), tensorScale_(tensorScale) {
    const NarrowFloat& kind = layout_.kind;
    for (int magnitude = kind.largestCode; magnitude > 0; --magnitude)
        levels_.push_back(-numberOf(kind, magnitude));
    for (int magnitude = 0; magnitude <= kind.largestCode; ++magnitude)
        levels_.push_back(numberOf(kind, magnitude));
}

void NarrowGrid::fit(std::span<const float> values, std::span<const float> importance,
                     std::span<Affine> out) const {
    if (tensorScale_) {
        out[0] = {*tensorScale_, 0.0F};
        return;
    }
    const float start = scaleFor(layout_.kind, layout_.store, absmax(values));
    // Without importance the caller wants the usual scale; with it, the least weighted error.
    out[0] = {importance.empty() ? start
                                 : searchScale(layout_.kind, layout_.store, start, values, importance),
              0.0F};
}

int NarrowGrid::round(const Affine& affine, float value) const {
    const NarrowFloat& kind = layout_.kind;
    std::uint8_t code = 0;
    reference::encode(kind, {&value, 1}, affine.scale, {&code, 1});
    const int magnitude = code & (kind.signBit() - 1);
    return kind.largestCode + ((code & kind.signBit()) != 0 ? -magnitude : magnitude);
}

float NarrowGrid::value(const Affine& affine, int code) const {
    return levels_[static_cast<std::size_t>(code)] * affine.scale;
}

void NarrowGrid::pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
                      std::span<std::byte> out) const {
    const NarrowFloat& kind = layout_.kind;
    std::vector<std::uint8_t> stored;
    for (const std::uint16_t code : codes) {
        const int level = code - kind.largestCode;
        stored.push_back(static_cast<std::uint8_t>(std::abs(level) | (level < 0 ? kind.signBit() : 0)));
    }
    std::vector<float> factors;
    for (const Affine& affine : scales)
        factors.push_back(affine.scale);
    layout_.writeRow(stored, tensorScale_ ? std::span<const float>() : factors, out.data());
}

} // namespace mantissa::narrow
