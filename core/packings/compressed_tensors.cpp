#include "packings/compressed_tensors.h"

#include "base/checked.h"
#include "files/json/json.h"
#include "packings/compressed_tensors_config.h"
#include "packings/integer_content.h"
#include "packings/word_stream.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace mantissa {

namespace {

using packings::IntegerContent;
using packings::IntegerGeometry;
using packings::WordStream;

/// Where a module's parts are; null where there is none.
struct Parts {
    ModuleParts::Part weight;
    ModuleParts::Part scales;
    ModuleParts::Part zeros;
    std::vector<ModuleParts::Part> all;
};

class PackedIntegers final : public IntegerContent {
public:
    PackedIntegers(IntegerGeometry geometry, Parts parts, int perWord)
        : IntegerContent(std::move(geometry), "compressed-tensors", parts.all), parts_(std::move(parts)),
          perWord_(perWord) {}

protected:
    void readCodes(std::int64_t first, std::int64_t count, std::span<std::uint8_t> out) const override {
        const IntegerGeometry& shape = geometry();
        const std::int64_t words = WordStream::words(shape.columns, shape.bits, perWord_);
        for (std::int64_t row = 0; row < count; ++row) {
            const WordStream stream{shape.bits, (first + row) * words, 1, perWord_};
            for (std::int64_t column = 0; column < shape.columns; ++column)
                out[static_cast<std::size_t>(row * shape.columns + column)] =
                    packings::readCode(parts_.weight->bytes, stream, column);
        }
    }

    void readSteps(std::int64_t first, std::int64_t count, std::span<integer::Step> out) const override {
        const IntegerGeometry& shape = geometry();
        for (std::int64_t row = 0; row < count; ++row) {
            for (std::int64_t group = 0; group < shape.groups; ++group) {
                const std::int64_t at = (first + row) * shape.groups + group;
                const std::byte* scale = parts_.scales->bytes.data() + at * scaleBytes(shape.scaleType);
                out[static_cast<std::size_t>(row * shape.groups + group)] = {
                    readScale(shape.scaleType, scale), zero(first + row, group)};
            }
        }
    }

private:
    int zero(std::int64_t row, std::int64_t group) const {
        const IntegerGeometry& shape = geometry();
        if (!parts_.zeros)
            return 1 << (shape.bits - 1);
        return packings::readCode(parts_.zeros->bytes, {shape.bits, group, shape.groups, perWord_}, row);
    }

    Parts parts_;
    int perWord_;
};

Error malformed(const Tensor& tensor, Text why) {
    return Error(ErrorCode::Malformed, std::move(why))
        .inFile(tensor.file)
        .atByte(tensor.offset)
        .ofTensor(tensor.name);
}

class PackedReader final : public PackingReader {
public:
    explicit PackedReader(std::set<int> bits) : bits_(std::move(bits)) {}

    std::string_view marker() const override { return "weight_packed"; }
    bool partOfWeight(std::string_view ending) const override {
        return ending == "weight_packed" || ending == "weight_scale" || ending == "weight_zero_point" ||
               ending == "weight_shape" || ending == "weight_g_idx";
    }

    Result<std::shared_ptr<const PackedContent>> open(const ModuleParts& modules) const override {
        Parts parts;
        MANTISSA_TRY(parts.weight, modules.get("weight_packed", DType::I32, 2));
        MANTISSA_TRY(parts.scales,
                     modules.get("weight_scale", packings::scaleDType(modules.find("weight_scale")), 2));
        MANTISSA_TRY(const auto said, modules.get("weight_shape", shapeType(modules), 1));
        parts.all = {parts.weight, parts.scales, said};
        IntegerGeometry shape;
        MANTISSA_CHECK(readShape(*said, shape));
        MANTISSA_TRY(const int perWord, bitsOf(*parts.weight, shape));
        MANTISSA_CHECK(readGroups(*parts.scales, shape));
        if (modules.find("weight_zero_point")) {
            MANTISSA_TRY(parts.zeros, modules.get("weight_zero_point", DType::I32, 2));
            MANTISSA_CHECK(packings::checkShape(
                *parts.zeros, {WordStream::words(shape.rows, shape.bits, perWord), shape.groups}));
            parts.all.push_back(parts.zeros);
        }
        if (modules.find("weight_g_idx")) {
            MANTISSA_TRY(const auto table, modules.get("weight_g_idx", DType::I32, 1));
            MANTISSA_CHECK(packings::checkShape(*table, {shape.columns}));
            MANTISSA_TRY(shape.groupOf, packings::groupTable(*table, shape));
            parts.all.push_back(table);
        }
        return std::make_shared<PackedIntegers>(std::move(shape), std::move(parts), perWord);
    }

private:
    static DType shapeType(const ModuleParts& modules) {
        const auto part = modules.find("weight_shape");
        return part && part->dtype == DType::I32 ? DType::I32 : DType::I64;
    }

