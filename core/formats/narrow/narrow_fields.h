#pragma once
#include "formats/block_layout.h"
#include "formats/narrow/narrow_format.h"

namespace mantissa::narrow {

BlockLayout blockLayout(const Layout& layout, std::int64_t columns, std::int64_t element);

} // namespace mantissa::narrow
