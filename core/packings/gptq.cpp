#include "packings/gptq.h"

#include "base/checked.h"
#include "packings/gptq_config.h"
#include "packings/integer_content.h"
#include "packings/word_stream.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

using packings::IntegerContent;
using packings::IntegerGeometry;
using packings::WordStream;

class GptqContent final : public IntegerContent {
public:
    struct Tensors {
        ModuleParts::Part weight;
        ModuleParts::Part zeros;
        ModuleParts::Part scales;
        std::vector<ModuleParts::Part> all;
    };

    GptqContent(IntegerGeometry geometry, Tensors tensors, int zeroOffset, const std::string& name)
        : IntegerContent(std::move(geometry), name, tensors.all), tensors_(std::move(tensors)),
          zeroOffset_(zeroOffset) {}

protected:
    void readCodes(std::int64_t first, std::int64_t count, std::span<std::uint8_t> out) const override {
        const IntegerGeometry& shape = geometry();
        for (std::int64_t column = 0; column < shape.columns; ++column) {
            for (std::int64_t row = 0; row < count; ++row) {
                const WordStream stream{shape.bits, first + row, shape.rows};
                out[static_cast<std::size_t>(row * shape.columns + column)] =
                    packings::readCode(tensors_.weight->bytes, stream, column);
            }
        }
    }

    void readSteps(std::int64_t first, std::int64_t count, std::span<integer::Step> out) const override {
        const IntegerGeometry& shape = geometry();
        const std::int64_t zeroWords = WordStream::words(shape.rows, shape.bits);
        const std::int64_t scaleSize = scaleBytes(shape.scaleType);
        const int mask = (1 << shape.bits) - 1;
        for (std::int64_t group = 0; group < shape.groups; ++group) {
            const WordStream zeros{shape.bits, group * zeroWords};
            for (std::int64_t row = 0; row < count; ++row) {
                const int stored = packings::readCode(tensors_.zeros->bytes, zeros, first + row);
                const std::byte* scale =
                    tensors_.scales->bytes.data() + (group * shape.rows + first + row) * scaleSize;
                // Within the code's bits, as the engines compute it: a stored 15 is zero 0.
                out[static_cast<std::size_t>(row * shape.groups + group)] = {
                    readScale(shape.scaleType, scale), (stored + zeroOffset_) & mask};
            }
        }
    }

private:
    Tensors tensors_;
    int zeroOffset_;
};

/// How many bits a code has follows from the shapes alone, so that folders that mix them need no more.
Result<int> bitsOf(const Tensor& zeros, std::int64_t outputs) {
    for (const int bits : {2, 3, 4, 8}) {
        if (outputs * bits % 32 == 0 && zeros.shape[1] == outputs * bits / 32)
            return bits;
    }
    return fail(
        Error(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "%1 zeros for %2 outputs are codes of neither 2, 3, 4 nor 8 bits."),
                     describe(zeros.shape), outputs))
            .inFile(zeros.file)
            .ofTensor(zeros.name));
}

class GptqReader final : public PackingReader {
public:
    GptqReader(int zeroOffset, std::string name, std::int64_t group)
        : zeroOffset_(zeroOffset), name_(std::move(name)), group_(group) {}

    std::string_view marker() const override { return "qweight"; }
    bool partOfWeight(std::string_view ending) const override {
        return ending == "qweight" || ending == "qzeros" || ending == "scales" || ending == "g_idx";
    }

    Result<std::shared_ptr<const PackedContent>> open(const ModuleParts& parts) const override {
        GptqContent::Tensors tensors;
        MANTISSA_TRY(tensors.weight, parts.get("qweight", DType::I32, 2));
        MANTISSA_TRY(tensors.zeros, parts.get("qzeros", DType::I32, 2));
        MANTISSA_TRY(tensors.scales, parts.get("scales", packings::scaleDType(parts.find("scales")), 2));
        tensors.all = {tensors.weight, tensors.zeros, tensors.scales};
        IntegerGeometry shape;
        shape.rows = tensors.weight->shape[1];
        MANTISSA_TRY(shape.bits, bitsOf(*tensors.zeros, shape.rows));
        shape.columns = tensors.weight->shape[0] * 32 / shape.bits;
        shape.groups = tensors.scales->shape[0];
        shape.scaleType = packings::scaleTypeOf(tensors.scales->dtype);
        MANTISSA_CHECK(packings::checkShape(*tensors.scales, {shape.groups, shape.rows}));
        MANTISSA_CHECK(
            packings::checkShape(*tensors.zeros, {shape.groups, WordStream::words(shape.rows, shape.bits)}));
        MANTISSA_CHECK(packings::checkShape(*tensors.weight,
                                            {WordStream::words(shape.columns, shape.bits), shape.rows}));
        MANTISSA_TRY(shape.group, groupLength(shape, *tensors.scales));
        if (parts.find("g_idx")) {
            MANTISSA_TRY(const auto table, parts.get("g_idx", DType::I32, 1));
            MANTISSA_CHECK(packings::checkShape(*table, {shape.columns}));
            MANTISSA_TRY(shape.groupOf, packings::groupTable(*table, shape));
            tensors.all.push_back(table);
        }
        return std::make_shared<GptqContent>(std::move(shape), std::move(tensors), zeroOffset_, name_);
    }

private:
    Result<std::int64_t> groupLength(const IntegerGeometry& shape, const Tensor& scales) const {
        const std::int64_t said = group_ <= 0 ? shape.columns : group_;
        if (shape.columns > 0 && shape.groups > 0) {
            if (ceilDivide(shape.columns, said) == shape.groups)
                return std::min(said, shape.columns);
            // Folders with several group sizes: what the shapes say.
            if (shape.columns % shape.groups == 0)
                return shape.columns / shape.groups;
        }
        return fail(packings::wrongShape(scales, {ceilDivide(shape.columns, said), shape.rows}));
    }

