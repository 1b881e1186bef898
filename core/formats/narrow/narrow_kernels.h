#pragma once
// The inner loops of narrow floats under a scale: value = number of the code * scale. Every function exists
// twice: reference:: is the definition, one element at a time; the plain one runs on the CPU's vectors and
// gives the same bits.
#include "formats/fit_sums.h"
#include "formats/narrow/narrow_float.h"

namespace mantissa::narrow {

/// The nearest number's code to value / scale; all zero where scale is 0.
void encode(const NarrowFloat& kind, std::span<const float> values, float scale,
            std::span<std::uint8_t> codes);

/// importance: as many as values, or empty for 1. scale: at least smallestMeasured. Numbers are found with
/// the reciprocal here: faster, and where it rounds otherwise both neighbours are (nearly) as far.
FitSums measure(const NarrowFloat& kind, std::span<const float> values, std::span<const float> importance,
                float scale);

namespace reference {
void encode(const NarrowFloat& kind, std::span<const float> values, float scale,
            std::span<std::uint8_t> codes);
FitSums measure(const NarrowFloat& kind, std::span<const float> values, std::span<const float> importance,
                float scale);
} // namespace reference

} // namespace mantissa::narrow
