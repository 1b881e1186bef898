#pragma once
// Opens one safetensors file.
#include "files/reader.h"

namespace mantissa {

extern const Reader safetensorsReader;

} // namespace mantissa
