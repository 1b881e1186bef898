#pragma once
// Evenly spaced levels, as scalar grids show them: value = scale * level + offset.
#include "formats/format.h"

namespace mantissa::gguf {

/// 0 .. 2^bits-1, less `centre`.
std::vector<float> levelsOf(int bits, int centre);
/// The code of the nearest of evenly spaced levels, not below `lowest`.
int nearestLevel(std::span<const float> levels, const Affine& affine, float value, int lowest = 0);
float levelValue(std::span<const float> levels, const Affine& affine, int code);

} // namespace mantissa::gguf
