#include "packings/four_bit_content.h"

#include "base/checked.h"
#include "base/mapped_file.h"
#include "formats/bitsandbytes/four_bit_format.h"

#include <algorithm>
#include <cstring>

namespace mantissa::packings {

namespace {

float floatAt(const Tensor& tensor, std::int64_t index) {
    float value = 0;
    std::memcpy(&value, tensor.bytes.data() + index * 4, sizeof value);
    return value;
}

class DecodedRows final : public RowSource {
public:
    explicit DecodedRows(std::shared_ptr<const FourBitContent> content) : content_(std::move(content)) {}
    std::int64_t rows() const override { return content_->geometry().rows; }
    std::int64_t columns() const override { return content_->geometry().columns; }

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        const FourBitGeometry& shape = content_->geometry();
        const std::int64_t begin = first * shape.columns;
        const std::int64_t end = begin + count * shape.columns;
        for (std::int64_t at = begin; at < end;) {
            const std::int64_t block = at / shape.block;
            const float scale = content_->absmax(block);
            for (const std::int64_t stop = std::min(end, (block + 1) * shape.block); at < stop; ++at)
                out[static_cast<std::size_t>(at - begin)] = shape.levels[content_->code(at)] * scale;
        }
        return content_->check();
    }

private:
    std::shared_ptr<const FourBitContent> content_;
};

} // namespace

std::int64_t FourBitGeometry::blocks() const {
    return ceilDivide(rows * columns, block);
}

std::string FourBitContent::type() const {
    return (geometry_.kind == "nf4" ? "NF4" : "FP4") + std::string(" b") + std::to_string(geometry_.block) +
           (geometry_.nestedBlock > 0 ? " (bitsandbytes, double)" : " (bitsandbytes)");
}

Result<std::shared_ptr<const RowSource>> FourBitContent::rows() const {
    return std::make_shared<DecodedRows>(shared_from_this());
}

std::uint8_t FourBitContent::code(std::int64_t element) const {
    const auto pair = std::to_integer<unsigned>(parts_.codes->bytes[static_cast<std::size_t>(element / 2)]);
    return static_cast<std::uint8_t>(element % 2 == 0 ? pair >> 4U : pair & 15U);
}

float FourBitContent::absmax(std::int64_t block) const {
    if (!parts_.nestedAbsmax)
        return floatAt(*parts_.absmax, block);
    const auto code = std::to_integer<std::size_t>(parts_.absmax->bytes[static_cast<std::size_t>(block)]);
    return geometry_.nestedMap[code] * floatAt(*parts_.nestedAbsmax, block / geometry_.nestedBlock) +
           geometry_.nestedOffset;
}

Result<void> FourBitContent::check() const {
    for (const auto& part : parts_.all)
        MANTISSA_CHECK(MappedFile::check(part->bytes));
    return {};
}

Result<FormatPtr> FourBitContent::format() const {
    const bool normal = geometry_.kind == "nf4";
    const auto& book = normal ? bitsandbytes::normalFloat4() : bitsandbytes::float4();
    const auto& map = bitsandbytes::dynamicMap();
    const auto same = [](const auto& ours, const auto& theirs) {
        return std::memcmp(ours.data(), theirs.data(), ours.size() * sizeof(float)) == 0;
    };
    if (!same(book.levelOfCode(), geometry_.levels) ||
        (geometry_.nestedBlock > 0 &&
         (geometry_.nestedBlock != bitsandbytes::nestedBlock || !same(map, geometry_.nestedMap)))) {
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR(
                        "core", "Its table of levels is not the one of bitsandbytes, so that no format "
                                "holds its codes.")));
    }
    return parseFormat((normal ? "NF4,block=" : "FP4,block=") + std::to_string(geometry_.block) +
                       (geometry_.nestedBlock > 0 ? ",double=true" : ""));
}

Result<EncodedWeight> FourBitContent::encoded(const Task& task) const {
    EncodedWeight result;
    MANTISSA_TRY(result.format, format());
    const bool nested = geometry_.nestedBlock > 0;
    const std::int64_t elements = geometry_.rows * geometry_.columns;
    result.bytes.reserve(result.format->payloadBytes(geometry_.rows, geometry_.columns));
    for (std::int64_t block = 0; block < geometry_.blocks(); ++block) {
        MANTISSA_CHECK(task.check());
        const std::int64_t begin = block * geometry_.block;
        const std::int64_t count = std::min(geometry_.block, elements - begin);
        // Blocks are of even length and codes run on, so that a block's pairs are the file's.
        const auto head =
            parts_.absmax->bytes.subspan(static_cast<std::size_t>(block * (nested ? 1 : 4)), nested ? 1 : 4);
        const auto pairs = parts_.codes->bytes.subspan(static_cast<std::size_t>(begin / 2),
                                                       static_cast<std::size_t>((count + 1) / 2));
        result.bytes.insert(result.bytes.end(), head.begin(), head.end());
        result.bytes.insert(result.bytes.end(), pairs.begin(), pairs.end());
    }
    if (nested) {
        auto parameters = std::make_shared<bitsandbytes::NestedAbsmax>();
        parameters->offset = geometry_.nestedOffset;
        for (std::int64_t run = 0; run < ceilDivide(geometry_.blocks(), geometry_.nestedBlock); ++run)
            parameters->absmax.push_back(floatAt(*parts_.nestedAbsmax, run));
        result.parameters = std::move(parameters);
    }
    MANTISSA_CHECK(check());
    return result;
}

} // namespace mantissa::packings
