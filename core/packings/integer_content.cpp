#include "packings/integer_content.h"

#include "base/checked.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/integer/integer_format.h"
#include "formats/registry.h"

#include <algorithm>
#include <cstring>

namespace mantissa::packings {

namespace {

constexpr std::int64_t chunkElements = 64 * 1024;

std::int64_t rowsPerChunk(std::int64_t columns, std::int64_t unit) {
    return std::max<std::int64_t>(1, chunkElements / std::max<std::int64_t>(1, columns) / unit) * unit;
}

class DecodedRows final : public RowSource {
public:
    explicit DecodedRows(std::shared_ptr<const IntegerContent> content) : content_(std::move(content)) {}
    std::int64_t rows() const override { return content_->geometry().rows; }
    std::int64_t columns() const override { return content_->geometry().columns; }

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        const IntegerGeometry& shape = content_->geometry();
        IntegerRows rows;
        MANTISSA_CHECK(content_->read(first, count, rows));
        const auto width = static_cast<std::size_t>(shape.columns);
        for (std::size_t row = 0; row < static_cast<std::size_t>(count); ++row) {
            const auto steps = std::span(rows.steps).subspan(row * static_cast<std::size_t>(shape.groups));
            decode(shape, std::span(rows.codes).subspan(row * width, width), steps,
                   out.subspan(row * width, width));
        }
        return {};
    }

private:
    static void decode(const IntegerGeometry& shape, std::span<const std::uint8_t> codes,
                       std::span<const integer::Step> steps, std::span<float> out) {
        if (!shape.groupOf.empty()) {
            for (std::size_t c = 0; c < codes.size(); ++c) {
                const integer::Step& step = steps[static_cast<std::size_t>(shape.groupOf[c])];
                out[c] = static_cast<float>(codes[c] - step.zero) * step.scale;
            }
            return;
        }
        const auto group = static_cast<std::size_t>(shape.group);
        for (std::size_t begin = 0, g = 0; begin < codes.size(); begin += group, ++g) {
            const std::size_t count = std::min(group, codes.size() - begin);
            integer::dequantize(codes.subspan(begin, count), steps[g], out.subspan(begin, count));
        }
    }

    std::shared_ptr<const IntegerContent> content_;
};

std::string formatText(const IntegerGeometry& shape, bool symmetric) {
    // A group as long as the row is the row's own, which every shape accepts.
    std::string text = "INT" + std::to_string(shape.bits) +
                       ",group=" + std::to_string(shape.group == shape.columns ? 0 : shape.group);
    if (!symmetric)
        text += ",symmetric=false";
    return text + ",scale=" + scaleTypeNames()[static_cast<std::size_t>(shape.scaleType)];
}

} // namespace

IntegerContent::IntegerContent(IntegerGeometry geometry, std::string packing,
                               std::vector<std::shared_ptr<const Tensor>> parts)
    : geometry_(std::move(geometry)), packing_(std::move(packing)), parts_(std::move(parts)) {}

std::string IntegerContent::type() const {
    std::string text = "INT" + std::to_string(geometry_.bits);
    if (geometry_.group < geometry_.columns)
        text += " g" + std::to_string(geometry_.group);
    return text + " (" + packing_ + (geometry_.groupOf.empty() ? ")" : ", act-order)");
}

Result<std::shared_ptr<const RowSource>> IntegerContent::rows() const {
    return std::make_shared<DecodedRows>(shared_from_this());
}

Result<void> IntegerContent::read(std::int64_t first, std::int64_t count, IntegerRows& out) const {
    out.codes.resize(static_cast<std::size_t>(count * geometry_.columns));
    out.steps.resize(static_cast<std::size_t>(count * geometry_.groups));
    readCodes(first, count, out.codes);
    readSteps(first, count, out.steps);
    for (const auto& part : parts_)
        MANTISSA_CHECK(MappedFile::check(part->bytes));
    return {};
}

Result<bool> IntegerContent::symmetric() const {
    const int middle = 1 << (geometry_.bits - 1);
    std::vector<integer::Step> steps;
    for (std::int64_t row = 0; row < geometry_.rows; row += 32) {
        const std::int64_t count = std::min<std::int64_t>(32, geometry_.rows - row);
        steps.resize(static_cast<std::size_t>(count * geometry_.groups));
        readSteps(row, count, steps);
        if (!std::all_of(steps.begin(), steps.end(), [&](const auto& step) { return step.zero == middle; }))
            return false;
    }
    return true;
}

Result<FormatPtr> IntegerContent::format() const {
    if (!geometry_.groupOf.empty()) {
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR(
                        "core", "Its columns belong to groups in another order (act-order), which no "
                                "format without a table of groups can hold.")));
    }
    MANTISSA_TRY(const bool even, symmetric());
    return parseFormat(formatText(geometry_, even));
}

