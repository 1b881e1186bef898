#include "formats/block_layout.h"

#include "formats/bitsandbytes/four_bit_fields.h"
#include "formats/float/float_fields.h"
#include "formats/gguf/block_fields.h"
#include "formats/integer/integer_fields.h"
#include "formats/narrow/narrow_fields.h"

namespace mantissa {

std::optional<BlockLayout> blockLayout(const Format& format, std::int64_t rows, std::int64_t columns,
                                       std::int64_t element) {
    const std::int64_t elements = rows * columns;
    if (element < 0 || element >= elements || !format.accepts(rows, columns))
        return std::nullopt;
    if (const auto* integers = dynamic_cast<const integer::IntegerFormat*>(&format))
        return integer::blockLayout(integers->layout(), columns, element);
    if (const auto* narrows = dynamic_cast<const narrow::NarrowFormat*>(&format))
        return narrow::blockLayout(narrows->layout(), columns, element);
    if (const auto* fourBits = dynamic_cast<const bitsandbytes::FourBitFormat*>(&format))
        return bitsandbytes::blockLayout(*fourBits, elements, element);
    if (!format.info().dtype)
        return std::nullopt;
    if (auto plain = floatLayout(*format.info().dtype, element))
        return plain;
    return gguf::blockLayout(*format.info().dtype, element);
}

} // namespace mantissa
