#pragma once
// GPTQ's quantization_config (GPTQModel gptqmodel/quantization/config.py, transformers GPTQConfig) and what
// its engines accept.
#include "packings/packing.h"

namespace mantissa::gptq {

bool isGptq(const ConfigJson& config);
bool isVersion2(const ConfigJson& config);
/// Error Unsupported for checkpoints in a kernel's own layout (marlin, bitblas) or in other words than 32
/// bits.
Result<void> checkVariant(const ConfigJson& config);
/// As Packing::accepts. GPTQModel's and vLLM's kernels want multiples of 32 both ways.
Result<void> accepts(const Format& format, std::int64_t rows, std::int64_t columns, int version);
/// As Packing::config. Modules that differ from the most frequent grid stand in `dynamic`.
Result<ConfigJson> config(std::span<const PackedModule> modules, int version);
Error noSuchZero(std::int64_t row, std::int64_t group);

} // namespace mantissa::gptq
