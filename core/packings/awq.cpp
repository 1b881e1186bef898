#include "packings/awq.h"

#include "base/checked.h"
#include "packings/integer_content.h"
#include "packings/word_stream.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

using packings::IntegerContent;
using packings::IntegerGeometry;

constexpr std::int64_t perWord = 8;
/// Which nibble of its word an output is: the inverse of AutoAWQ's order 0 2 4 6 1 3 5 7.
constexpr std::array<int, perWord> nibbleOf{0, 4, 1, 5, 2, 6, 3, 7};

struct NibblePlace {
    std::int64_t word;
    int shift;
};

/// Of an output in line `line` of a matrix of words.
NibblePlace nibbleIn(std::int64_t line, std::int64_t output, std::int64_t outputs) {
    return {line * (outputs / perWord) + output / perWord,
            4 * nibbleOf[static_cast<std::size_t>(output % perWord)]};
}

std::uint8_t readNibble(std::span<const std::byte> bytes, NibblePlace place) {
    return static_cast<std::uint8_t>(packings::loadWord(bytes, place.word) >> place.shift & 15U);
}

class AwqContent final : public IntegerContent {
public:
    AwqContent(IntegerGeometry geometry, std::vector<ModuleParts::Part> parts)
        : IntegerContent(std::move(geometry), "AWQ", std::move(parts)) {}

protected:
    void readCodes(std::int64_t first, std::int64_t count, std::span<std::uint8_t> out) const override {
        const IntegerGeometry& shape = geometry();
        for (std::int64_t column = 0; column < shape.columns; ++column) {
            for (std::int64_t row = 0; row < count; ++row)
                out[static_cast<std::size_t>(row * shape.columns + column)] =
                    readNibble(parts()[0]->bytes, nibbleIn(column, first + row, shape.rows));
        }
    }

    void readSteps(std::int64_t first, std::int64_t count, std::span<integer::Step> out) const override {
        const IntegerGeometry& shape = geometry();
        for (std::int64_t group = 0; group < shape.groups; ++group) {
            for (std::int64_t row = 0; row < count; ++row) {
                const std::byte* scale = parts()[2]->bytes.data() +
                                         (group * shape.rows + first + row) * scaleBytes(shape.scaleType);
                out[static_cast<std::size_t>(row * shape.groups + group)] = {
                    readScale(shape.scaleType, scale),
                    readNibble(parts()[1]->bytes, nibbleIn(group, first + row, shape.rows))};
            }
        }
    }
};

class AwqReader final : public PackingReader {
public:
    std::string_view marker() const override { return "qweight"; }
    bool partOfWeight(std::string_view ending) const override {
        return ending == "qweight" || ending == "qzeros" || ending == "scales";
    }

    Result<std::shared_ptr<const PackedContent>> open(const ModuleParts& parts) const override {
        MANTISSA_TRY(const auto weight, parts.get("qweight", DType::I32, 2));
        MANTISSA_TRY(const auto zeros, parts.get("qzeros", DType::I32, 2));
        MANTISSA_TRY(const auto scales, parts.get("scales", packings::scaleDType(parts.find("scales")), 2));
        IntegerGeometry shape;
        shape.rows = weight->shape[1] * perWord;
        shape.columns = weight->shape[0];
        shape.groups = scales->shape[0];
        shape.scaleType = packings::scaleTypeOf(scales->dtype);
        MANTISSA_CHECK(packings::checkShape(*scales, {shape.groups, shape.rows}));
        MANTISSA_CHECK(packings::checkShape(*zeros, {shape.groups, weight->shape[1]}));
        // The group's length follows from the shapes; AWQ has no shorter last one.
        if (shape.groups <= 0 || shape.columns % shape.groups != 0)
            MANTISSA_CHECK(packings::checkShape(*scales, {1, shape.rows}));
        shape.group = shape.groups > 0 ? shape.columns / shape.groups : shape.columns;
        return std::make_shared<AwqContent>(std::move(shape), std::vector{weight, zeros, scales});
    }
};

Error refused(Text why) {
    return {ErrorCode::InvalidArgument, std::move(why)};
}

class AwqPacking final : public Packing {
public:
    const PackingInfo& info() const override {
        static const PackingInfo info{
            "awq", "AWQ",
            sentence(MANTISSA_TR("core",
                                 "4-bit codes in AWQ's order for matrix products (GEMM), with zero points.")),
            "AutoAWQ, awq/modules/linear/gemm.py", "transformers, AutoAWQ, vLLM, SGLang, TGI"};
        return info;
    }

