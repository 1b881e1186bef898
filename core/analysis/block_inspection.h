#pragma once
// One block of a weight taken apart: values, codes, scales, and its bytes field by field.
#include "analysis/quantized_rows.h"
#include "formats/block_layout.h"

namespace mantissa {

struct InspectedField {
    Text name;
    FieldKind kind = FieldKind::Codes;
    std::uint64_t offset = 0; ///< of the first byte in the weight's data, as the file would hold it
    int firstBit = 0;         ///< of the first byte: 0 unless fields share bytes
    std::uint64_t bits = 0;
    std::vector<std::byte> bytes; ///< every byte that holds some of it
};

struct InspectedBlock {
    std::int64_t row = 0; ///< of its first weight
    std::int64_t column = 0;
    std::int64_t columns = 0; ///< of the weight: a block may run on into the next row
    std::vector<float> original;
    std::vector<float> decoded;
    std::vector<std::uint16_t> codes; ///< empty for plain numbers
    std::vector<float> levels;        ///< of all codes; empty for plain numbers
    std::vector<float> scales;        ///< of scaleElements weights each; empty where the format has none here
    std::vector<float> offsets;
    std::int64_t scaleElements = 0;
    Text formula;
    std::vector<InspectedField> fields;
};

/// The block that holds the weight at (row, column). Errors: InvalidArgument for a place outside, or when the
/// rows have no scheme; Unsupported for a format that is not described; what encoding says.
Result<InspectedBlock> inspectBlock(const QuantizedRows& rows, std::int64_t row, std::int64_t column,
                                    const Task& task);

} // namespace mantissa
