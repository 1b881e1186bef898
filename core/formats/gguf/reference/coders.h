#pragma once
// The specification's coder of every GGUF type that there is.
#include "formats/gguf/coder.h"

namespace mantissa::gguf::reference {

const Coder& coder(DType dtype);

} // namespace mantissa::gguf::reference
