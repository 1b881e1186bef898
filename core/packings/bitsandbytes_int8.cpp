#include "packings/bitsandbytes_int8.h"

#include "files/json/json.h"
#include "packings/bitsandbytes_config.h"
#include "packings/integer_content.h"

#include <cstring>

namespace mantissa {

namespace {

using packings::IntegerContent;
using packings::IntegerGeometry;

constexpr int middle = 128;
constexpr float largest = 127;

class Int8Content final : public IntegerContent {
public:
    Int8Content(IntegerGeometry geometry, std::vector<ModuleParts::Part> parts)
        : IntegerContent(std::move(geometry), "bitsandbytes", std::move(parts)) {}

protected:
    void readCodes(std::int64_t first, std::int64_t count, std::span<std::uint8_t> out) const override {
        const auto begin = static_cast<std::size_t>(first * geometry().columns);
        for (std::size_t i = 0; i < static_cast<std::size_t>(count * geometry().columns); ++i)
            out[i] = std::to_integer<std::uint8_t>(parts()[0]->bytes[begin + i] ^ std::byte{middle});
    }

    void readSteps(std::int64_t first, std::int64_t count, std::span<integer::Step> out) const override {
        for (std::int64_t row = 0; row < count; ++row) {
            const float maximum = readScale(ScaleType::F32, parts()[1]->bytes.data() + (first + row) * 4);
            out[static_cast<std::size_t>(row)] = {maximum / largest, middle};
        }
    }
};

class Int8Reader final : public PackingReader {
public:
    std::string_view marker() const override { return "SCB"; }
    bool partOfWeight(std::string_view ending) const override {
        return ending == "weight" || ending == "SCB" || ending == "weight_format";
    }

    Result<std::shared_ptr<const PackedContent>> open(const ModuleParts& parts) const override {
        MANTISSA_TRY(const auto weight, parts.get("weight", DType::I8, 2));
        MANTISSA_TRY(const auto maxima, parts.get("SCB", DType::F32, 1));
        IntegerGeometry shape;
        shape.bits = 8;
        shape.rows = weight->shape[0];
        shape.columns = weight->shape[1];
        shape.group = shape.columns;
        shape.groups = 1;
        shape.scaleType = ScaleType::F32;
        MANTISSA_CHECK(packings::checkShape(*maxima, {shape.rows}));
        std::vector<ModuleParts::Part> all{weight, maxima};
        if (const auto layout = parts.find("weight_format")) {
            MANTISSA_CHECK(checkRowMajor(*layout));
            all.push_back(layout);
        }
        return std::make_shared<Int8Content>(std::move(shape), std::move(all));
    }

private:
    static Result<void> checkRowMajor(const Tensor& layout) {
        if (layout.dtype == DType::U8 && layout.bytes.size() == 1 && layout.bytes[0] == std::byte{0})
            return {};
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR(
                              "core", "Its rows are interleaved for one kind of GPU, which cannot be "
                                      "decoded.")))
                        .inFile(layout.file)
                        .atByte(layout.offset)
                        .ofTensor(layout.name));
    }
};

Error refused(Text why) {
    return {ErrorCode::InvalidArgument, std::move(why)};
}

class Int8Packing final : public Packing {
public:
    const PackingInfo& info() const override {
        static const PackingInfo info{
            "bnb_int8", "bitsandbytes 8-bit",
            sentence(MANTISSA_TR("core", "INT8 under one scale a row, as LLM.int8() computes with.")),
            "Dettmers et al. 2022, arXiv:2208.07339; bitsandbytes, nn/modules.py (Linear8bitLt)",
            "transformers, PEFT, vLLM"};
        return info;
    }

    bool describedBy(const ConfigJson& config) const override {
        return bitsandbytes::describes(config, true);
    }

    Result<std::unique_ptr<PackingReader>> reader(const ConfigJson& /*config*/) const override {
        return std::make_unique<Int8Reader>();
    }

    Result<void> accepts(const Format& format, std::int64_t /*rows*/, std::int64_t columns) const override {
        const integer::Layout* layout = packings::integerLayout(format);
        if (layout == nullptr || layout->grid.bits != 8) {
            return fail(refused(sentence(MANTISSA_TR("core", "bitsandbytes' 8-bit layers hold INT8, not %1."),
                                         format.text())));
        }
        if (layout->groupElements(columns) < columns)
            return fail(
                refused(sentence(MANTISSA_TR("core", "bitsandbytes has one scale a row: choose group=0."))));
        if (!layout->grid.symmetric) {
            return fail(refused(
                sentence(MANTISSA_TR("core", "bitsandbytes has no zero points: choose a symmetric grid."))));
        }
        if (layout->grid.scaleType != ScaleType::F32)
            return fail(refused(
                sentence(MANTISSA_TR("core", "bitsandbytes' scales are 32-bit floats: choose scale=f32."))));
        return {};
    }

    std::vector<PlannedTensor> parts(const Format& /*format*/, const std::string& module, std::int64_t rows,
                                     std::int64_t columns) const override {
        return {{module + ".weight", DType::I8, {rows, columns}},
                {module + ".SCB", DType::F32, {rows}},
                {module + ".weight_format", DType::U8, {}}};
    }

    /// A step is a maximum over 127, which not every float is: the nearest one that is.
    bool settle(const Format& format, std::int64_t rows, std::int64_t columns,
                std::span<std::byte> bytes) const override {
        const std::int64_t rowBytes = packings::integerLayout(format)->rowBytes(columns);
        bool changed = false;
        for (std::int64_t row = 0; row < rows; ++row) {
            std::byte* at = bytes.data() + row * rowBytes;
            const float step = readScale(ScaleType::F32, at);
            const float settled = step * largest / largest;
            changed = changed || settled != step;
            writeScale(ScaleType::F32, settled, at);
        }
        return changed;
    }

    Result<void> pack(const EncodedRows& weight, std::span<const std::span<std::byte>> out,
                      const Task& task) const override {
        return packings::eachIntegerRow(
            *packings::integerLayout(weight.format), weight.bytes, weight.rows, weight.columns, 1, task,
            [&](std::int64_t row, std::span<const std::uint8_t> codes,
                std::span<const integer::Step> steps) -> Result<void> {
                for (std::size_t c = 0; c < codes.size(); ++c)
                    out[0][static_cast<std::size_t>(row) * codes.size() + c] =
                        static_cast<std::byte>(codes[c]) ^ std::byte{middle};
                writeScale(ScaleType::F32, steps[0].scale * largest, out[1].data() + row * 4);
                return {};
            });
    }

    Result<ConfigJson> config(std::span<const PackedModule> modules) const override {
        return bitsandbytes::configOf(modules, {}, false);
    }
};

} // namespace

const Packing& bitsandbytesInt8Packing() {
    static const Int8Packing packing;
    return packing;
}

} // namespace mantissa