    int zeroOffset_;
    std::string name_;
    std::int64_t group_;
};

class GptqPacking final : public Packing {
public:
    GptqPacking(PackingInfo info, int version) : info_(std::move(info)), version_(version) {}

    const PackingInfo& info() const override { return info_; }

    bool describedBy(const ConfigJson& config) const override {
        return gptq::isGptq(config) && gptq::isVersion2(config) == (version_ == 2);
    }

    Result<std::unique_ptr<PackingReader>> reader(const ConfigJson& config) const override {
        MANTISSA_CHECK(gptq::checkVariant(config));
        return std::make_unique<GptqReader>(zeroOffset(), info_.name, jsonInteger(config, "group_size", -1));
    }

    Result<void> accepts(const Format& format, std::int64_t rows, std::int64_t columns) const override {
        return gptq::accepts(format, rows, columns, version_);
    }

    std::vector<PlannedTensor> parts(const Format& format, const std::string& module, std::int64_t rows,
                                     std::int64_t columns) const override {
        const integer::Layout& layout = *packings::integerLayout(format);
        const int bits = layout.grid.bits;
        const std::int64_t groups = layout.groups(columns);
        return {{module + ".qweight", DType::I32, {WordStream::words(columns, bits), rows}},
                {module + ".qzeros", DType::I32, {groups, WordStream::words(rows, bits)}},
                {module + ".scales", DType::F16, {groups, rows}},
                {module + ".g_idx", DType::I32, {columns}}};
    }

    Result<void> pack(const EncodedRows& weight, std::span<const std::span<std::byte>> out,
                      const Task& task) const override {
        const integer::Layout& layout = *packings::integerLayout(weight.format);
        const std::int64_t groups = layout.groups(weight.columns);
        for (std::int64_t c = 0; c < weight.columns; ++c) {
            const auto group = static_cast<std::int32_t>(c / layout.groupElements(weight.columns));
            std::memcpy(out[3].data() + c * 4, &group, sizeof group);
        }
        // 32 rows' zeros end with a word, whatever their bits.
        return packings::eachIntegerRow(
            layout, weight.bytes, weight.rows, weight.columns, 32, task,
            [&](std::int64_t row, std::span<const std::uint8_t> codes,
                std::span<const integer::Step> steps) -> Result<void> {
                const WordStream column{layout.grid.bits, row, weight.rows};
                for (std::size_t c = 0; c < codes.size(); ++c)
                    packings::writeCode(out[0], column, static_cast<std::int64_t>(c), codes[c]);
                for (std::int64_t g = 0; g < groups; ++g) {
                    const integer::Step& step = steps[static_cast<std::size_t>(g)];
                    if (step.zero < zeroOffset())
                        return fail(gptq::noSuchZero(row, g));
                    const WordStream zeros{layout.grid.bits,
                                           g * WordStream::words(weight.rows, layout.grid.bits)};
                    packings::writeCode(out[1], zeros, row,
                                        static_cast<std::uint8_t>(step.zero - zeroOffset()));
                    writeScale(ScaleType::F16, step.scale, out[2].data() + (g * weight.rows + row) * 2);
                }
                return {};
            });
    }

    Result<ConfigJson> config(std::span<const PackedModule> modules) const override {
        return gptq::config(modules, version_);
    }

private:
    int zeroOffset() const { return version_ == 1 ? 1 : 0; }

    PackingInfo info_;
    int version_;
};

} // namespace

const Packing& gptqPacking() {
    static const GptqPacking packing(
        {"gptq", "GPTQ",
         sentence(MANTISSA_TR("core",
                              "Integer codes down the columns, zero points less 1: what most published GPTQ "
                              "models are and every engine for them loads. Symmetric grids only.")),
         "AutoGPTQ, auto_gptq/nn_modules/qlinear (checkpoint_format gptq)",
         "transformers, GPTQModel, vLLM, SGLang"},
        1);
    return packing;
}

const Packing& gptqV2Packing() {
    static const GptqPacking packing(
        {"gptq_v2", "GPTQ v2",
         sentence(
             MANTISSA_TR("core", "As gptq, with zero points as they are, so that asymmetric grids fit.")),
         "GPTQModel, gptqmodel/utils/model.py (checkpoint_format gptq_v2)", "transformers, GPTQModel, vLLM"},
        2);
    return packing;
}

} // namespace mantissa
