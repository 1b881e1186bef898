#include "formats/integer/integer_fields.h"

#include <algorithm>

namespace mantissa::integer {

namespace {

std::uint64_t bitsOf(std::int64_t bytes) {
    return 8 * static_cast<std::uint64_t>(bytes);
}

} // namespace

BlockLayout blockLayout(const Layout& layout, std::int64_t columns, std::int64_t element) {
    const std::int64_t row = element / columns;
    const std::int64_t size = layout.groupElements(columns);
    const std::int64_t group = element % columns / size;
    const std::int64_t groups = layout.groups(columns);
    const auto width = static_cast<std::uint64_t>(layout.grid.bits);
    const std::uint64_t begin = bitsOf(row * layout.rowBytes(columns));
    const std::int64_t scale = scaleBytes(layout.grid.scaleType);

    BlockLayout block;
    block.firstElement = row * columns + group * size;
    block.elements = std::min(size, columns - group * size);
    block.scaleElements = block.elements;
    block.firstScale = layout.perTensor() ? 0 : row * groups + group;
    block.formula = layout.grid.symmetric
                        ? sentence(MANTISSA_TR("core", "value = scale · (code − %1)"), layout.grid.middle())
                        : sentence(MANTISSA_TR("core", "value = scale · (code − zero)"));
    if (!layout.perTensor()) {
        block.fields.push_back({sentence(MANTISSA_TR("core", "scale of the group, %1 bits"), 8 * scale),
                                FieldKind::Scale, begin + bitsOf(group * scale), bitsOf(scale)});
        if (!layout.grid.symmetric)
            block.fields.push_back(
                {sentence(MANTISSA_TR("core", "zero of the group, %1 bits"), width), FieldKind::Offset,
                 begin + bitsOf(groups * scale) + static_cast<std::uint64_t>(group) * width, width});
    }
    block.fields.push_back(
        {sentence(MANTISSA_TR("core", "codes of %1 bits, without gaps, lowest bits first"), width),
         FieldKind::Codes,
         begin + bitsOf(groups * scale + layout.zeroBytes(columns)) +
             static_cast<std::uint64_t>(group * size) * width,
         static_cast<std::uint64_t>(block.elements) * width});
    return block;
}

} // namespace mantissa::integer
