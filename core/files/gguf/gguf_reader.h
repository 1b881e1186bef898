#pragma once
// Opens a GGUF model: one file, or all parts of a split one, whichever part was named.
#include "files/reader.h"

namespace mantissa {

extern const Reader ggufReader;

} // namespace mantissa