Result<EncodedWeight> IntegerContent::encoded(const Task& task) const {
    EncodedWeight result;
    MANTISSA_TRY(result.format, format());
    const integer::Layout& layout = *integerLayout(*result.format);
    const std::int64_t rowBytes = layout.rowBytes(geometry_.columns);
    result.bytes.resize(static_cast<std::size_t>(geometry_.rows * rowBytes));
    const std::int64_t step = rowsPerChunk(geometry_.columns, 32);
    const auto writeChunk = [&](std::int64_t chunk) -> Result<void> {
        const std::int64_t first = chunk * step;
        const std::int64_t count = std::min(step, geometry_.rows - first);
        IntegerRows rows;
        MANTISSA_CHECK(read(first, count, rows));
        for (std::int64_t row = 0; row < count; ++row) {
            const auto codes = std::span(rows.codes)
                                   .subspan(static_cast<std::size_t>(row * geometry_.columns),
                                            static_cast<std::size_t>(geometry_.columns));
            const auto steps = std::span(rows.steps)
                                   .subspan(static_cast<std::size_t>(row * geometry_.groups),
                                            static_cast<std::size_t>(geometry_.groups));
            layout.writeRow(codes, steps, result.bytes.data() + (first + row) * rowBytes);
        }
        return {};
    };
    MANTISSA_CHECK(parallelChunks(ceilDivide(geometry_.rows, step), task, writeChunk));
    return result;
}

ScaleType scaleTypeOf(DType dtype) {
    return dtype == DType::BF16 ? ScaleType::BF16 : dtype == DType::F32 ? ScaleType::F32 : ScaleType::F16;
}

DType scaleDType(const std::shared_ptr<const Tensor>& scales) {
    return scales && (scales->dtype == DType::BF16 || scales->dtype == DType::F32) ? scales->dtype
                                                                                   : DType::F16;
}

Error wrongShape(const Tensor& tensor, const Shape& expected) {
    return Error(ErrorCode::Malformed,
                 sentence(MANTISSA_TR("core", "It is %1; the other tensors of this weight ask for %2."),
                          describe(tensor.shape), describe(expected)))
        .inFile(tensor.file)
        .atByte(tensor.offset)
        .ofTensor(tensor.name);
}

Result<void> checkShape(const Tensor& tensor, const Shape& expected) {
    if (tensor.shape != expected)
        return fail(wrongShape(tensor, expected));
    return {};
}

Result<std::vector<std::int32_t>> groupTable(const Tensor& table, const IntegerGeometry& shape) {
    std::vector<std::int32_t> groups(static_cast<std::size_t>(shape.columns));
    if (!groups.empty())
        std::memcpy(groups.data(), table.bytes.data(), groups.size() * sizeof groups[0]);
    bool inOrder = true;
    for (std::size_t c = 0; c < groups.size(); ++c) {
        if (groups[c] < 0 || groups[c] >= shape.groups) {
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "Column %1 belongs to group %2, but there are %3 groups."),
                               c, groups[c], shape.groups))
                    .inFile(table.file)
                    .atByte(table.offset + c * sizeof groups[0])
                    .ofTensor(table.name));
        }
        inOrder = inOrder && groups[c] == static_cast<std::int64_t>(c) / shape.group;
    }
    if (inOrder)
        groups.clear();
    return groups;
}

const integer::Layout* integerLayout(const Format& format) {
    const auto* whole = dynamic_cast<const integer::IntegerFormat*>(&format);
    return whole != nullptr && !whole->layout().perTensor() ? &whole->layout() : nullptr;
}

Result<void>
eachIntegerRow(const integer::Layout& layout, std::span<const std::byte> bytes, std::int64_t rows,
               std::int64_t columns, std::int64_t unit, const Task& task,
               const std::function<Result<void>(std::int64_t row, std::span<const std::uint8_t> codes,
                                                std::span<const integer::Step> steps)>& take) {
    const std::int64_t step = rowsPerChunk(columns, unit);
    return parallelChunks(ceilDivide(rows, step), task, [&](std::int64_t chunk) -> Result<void> {
        std::vector<std::uint8_t> codes(static_cast<std::size_t>(columns));
        std::vector<integer::Step> steps(static_cast<std::size_t>(layout.groups(columns)));
        for (std::int64_t row = chunk * step; row < std::min(rows, (chunk + 1) * step); ++row) {
            layout.readRow(bytes.data() + row * layout.rowBytes(columns), codes, steps);
            MANTISSA_CHECK(take(row, codes, steps));
        }
        return {};
    });
}

} // namespace mantissa::packings
