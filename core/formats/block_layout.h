#pragma once
// Where in an encoded tile the scales, minima and codes of one block lie, for people who look at the bytes.
// Each family of formats describes its own blocks in a file beside its definition; tst_block_layout holds
// every registered format to its description by turning single bits.
#include "formats/format.h"

namespace mantissa {

enum class FieldKind {
    Scale,
    Offset,         ///< a minimum or zero point
    ScaleAndOffset, ///< both, bits of one between bits of the other
    Codes,
    CodesAndScale, ///< both, as above
};

/// A run of bits. Bit 0 is the lowest of the first byte.
struct BlockField {
    Text name; ///< what it is and how it is stored
    FieldKind kind = FieldKind::Codes;
    std::uint64_t firstBit = 0; ///< in the tile's bytes
    std::uint64_t bits = 0;
};

/// One block of a tile.
struct BlockLayout {
    std::int64_t firstElement = 0; ///< in the tile, row by row
    std::int64_t elements = 0;
    std::int64_t scaleElements = 0; ///< elements under one scale; a divisor of the block, or all of it
    std::int64_t firstScale = 0;    ///< of Unpacked::scales, where the block has any of its own
    Text formula;                   ///< how a value comes from code, scale and offset
    std::vector<BlockField> fields; ///< in the order of the bytes
};

/// The block that holds `element` of a tile of rows x columns (see Format). Nothing where the format is not
/// described.
std::optional<BlockLayout> blockLayout(const Format& format, std::int64_t rows, std::int64_t columns,
                                       std::int64_t element);

} // namespace mantissa