    static Result<void> readShape(const Tensor& tensor, IntegerGeometry& shape) {
        MANTISSA_CHECK(packings::checkShape(tensor, {2}));
        std::int64_t extents[2] = {};
        for (std::size_t axis = 0; axis < 2; ++axis) {
            if (tensor.dtype == DType::I64) {
                std::memcpy(&extents[axis], tensor.bytes.data() + axis * 8, 8);
            } else {
                std::int32_t narrow = 0;
                std::memcpy(&narrow, tensor.bytes.data() + axis * 4, 4);
                extents[axis] = narrow;
            }
        }
        constexpr std::int64_t most = std::int64_t{1} << 30;
        if (extents[0] <= 0 || extents[1] <= 0 || extents[0] > most || extents[1] > most)
            return fail(malformed(tensor, sentence(MANTISSA_TR("core", "A matrix of %1 × %2 cannot be."),
                                                   extents[0], extents[1])));
        shape.rows = extents[0];
        shape.columns = extents[1];
        return {};
    }

    /// Sets shape.bits to those of the config's that fit the words of a row. Codes a word, or 0 where they
    /// run on.
    Result<int> bitsOf(const Tensor& weight, IntegerGeometry& shape) const {
        for (const int bits : bits_) {
            const int whole = 32 / bits;
            for (const int perWord : {whole, 0}) {
                if (weight.shape == Shape{shape.rows, WordStream::words(shape.columns, bits, perWord)}) {
                    shape.bits = bits;
                    return 32 % bits == 0 ? 0 : perWord;
                }
            }
        }
        return fail(malformed(
            weight, sentence(MANTISSA_TR("core", "%1 words do not hold %2 × %3 codes of the bits that "
                                                 "config.json names."),
                             describe(weight.shape), shape.rows, shape.columns)));
    }

    static Result<void> readGroups(const Tensor& scales, IntegerGeometry& shape) {
        shape.groups = scales.shape[1];
        shape.scaleType = packings::scaleTypeOf(scales.dtype);
        if (scales.shape[0] != shape.rows || shape.groups <= 0 || shape.columns % shape.groups != 0)
            return packings::checkShape(scales, {shape.rows, 1});
        shape.group = shape.columns / shape.groups;
        return {};
    }

    std::set<int> bits_;
};

Error refused(Text why) {
    return {ErrorCode::InvalidArgument, std::move(why)};
}

ConfigJson weightsOf(const Format& format) {
    const integer::Layout& layout = *packings::integerLayout(format);
    return {{"num_bits", layout.grid.bits},
            {"type", "int"},
            {"symmetric", layout.grid.symmetric},
            {"strategy", layout.group > 0 ? "group" : "channel"},
            {"group_size", layout.group > 0 ? ConfigJson(layout.group) : ConfigJson(nullptr)},
            {"dynamic", false},
            {"actorder", nullptr},
            {"block_structure", nullptr},
            {"observer", "minmax"},
            {"observer_kwargs", ConfigJson::object()}};
}

class CompressedTensorsPacking final : public Packing {
public:
    const PackingInfo& info() const override {
        static const PackingInfo info{
            "compressed_tensors", "compressed-tensors",
            sentence(MANTISSA_TR(
                "core",
                "INT4 or INT8 along the rows (pack-quantized), what LLM Compressor writes for vLLM.")),
            "compressed-tensors, compressors/pack_quantized", "vLLM, transformers, SGLang"};
        return info;
    }

    bool describedBy(const ConfigJson& config) const override {
        return compressed_tensors::describes(config, "pack-quantized");
    }

