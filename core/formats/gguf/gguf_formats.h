#pragma once
// The GGUF block types that we can code.
#include "formats/registry.h"

namespace mantissa::gguf {

/// In the order of a menu: fewest bits last.
std::span<const FormatEntry* const> ggufFormats();

const FormatEntry& q4_0Format();
const FormatEntry& q4_1Format();
const FormatEntry& q5_0Format();
const FormatEntry& q5_1Format();
const FormatEntry& q8_0Format();
const FormatEntry& q2KFormat();
const FormatEntry& q3KFormat();
const FormatEntry& q4KFormat();
const FormatEntry& q5KFormat();
const FormatEntry& q6KFormat();
const FormatEntry& iq4NLFormat();
const FormatEntry& iq4XSFormat();
const FormatEntry& mxfp4Format();
const FormatEntry& nvfp4Format();
const FormatEntry& tq1_0Format();
const FormatEntry& tq2_0Format();
const FormatEntry& q1_0Format();
const FormatEntry& q2_0Format();
const FormatEntry& iq1SFormat();
const FormatEntry& iq1MFormat();
const FormatEntry& iq3SFormat();
const FormatEntry& iq3XXSFormat();
const FormatEntry& iq2SFormat();
const FormatEntry& iq2XSFormat();
const FormatEntry& iq2XXSFormat();

} // namespace mantissa::gguf
