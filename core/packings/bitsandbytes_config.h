#pragma once
// transformers' BitsAndBytesConfig, which both kinds of bitsandbytes folders carry.
#include "packings/packing.h"

namespace mantissa::bitsandbytes {

bool describes(const ConfigJson& config, bool eightBit);
/// Those of the modules that stay plain are listed in it. kind: "nf4" or "fp4", or empty for 8 bits.
ConfigJson configOf(std::span<const PackedModule> modules, const std::string& kind, bool nested);

} // namespace mantissa::bitsandbytes