    Result<std::unique_ptr<PackingReader>> reader(const ConfigJson& config) const override {
        std::set<int> bits;
        for (const ConfigJson& group : jsonMember(config, "config_groups")) {
            const ConfigJson& weights = jsonMember(group, "weights");
            const std::int64_t said = jsonInteger(weights, "num_bits", 0);
            if (jsonString(weights, "type", "int") == "int" && said >= 2 && said <= 8)
                bits.insert(static_cast<int>(said));
        }
        if (!bits.empty())
            return std::make_unique<PackedReader>(std::move(bits));
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR(
                        "core", "config.json names no integers of 2 to 8 bits for its packed weights.")));
    }

    Result<void> accepts(const Format& format, std::int64_t rows, std::int64_t columns) const override {
        const integer::Layout* layout = packings::integerLayout(format);
        if (layout == nullptr || (layout->grid.bits != 4 && layout->grid.bits != 8)) {
            return fail(refused(
                sentence(MANTISSA_TR("core", "vLLM loads INT4 and INT8 packed, with scales per group or "
                                             "row, not %1."),
                         format.text())));
        }
        if (layout->grid.scaleType == ScaleType::F32) {
            return fail(refused(
                sentence(MANTISSA_TR("core", "Scales of packed weights are 16-bit floats: choose scale=f16 "
                                             "or scale=bf16."))));
        }
        const std::int64_t perWord = 32 / layout->grid.bits;
        if (columns % perWord != 0 || (!layout->grid.symmetric && rows % perWord != 0)) {
            return fail(refused(
                sentence(MANTISSA_TR("core", "%1 codes fill a word, and %2 × %3 does not divide into them."),
                         perWord, rows, columns)));
        }
        if (const std::int64_t group = layout->group; group > 0 && columns % group != 0)
            return fail(refused(
                sentence(MANTISSA_TR("core", "Groups of %1 do not divide rows of %2."), group, columns)));
        return {};
    }

    std::vector<PlannedTensor> parts(const Format& format, const std::string& module, std::int64_t rows,
                                     std::int64_t columns) const override {
        const integer::Layout& layout = *packings::integerLayout(format);
        const int bits = layout.grid.bits;
        const std::int64_t groups = layout.groups(columns);
        const DType scale = layout.grid.scaleType == ScaleType::BF16 ? DType::BF16 : DType::F16;
        std::vector<PlannedTensor> all{
            {module + ".weight_packed", DType::I32, {rows, WordStream::words(columns, bits)}},
            {module + ".weight_scale", scale, {rows, groups}},
            {module + ".weight_shape", DType::I64, {2}}};
        if (!layout.grid.symmetric)
            all.push_back(
                {module + ".weight_zero_point", DType::I32, {WordStream::words(rows, bits), groups}});
        return all;
    }

    Result<void> pack(const EncodedRows& weight, std::span<const std::span<std::byte>> out,
                      const Task& task) const override {
        const integer::Layout& layout = *packings::integerLayout(weight.format);
        const int bits = layout.grid.bits;
        const std::int64_t groups = layout.groups(weight.columns);
        const std::int64_t words = WordStream::words(weight.columns, bits);
        std::memcpy(out[2].data(), &weight.rows, 8);
        std::memcpy(out[2].data() + 8, &weight.columns, 8);
        // 32 / bits rows' zeros share a word.
        return packings::eachIntegerRow(
            layout, weight.bytes, weight.rows, weight.columns, 32 / bits, task,
            [&](std::int64_t row, std::span<const std::uint8_t> codes,
                std::span<const integer::Step> steps) -> Result<void> {
                for (std::size_t c = 0; c < codes.size(); ++c)
                    packings::writeCode(out[0], {bits, row * words}, static_cast<std::int64_t>(c), codes[c]);
                for (std::int64_t g = 0; g < groups; ++g) {
                    const integer::Step& step = steps[static_cast<std::size_t>(g)];
                    writeScale(layout.grid.scaleType, step.scale, out[1].data() + (row * groups + g) * 2);
                    if (!layout.grid.symmetric)
                        packings::writeCode(out[3], {bits, g, groups}, row,
                                            static_cast<std::uint8_t>(step.zero));
                }
                return {};
            });
    }

    Result<ConfigJson> config(std::span<const PackedModule> modules) const override {
        return compressed_tensors::configOf(modules, "pack-quantized", weightsOf);
    }
};

} // namespace

const Packing& compressedTensorsPacking() {
    static const CompressedTensorsPacking packing;
    return packing;
}

} // namespace mantissa
