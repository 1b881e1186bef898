#include "analysis/block_inspection.h"

#include "base/checked.h"

#include <algorithm>

namespace mantissa {

namespace {

template <class T>
std::vector<T> part(const std::vector<T>& all, std::int64_t first, std::int64_t count) {
    const auto size = static_cast<std::int64_t>(all.size());
    const std::int64_t begin = std::clamp<std::int64_t>(first, 0, size);
    return {all.begin() + begin, all.begin() + std::clamp<std::int64_t>(first + count, begin, size)};
}

InspectedField fieldOf(const BlockField& field, std::span<const std::byte> bytes, std::uint64_t tileOffset) {
    const std::uint64_t first = field.firstBit / 8;
    const std::uint64_t end =
        std::min<std::uint64_t>((field.firstBit + field.bits + 7) / 8, bytes.size());
    InspectedField result{field.name, field.kind, tileOffset + first, static_cast<int>(field.firstBit % 8),
                          field.bits, {}};
    if (first < end)
        result.bytes.assign(bytes.begin() + static_cast<std::ptrdiff_t>(first),
                            bytes.begin() + static_cast<std::ptrdiff_t>(end));
    return result;
}

Result<void> checkPlace(const QuantizedRows& rows, std::int64_t row, std::int64_t column) {
    if (!rows.scheme())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "This weight is not quantized: it has no blocks.")));
    if (row < 0 || row >= rows.rows() || column < 0 || column >= rows.columns())
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "There is no weight in row %1, column %2: the tensor is %3 × %4."),
                     row, column, rows.rows(), rows.columns()));
    return {};
}

} // namespace

Result<InspectedBlock> inspectBlock(const QuantizedRows& rows, std::int64_t row, std::int64_t column,
                                    const Task& task) {
    MANTISSA_CHECK(checkPlace(rows, row, column));
    const Format& format = *rows.scheme()->format;
    const std::int64_t columns = rows.columns();
    const std::int64_t begin = row / rows.unit() * rows.unit();
    const std::int64_t count = std::min(rows.unit(), rows.rows() - begin);
    const auto layout = blockLayout(format, count, columns, (row - begin) * columns + column);
    if (!layout)
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The blocks of %1 cannot be taken apart."), format.info().id));
    MANTISSA_TRY(const auto bytes, rows.encode(begin, count, task));
    MANTISSA_TRY(const Unpacked inside, format.unpack(rows.parameters(), bytes, begin, count, columns));
    MANTISSA_TRY(const RowPair values, rows.read(begin, count, true, task));

    InspectedBlock block;
    block.row = begin + layout->firstElement / columns;
    block.column = layout->firstElement % columns;
    block.columns = columns;
    block.original = part(values.original, layout->firstElement, layout->elements);
    block.decoded = part(values.decoded, layout->firstElement, layout->elements);
    if (format.codeCount() > 0) {
        block.codes = part(inside.codes, layout->firstElement, layout->elements);
        block.levels = format.levels();
        const std::int64_t scales = ceilDivide(layout->elements, layout->scaleElements);
        block.scales = part(inside.scales, layout->firstScale, scales);
        block.offsets = part(inside.offsets, layout->firstScale, scales);
    }
    block.scaleElements = layout->scaleElements;
    block.formula = layout->formula;
    for (const BlockField& field : layout->fields)
        block.fields.push_back(fieldOf(field, bytes, format.payloadBytes(begin, columns)));
    return block;
}

} // namespace mantissa
