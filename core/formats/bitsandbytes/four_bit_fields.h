#pragma once
// The bits of one block of NF4 or FP4; see four_bit_format.h.
#include "formats/bitsandbytes/four_bit_format.h"
#include "formats/block_layout.h"

namespace mantissa::bitsandbytes {

/// elements: of the tile
BlockLayout blockLayout(const FourBitFormat& format, std::int64_t elements, std::int64_t element);

} // namespace mantissa::bitsandbytes
