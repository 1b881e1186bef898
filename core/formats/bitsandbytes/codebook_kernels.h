#pragma once
// The inner loops of sixteen-level codebooks under one scale. reference:: is the definition, one element at a
// time; the plain functions run on the CPU's vectors and give the same bits.
#include "formats/bitsandbytes/codebook.h"
#include "formats/fit_sums.h"

#include <span>

namespace mantissa::bitsandbytes {

float absmax(std::span<const float> values);

/// The rank of each value / scale: how many pivots lie below it. With scale 0 the values count as they are.
void ranks(const Codebook& book, std::span<const float> values, float scale, std::span<std::uint8_t> out);

/// importance: as many as values, or empty for 1. scale: at least smallestMeasured.
FitSums measure(const Codebook& book, std::span<const float> values, std::span<const float> importance,
                float scale);

namespace reference {
float absmax(std::span<const float> values);
void ranks(const Codebook& book, std::span<const float> values, float scale, std::span<std::uint8_t> out);
FitSums measure(const Codebook& book, std::span<const float> values, std::span<const float> importance,
                float scale);
} // namespace reference

} // namespace mantissa::bitsandbytes
