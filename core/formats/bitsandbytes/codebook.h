#pragma once
// The sixteen levels of NF4 and FP4, and the 256 of the map that double quantization codes block maxima with.
#include <array>
#include <cstdint>

namespace mantissa::bitsandbytes {

/// Ranks number the levels in ascending order; codes are what bitsandbytes stores.
struct Codebook {
    std::array<float, 16> levels;       ///< by rank
    std::array<float, 15> pivots;       ///< a value / absmax above pivots[i] has a rank above i
    std::array<std::uint8_t, 16> codes; ///< of each rank
    std::array<float, 16> levelOfCode() const;
};

/// Quantiles of the normal distribution: Dettmers et al. 2023, QLoRA, arXiv:2305.14314, appendix E.
const Codebook& normalFloat4();
/// Sign, two exponent bits, one mantissa bit, over 12: bitsandbytes csrc/kernels.cu, dQuantizeFP4.
const Codebook& float4();

/// bitsandbytes functional.py, create_dynamic_map(signed=True), ascending, -0.993 .. 1.
const std::array<float, 256>& dynamicMap();
/// The index of the nearest entry of dynamicMap(); the lower one of two as near.
std::uint8_t nearestInDynamicMap(float value);

} // namespace mantissa::bitsandbytes
