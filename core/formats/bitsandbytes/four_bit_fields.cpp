#include "formats/bitsandbytes/four_bit_fields.h"

#include <algorithm>

namespace mantissa::bitsandbytes {

BlockLayout blockLayout(const FourBitFormat& format, std::int64_t elements, std::int64_t element) {
    const std::int64_t size = format.blockElements();
    const std::int64_t index = element / size;
    const std::uint64_t head = format.isDouble() ? 8 : 32;
    const std::uint64_t begin =
        static_cast<std::uint64_t>(index) * (head + 4 * static_cast<std::uint64_t>(size));

    BlockLayout block;
    block.firstElement = index * size;
    block.elements = std::min(size, elements - block.firstElement);
    block.scaleElements = block.elements;
    block.firstScale = index;
    block.formula = sentence(MANTISSA_TR("core", "value = absmax · level[code]"));
    block.fields.push_back(
        {format.isDouble()
             ? sentence(MANTISSA_TR("core", "absmax of the block, a code of the nested quantization"))
             : sentence(MANTISSA_TR("core", "absmax of the block, binary32")),
         FieldKind::Scale, begin, head});
    // An odd last code leaves half a byte unused.
    block.fields.push_back({sentence(MANTISSA_TR("core", "codes, two a byte, the first in the high half")),
                            FieldKind::Codes, begin + head,
                            8 * static_cast<std::uint64_t>((block.elements + 1) / 2)});
    return block;
}

} // namespace mantissa::bitsandbytes
