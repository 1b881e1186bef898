#pragma once
// compressed-tensors' quantization_config: groups of modules, each with its grid; what is plain stands under
// `ignore`. Source: compressed-tensors src/compressed_tensors/config/base.py, quantization/quant_config.py,
// quant_args.py.
#include "packings/packing.h"

#include <functional>

namespace mantissa::compressed_tensors {

/// format: "pack-quantized", "nvfp4-pack-quantized"
bool describes(const ConfigJson& config, std::string_view format);
/// weights: what quant_args says of a module's grid. The most frequent is for every linear layer, others name
/// theirs.
ConfigJson configOf(std::span<const PackedModule> modules, const std::string& format,
                    const std::function<ConfigJson(const Format& format)>& weights);

} // namespace mantissa::compressed_tensors
