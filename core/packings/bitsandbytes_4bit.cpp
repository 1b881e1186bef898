#include "packings/bitsandbytes_4bit.h"

#include "base/checked.h"
#include "files/json/json.h"
#include "formats/bitsandbytes/four_bit_format.h"
#include "packings/bitsandbytes_config.h"
#include "packings/four_bit_content.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mantissa {

namespace {

using bitsandbytes::FourBitFormat;
using bitsandbytes::NestedAbsmax;
using packings::FourBitContent;
using packings::FourBitGeometry;
using packings::FourBitParts;

constexpr std::string_view stateEnding = "weight.quant_state.bitsandbytes__";
/// The JSON's length depends on nested_offset, a file's plan does not: blanks behind it, which JSON allows.
constexpr std::int64_t stateBytes = 256;

Error malformed(const Tensor& tensor, Text why) {
    return Error(ErrorCode::Malformed, std::move(why))
        .inFile(tensor.file)
        .atByte(tensor.offset)
        .ofTensor(tensor.name);
}

Result<void> checkCount(const Tensor& tensor, std::int64_t count) {
    if (tensor.elements() == static_cast<std::uint64_t>(count))
        return {};
    return fail(malformed(
        tensor, sentence(MANTISSA_TR("core", "It has %1 numbers; the other tensors of this weight ask "
                                             "for %2."),
                         tensor.elements(), count)));
}

std::string kindOf(const Format& format) {
    return format.info().id == "NF4" ? "nf4" : "fp4";
}

/// The state's numbers, checked so that nothing below overflows.
Result<FourBitGeometry> geometryOf(const Tensor& state, const std::string& kind) {
    auto parsed = parseJson(state.bytes, {}, state.offset);
    if (!parsed || !parsed->is_object())
        return fail(
            malformed(state, sentence(MANTISSA_TR("core", "The state of its quantization is not JSON."))));
    FourBitGeometry shape;
    shape.kind = kind;
    const ConfigJson& said = jsonMember(*parsed, "shape");
    if (!said.is_array() || said.size() != 2 || !said[0].is_number_unsigned() ||
        !said[1].is_number_unsigned())
        return fail(malformed(
            state, sentence(MANTISSA_TR("core", "The state of its quantization names no matrix."))));
    shape.rows = said[0].get<std::int64_t>();
    shape.columns = said[1].get<std::int64_t>();
    shape.block = jsonInteger(*parsed, "blocksize", 0);
    shape.nestedBlock = jsonInteger(*parsed, "nested_blocksize", 0);
    if (parsed->contains("nested_offset") && (*parsed)["nested_offset"].is_number())
        shape.nestedOffset = (*parsed)["nested_offset"].get<float>();
    constexpr std::int64_t most = std::int64_t{1} << 30;
    if (shape.rows < 0 || shape.columns < 0 || shape.rows > most || shape.columns > most || shape.block < 2 ||
        shape.block > most || shape.block % 2 != 0 || shape.nestedBlock < 0) {
        return fail(malformed(state, sentence(MANTISSA_TR("core", "%1 × %2 in blocks of %3 cannot be."),
                                              shape.rows, shape.columns, shape.block)));
    }
    return shape;
}

std::vector<float> floatsOf(const Tensor& tensor) {
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(float));
    return values;
}

class FourBitReader final : public PackingReader {
public:
    std::string_view marker() const override { return "weight.absmax"; }
    bool partOfWeight(std::string_view ending) const override {
        static constexpr std::array endings{"weight", "weight.absmax", "weight.quant_map",
                                            "weight.nested_absmax", "weight.nested_quant_map"};
        return std::find(endings.begin(), endings.end(), ending) != endings.end() ||
               ending.starts_with(stateEnding);
    }

    Result<std::shared_ptr<const PackedContent>> open(const ModuleParts& parts) const override {
        const std::string state(stateEnding);
        const std::string kind = parts.find(state + "fp4") ? "fp4" : "nf4";
        FourBitParts tensors;
        MANTISSA_TRY(const auto stated, parts.get(state + kind, DType::U8, 1));
        MANTISSA_TRY(FourBitGeometry shape, geometryOf(*stated, kind));
        MANTISSA_TRY(tensors.codes, parts.get("weight", DType::U8, 2));
        MANTISSA_TRY(const auto levels, parts.get("weight.quant_map", DType::F32, 1));
        const bool nested = shape.nestedBlock > 0;
        MANTISSA_TRY(tensors.absmax, parts.get("weight.absmax", nested ? DType::U8 : DType::F32, 1));
        MANTISSA_CHECK(checkCount(*tensors.codes, ceilDivide(shape.rows * shape.columns, 2)));
        MANTISSA_CHECK(checkCount(*tensors.absmax, shape.blocks()));
        MANTISSA_CHECK(checkCount(*levels, 16));
        std::memcpy(shape.levels.data(), levels->bytes.data(), sizeof shape.levels);
        tensors.all = {tensors.codes, tensors.absmax, levels, stated};
        if (nested)
            MANTISSA_CHECK(openNested(parts, shape, tensors));
        return std::make_shared<FourBitContent>(std::move(shape), std::move(tensors));
    }

private:
    static Result<void> openNested(const ModuleParts& parts, FourBitGeometry& shape, FourBitParts& tensors) {
        MANTISSA_TRY(tensors.nestedAbsmax, parts.get("weight.nested_absmax", DType::F32, 1));
        MANTISSA_TRY(const auto map, parts.get("weight.nested_quant_map", DType::F32, 1));
        MANTISSA_CHECK(checkCount(*tensors.nestedAbsmax, ceilDivide(shape.blocks(), shape.nestedBlock)));
        MANTISSA_CHECK(checkCount(*map, 256));
        shape.nestedMap = floatsOf(*map);
        tensors.all.push_back(tensors.nestedAbsmax);
        tensors.all.push_back(map);
        return {};
    }
};