    bool describedBy(const ConfigJson& config) const override {
        // AutoAWQ's own quant_config.json names no method.
        return jsonString(config, "quant_method") == "awq" ||
               (config.contains("w_bit") && config.contains("q_group_size"));
    }

    Result<std::unique_ptr<PackingReader>> reader(const ConfigJson& config) const override {
        std::string version = jsonString(config, "version", "gemm");
        std::transform(version.begin(), version.end(), version.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (version != "gemm") {
            return fail(
                ErrorCode::Unsupported,
                sentence(
                    MANTISSA_TR("core", "AWQ weights in the layout “%1” cannot be decoded; only gemm can."),
                    version));
        }
        const std::int64_t bits = jsonInteger(config, "bits", jsonInteger(config, "w_bit", 4));
        if (bits != 4) {
            return fail(
                ErrorCode::Unsupported,
                sentence(
                    MANTISSA_TR("core", "AWQ weights of %1 bits cannot be decoded; only those of 4 can."),
                    bits));
        }
        return std::make_unique<AwqReader>();
    }

    Result<void> accepts(const Format& format, std::int64_t rows, std::int64_t columns) const override {
        const integer::Layout* layout = packings::integerLayout(format);
        if (layout == nullptr || layout->grid.bits != 4) {
            return fail(refused(sentence(
                MANTISSA_TR("core", "AWQ holds INT4 with scales per group or row, not %1."), format.text())));
        }
        if (layout->grid.scaleType != ScaleType::F16)
            return fail(
                refused(sentence(MANTISSA_TR("core", "AWQ's scales are 16-bit floats: choose scale=f16."))));
        if (rows % perWord != 0) {
            return fail(refused(sentence(
                MANTISSA_TR("core", "AWQ packs eight outputs into a word; %1 rows are no multiple of 8."),
                rows)));
        }
        if (const std::int64_t group = layout->group; group > 0 && columns % group != 0) {
            return fail(refused(
                sentence(MANTISSA_TR("core", "Groups of %1 do not divide rows of %2."), group, columns)));
        }
        return {};
    }

    std::vector<PlannedTensor> parts(const Format& format, const std::string& module, std::int64_t rows,
                                     std::int64_t columns) const override {
        const std::int64_t groups = packings::integerLayout(format)->groups(columns);
        return {{module + ".qweight", DType::I32, {columns, rows / perWord}},
                {module + ".qzeros", DType::I32, {groups, rows / perWord}},
                {module + ".scales", DType::F16, {groups, rows}}};
    }

    Result<void> pack(const EncodedRows& weight, std::span<const std::span<std::byte>> out,
                      const Task& task) const override {
        const auto put = [&](std::span<std::byte> bytes, NibblePlace place, unsigned code) {
            packings::addToWord(bytes, place.word, code << place.shift);
        };
        return packings::eachIntegerRow(
            *packings::integerLayout(weight.format), weight.bytes, weight.rows, weight.columns, perWord, task,
            [&](std::int64_t row, std::span<const std::uint8_t> codes,
                std::span<const integer::Step> steps) -> Result<void> {
                for (std::size_t c = 0; c < codes.size(); ++c)
                    put(out[0], nibbleIn(static_cast<std::int64_t>(c), row, weight.rows), codes[c]);
                for (std::size_t g = 0; g < steps.size(); ++g) {
                    const auto group = static_cast<std::int64_t>(g);
                    put(out[1], nibbleIn(group, row, weight.rows), static_cast<unsigned>(steps[g].zero));
                    writeScale(ScaleType::F16, steps[g].scale,
                               out[2].data() + (group * weight.rows + row) * 2);
                }
                return {};
            });
    }

    Result<ConfigJson> config(std::span<const PackedModule> modules) const override {
        ConfigJson kept = ConfigJson::array();
        std::optional<std::int64_t> group;
        for (const PackedModule& module : modules) {
            if (!module.format) {
                kept.push_back(module.name);
                continue;
            }
            const std::int64_t own = packings::integerLayout(*module.format)->group;
            if (group.value_or(own) != own) {
                return fail(
                    Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR("core",
                                               "An AWQ folder has one group size for all weights; here are "
                                               "%1 and %2."),
                                   *group, own))
                        .ofTensor(module.name));
            }
            group = own;
        }
        return ConfigJson{{"quant_method", "awq"},
                          {"version", "gemm"},
                          {"bits", 4},
                          {"group_size", group.value_or(0) > 0 ? *group : -1},
                          {"zero_point", true},
                          {"modules_to_not_convert", kept}};
    }
};

} // namespace

const Packing& awqPacking() {
    static const AwqPacking packing;
    return packing;
}

} // namespace mantissa
