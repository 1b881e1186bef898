#pragma once
// F16 and BF16: plain small floats. They have no blocks and no scales.
#include "formats/registry.h"

namespace mantissa {

const FormatEntry& float16Format();
const FormatEntry& bfloat16Format();

} // namespace mantissa