class FourBitPacking final : public Packing {
public:
    const PackingInfo& info() const override {
        static const PackingInfo info{
            "bnb_4bit", "bitsandbytes 4-bit",
            sentence(MANTISSA_TR("core", "NF4 or FP4 in blocks over the whole matrix, as QLoRA trains on.")),
            "bitsandbytes, functional.py (QuantState)", "transformers, PEFT, vLLM, TGI"};
        return info;
    }

    bool describedBy(const ConfigJson& config) const override {
        return bitsandbytes::describes(config, false);
    }

    Result<std::unique_ptr<PackingReader>> reader(const ConfigJson& config) const override {
        if (const std::string storage = jsonString(config, "bnb_4bit_quant_storage", "uint8");
            storage != "uint8") {
            return fail(
                ErrorCode::Unsupported,
                sentence(
                    MANTISSA_TR("core", "bitsandbytes codes stored as %1 cannot be decoded; only uint8 can."),
                    storage));
        }
        return std::make_unique<FourBitReader>();
    }

    Result<void> accepts(const Format& format, std::int64_t /*rows*/,
                         std::int64_t /*columns*/) const override {
        if (dynamic_cast<const FourBitFormat*>(&format) != nullptr)
            return {};
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "bitsandbytes' 4-bit layers hold NF4 and FP4, not %1."),
                             format.text()));
    }

    std::vector<PlannedTensor> parts(const Format& format, const std::string& module, std::int64_t rows,
                                     std::int64_t columns) const override {
        const bool nested = static_cast<const FourBitFormat&>(format).isDouble();
        const std::string weight = module + ".weight";
        const std::int64_t blocks = ceilDivide(rows * columns, format.blockElements());
        std::vector<PlannedTensor> all{
            {weight, DType::U8, {ceilDivide(rows * columns, 2), 1}},
            {weight + ".absmax", nested ? DType::U8 : DType::F32, {blocks}},
            {weight + ".quant_map", DType::F32, {16}},
            {module + "." + std::string(stateEnding) + kindOf(format), DType::U8, {stateBytes}}};
        if (nested) {
            all.push_back(
                {weight + ".nested_absmax", DType::F32, {ceilDivide(blocks, bitsandbytes::nestedBlock)}});
            all.push_back({weight + ".nested_quant_map", DType::F32, {256}});
        }
        return all;
    }

    Result<void> pack(const EncodedRows& weight, std::span<const std::span<std::byte>> out,
                      const Task& task) const override {
        const auto& format = static_cast<const FourBitFormat&>(weight.format);
        const bool nested = format.isDouble();
        const std::int64_t block = format.blockElements();
        const std::int64_t elements = weight.rows * weight.columns;
        const std::size_t head = nested ? 1 : 4;
        std::size_t from = 0;
        for (std::int64_t begin = 0; begin < elements; begin += block) {
            MANTISSA_CHECK(task.check());
            const auto pairs = static_cast<std::size_t>((std::min(block, elements - begin) + 1) / 2);
            std::memcpy(out[1].data() + static_cast<std::size_t>(begin / block) * head, &weight.bytes[from],
                        head);
            std::memcpy(out[0].data() + begin / 2, weight.bytes.data() + from + head, pairs);
            from += head + pairs;
        }
        std::memcpy(out[2].data(), format.levels().data(), out[2].size());
        const auto* maxima = nested ? static_cast<const NestedAbsmax*>(weight.parameters) : nullptr;
        if (maxima != nullptr) {
            std::memcpy(out[4].data(), maxima->absmax.data(), out[4].size());
            std::memcpy(out[5].data(), bitsandbytes::dynamicMap().data(), out[5].size());
        }
        return writeState(weight, maxima, out[3]);
    }

    Result<ConfigJson> config(std::span<const PackedModule> modules) const override {
        std::string kind;
        bool nested = false;
        for (const PackedModule& module : modules) {
            if (!module.format)
                continue;
            // Each weight's own state counts; the config has one word for all.
            kind = kind.empty() ? kindOf(*module.format) : kind;
            nested = nested || static_cast<const FourBitFormat&>(*module.format).isDouble();
        }
        return bitsandbytes::configOf(modules, kind.empty() ? "nf4" : kind, nested);
    }

private:
    static Result<void> writeState(const EncodedRows& weight, const NestedAbsmax* maxima,
                                   std::span<std::byte> out) {
        ConfigJson state = {{"quant_type", kindOf(weight.format)},
                            {"blocksize", weight.format.blockElements()},
                            {"dtype", "float16"},
                            {"shape", {weight.rows, weight.columns}}};
        if (maxima != nullptr) {
            state["nested_blocksize"] = bitsandbytes::nestedBlock;
            state["nested_dtype"] = "float32";
            state["nested_offset"] = static_cast<double>(maxima->offset);
        }
        const std::string text = state.dump();
        if (text.size() > out.size())
            return fail(ErrorCode::TooLarge,
                        sentence(MANTISSA_TR("core", "The state of its quantization is too long.")));
        std::fill(out.begin(), out.end(), std::byte{' '});
        std::memcpy(out.data(), text.data(), text.size());
        return {};
    }
};

} // namespace

const Packing& bitsandbytes4BitPacking() {
    static const FourBitPacking packing;
    return packing;
}

} // namespace mantissa
