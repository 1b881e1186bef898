#pragma once
// The inner loops of integer grids. value = (code - zero) * scale; codes 0 .. maxCode. Every function exists
// twice: reference:: is the definition, one element at a time; the plain one runs on the CPU's vectors and
// gives the same bits.
#include "formats/fit_sums.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace mantissa::integer {

struct Step {
    float scale = 0;
    int zero = 0; ///< the code that stands for 0
    bool operator==(const Step&) const = default;
};

struct Range {
    float low = 0;  ///< smallest value, or 0
    float high = 0; ///< largest value, or 0
};

/// Zero is always inside, so that it can be represented.
Range range(std::span<const float> values);

/// code = clamp(round(value / scale) + zero), half to even as torch.round. All zero where scale is 0.
void quantize(std::span<const float> values, const Step& step, int maxCode, std::span<std::uint8_t> codes);

void dequantize(std::span<const std::uint8_t> codes, const Step& step, std::span<float> values);

/// importance: as many as values, or empty for 1. step.scale: at least smallestMeasured. Codes are found with
/// the reciprocal here: twice as fast, and where it rounds otherwise both neighbours are equally far.
FitSums measure(std::span<const float> values, std::span<const float> importance, const Step& step,
                int maxCode);

/// measure().error of each step: faster than one by one.
void measureErrors(std::span<const float> values, std::span<const float> importance,
                   std::span<const Step> steps, int maxCode, std::span<double> errors);

namespace reference {
Range range(std::span<const float> values);
void quantize(std::span<const float> values, const Step& step, int maxCode, std::span<std::uint8_t> codes);
void dequantize(std::span<const std::uint8_t> codes, const Step& step, std::span<float> values);
FitSums measure(std::span<const float> values, std::span<const float> importance, const Step& step,
                int maxCode);
} // namespace reference

} // namespace mantissa::integer
