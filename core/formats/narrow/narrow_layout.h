#pragma once
// How a row of narrow floats lies in memory: the scales of its groups, then the codes, packed without gaps,
// lowest bits first. With one scale for the tensor a row is its codes only.
#include "formats/narrow/narrow_scale.h"

namespace mantissa::narrow {

struct Layout {
    NarrowFloat kind;
    ScaleStore store;
    std::int64_t group = 0; ///< columns under one scale; 0: the row, -1: the tensor

    bool perTensor() const { return group < 0; }
    std::int64_t groupElements(std::int64_t columns) const;
    /// Scales that a row stores; the last group may be shorter.
    std::int64_t groups(std::int64_t columns) const;
    std::int64_t rowBytes(std::int64_t columns) const;

    /// codes: one a column; scales: groups(columns). out: rowBytes(columns).
    void writeRow(std::span<const std::uint8_t> codes, std::span<const float> scales, std::byte* out) const;
    void readRow(const std::byte* in, std::span<std::uint8_t> codes, std::span<float> scales) const;
};

} // namespace mantissa::narrow
