#pragma once
// The bytes of one block of a GGUF type, field by field. Source: the structures in ggml-common.h.
#include "formats/block_layout.h"

namespace mantissa::gguf {

/// element: in a run of whole blocks. Nothing for types without blocks.
std::optional<BlockLayout> blockLayout(DType dtype, std::int64_t element);

} // namespace mantissa::gguf
