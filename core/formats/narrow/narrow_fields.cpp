#include "formats/narrow/narrow_fields.h"

#include <algorithm>

namespace mantissa::narrow {

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
    const std::int64_t scale = layout.store.bytes();
    const auto width = static_cast<std::uint64_t>(layout.kind.bits());
    const std::uint64_t begin = bitsOf(row * layout.rowBytes(columns));

    BlockLayout block;
    block.firstElement = row * columns + group * size;
    block.elements = std::min(size, columns - group * size);
    block.scaleElements = block.elements;
    block.firstScale = layout.perTensor() ? 0 : row * groups + group;
    block.formula = sentence(MANTISSA_TR("core", "value = scale · number of the code"));
    if (!layout.perTensor()) {
        const Text name =
            layout.store.plain
                ? sentence(MANTISSA_TR("core", "scale of the group, %1 bits"), 8 * scale)
                : sentence(MANTISSA_TR("core", "scale of the group, the power of two 2^(byte − 127)"));
        block.fields.push_back({name, FieldKind::Scale, begin + bitsOf(group * scale), bitsOf(scale)});
    }
    block.fields.push_back(
        {sentence(MANTISSA_TR("core",
                              "codes of %1 bits (sign, %2 of the exponent, %3 of the mantissa), lowest "
                              "bits first"),
                  width, layout.kind.exponentBits, layout.kind.mantissaBits),
         FieldKind::Codes, begin + bitsOf(groups * scale) + static_cast<std::uint64_t>(group * size) * width,
         static_cast<std::uint64_t>(block.elements) * width});
    return block;
}

} // namespace mantissa::narrow
