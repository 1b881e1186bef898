#pragma once
// The bits of one group of an integer format; see integer_layout.h.
#include "formats/block_layout.h"
#include "formats/integer/integer_format.h"

namespace mantissa::integer {

BlockLayout blockLayout(const Layout& layout, std::int64_t columns, std::int64_t element);

} // namespace mantissa::integer
